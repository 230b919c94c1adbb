import { problem } from '../model/problems/index.ts'
import type { EvidenceRow } from '../store/index.ts'

/** A file as far as its name is asked for. */
type Named = Pick<EvidenceRow, 'id' | 'name'>

/** The file of evidence with that id or name, see {@link namedEvidence}. Throws `evidence-unknown` and `evidence-ambiguous`. */
export function findEvidence<Row extends Named>(rows: readonly Row[], wanted: string): Row {
  const named = namedEvidence(rows, wanted)
  const [only] = named
  if (!only) throw problem('evidence-unknown', { wanted })
  if (named.length > 1) throw problem('evidence-ambiguous', { wanted, ids: named.map(({ id }) => id) })
  return only
}

/**
 * Files with that id; else with that name; else whose name ends with it (`fw-core-01.set` for `firewall/fw-core-01.set`); else
 * whose name it ends with, the longest (`evidence/firewall/fw-core-01.set`, as it was typed to add the folder).
 */
export function namedEvidence<Row extends Named>(rows: readonly Row[], wanted: string): readonly Row[] {
  const path = wanted.replace(/^\.\//, '')
  const typed = rows.filter(({ name }) => path.endsWith(`/${name}`))
  const longest = Math.max(...typed.map(({ name }) => name.length))
  const tiers = [
    rows.filter(({ id }) => id === wanted),
    rows.filter(({ name }) => name === wanted || name === path),
    rows.filter(({ name }) => name.endsWith(`/${path}`)),
    typed.filter(({ name }) => name.length === longest),
  ]
  return tiers.find((tier) => tier.length > 0) ?? []
}
