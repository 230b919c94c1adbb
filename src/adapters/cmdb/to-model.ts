import type { Tally } from '../../algebra/evidence/collect.ts'
import { makeReference } from '../../algebra/evidence/reference.ts'
import { strengthOf } from '../../algebra/evidence/strength.ts'
import { parseSpan } from '../../lib/ip.ts'
import { excerpt, type Line } from '../../lib/lines.ts'
import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import type { CmdbRow } from './schema.ts'

/** Who owns what: by name, by full name when it differs, and by address. */
export function ownersOf(
  rows: readonly CmdbRow[],
  basis: OwnerRecord['basis'],
  file: string,
): readonly OwnerRecord[] {
  const found: OwnerRecord[] = []
  for (const row of rows) {
    if (row.team === '' && row.person === '') continue
    const record = {
      basis,
      file,
      line: row.line,
      ...(row.team === '' ? {} : { team: row.team }),
      ...(row.person === '' ? {} : { person: row.person }),
      ...(row.application === '' ? {} : { application: row.application }),
    }
    const subjects = new Set([row.name.toLowerCase()])
    if (!row.fqdn.startsWith(`${row.name.toLowerCase()}.`)) subjects.add(row.fqdn)
    for (const address of row.addresses) if (parseSpan(address)) subjects.add(address)
    for (const subject of subjects) if (subject !== '') found.push({ ...record, subject })
  }
  return found
}

/** A row that writes an address down must be changed with it. */
export function referencesOf(
  rows: readonly CmdbRow[],
  lines: readonly Line[],
  file: string,
  tally: Tally,
): readonly Reference[] {
  const found: Reference[] = []
  for (const row of rows) {
    const line = lines[row.line - 1] ?? { number: row.line, text: '' }
    for (const address of row.addresses) {
      const span = parseSpan(address)
      if (!span) {
        tally.note('address that is none', line)
        continue
      }
      found.push(
        makeReference({
          kind: 'cmdb-record',
          device: file,
          file,
          line: row.line,
          text: excerpt(line.text),
          matched: address,
          strength: strengthOf(span, address),
          role: 'literal',
          name: row.name === '' ? undefined : row.name,
          ownerHint: row.team === '' ? undefined : row.team,
          ownerHintBasis: row.team === '' ? undefined : 'label',
        }),
      )
    }
  }
  return found
}
