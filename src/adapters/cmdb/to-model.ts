import type { Tally } from '../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../algebra/evidence/reference.ts'
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
    const name = row.name.toLowerCase()
    if (name !== '') found.push(ownerOf(name, row, basis, file))
    const { fqdn, addresses } = row
    if (fqdn !== '' && fqdn !== name && !fqdn.startsWith(`${name}.`))
      found.push(ownerOf(fqdn, row, basis, file))
    for (const address of addresses.length > 1 ? new Set(addresses) : addresses)
      if (parseSpan(address)) found.push(ownerOf(address, row, basis, file))
  }
  return found
}

type Mutable<Shape> = { -readonly [Field in keyof Shape]: Shape[Field] }

/** One record, field by field: exports have several subjects in each of their rows, and spreading costs more than reading. */
function ownerOf(
  subject: string,
  { line, team, person, application }: CmdbRow,
  basis: OwnerRecord['basis'],
  file: string,
): OwnerRecord {
  const record: Mutable<OwnerRecord> = { subject, basis, file, line }
  if (team !== '') record.team = team
  if (person !== '') record.person = person
  if (application !== '') record.application = application
  return record
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
    const team = row.team === '' ? undefined : row.team
    const refer = (parts: Pick<ReferenceFields, 'matched' | 'strength' | 'covers' | 'host'>): void => {
      found.push(
        makeReference({
          kind: 'cmdb-record',
          device: file,
          file,
          line: row.line,
          text: excerpt(line.text),
          ...parts,
          role: 'literal',
          name: row.name === '' ? undefined : row.name,
          ownerHint: team,
          ownerHintBasis: team === undefined ? undefined : 'label',
        }),
      )
    }
    for (const address of row.addresses) {
      const span = parseSpan(address)
      if (!span) {
        tally.note('address that is none', line)
        continue
      }
      refer({ matched: address, strength: strengthOf(span, address) })
    }
    for (const remark of row.remarks) {
      for (const literal of literalsIn(remark)) {
        const { column: _, ...parts } = partsOfLiteral(literal)
        if (parts.strength !== 'name' && !row.addresses.includes(parts.matched)) refer(parts)
      }
    }
  }
  return found
}
