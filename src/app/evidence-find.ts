import { problem } from '../model/problems/index.ts'
import type { EvidenceRow } from '../store/index.ts'

/** The file of evidence with that id, else with that name. Throws `evidence-unknown` and `evidence-ambiguous`. */
export function findEvidence(rows: readonly EvidenceRow[], wanted: string): EvidenceRow {
  const byId = rows.find(({ id }) => id === wanted)
  if (byId) return byId
  const named = rows.filter(({ name }) => name === wanted)
  const [only] = named
  if (!only) throw problem('evidence-unknown', { wanted })
  if (named.length > 1) throw problem('evidence-ambiguous', { wanted, ids: named.map(({ id }) => id) })
  return only
}
