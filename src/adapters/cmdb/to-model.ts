import type { Tally } from '../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../algebra/evidence/literals.ts'
import { makeReference, type ReferenceFields } from '../../algebra/evidence/reference.ts'
import { strengthOf } from '../../algebra/evidence/strength.ts'
import { parseSpan } from '../../lib/ip.ts'
import { excerpt, type Line } from '../../lib/lines.ts'
import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import type { CmdbRow } from './schema.ts'

/** Who owns what: by name, by full name when it differs, and by address. */
export function* ownersOf(
  rows: readonly CmdbRow[],
  basis: OwnerRecord['basis'],
  file: string,
): Iterable<OwnerRecord> {
  for (const row of rows) {
    if (row.team === '' && row.person === '') continue
    const name = row.name.toLowerCase()
    if (name !== '') yield ownerOf(name, row, basis, file)
    const { fqdn, addresses } = row
    if (fqdn !== '' && fqdn !== name && !fqdn.startsWith(`${name}.`)) yield ownerOf(fqdn, row, basis, file)
    for (const address of addresses.length > 1 ? new Set(addresses) : addresses)
      if (parseSpan(address)) yield ownerOf(address, row, basis, file)
  }
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

/** A row that writes an address down must be changed with it; what it names is told row by row. */
export function* referencesOf(
  rows: readonly CmdbRow[],
  lines: readonly Line[],
  file: string,
  tally: Tally,
): Iterable<Reference> {
  for (const row of rows) {
    const line = lines[row.line - 1] ?? { number: row.line, text: '' }
    for (const matched of row.addresses) {
      const span = parseSpan(matched)
      if (span) yield referenceOf(row, line, file, { matched, strength: strengthOf(span, matched) })
      else tally.note('address that is none', line)
    }
    for (const remark of row.remarks) {
      for (const literal of literalsIn(remark)) {
        const parts = partsOfLiteral(literal)
        if (parts.strength !== 'name' && !row.addresses.includes(parts.matched))
          yield referenceOf(row, line, file, parts)
      }
    }
  }
}

function referenceOf(
  { name, team }: CmdbRow,
  line: Line,
  file: string,
  { matched, strength, covers, host }: Pick<ReferenceFields, 'matched' | 'strength' | 'covers' | 'host'>,
): Reference {
  return makeReference({
    kind: 'cmdb-record',
    device: file,
    file,
    line: line.number,
    text: excerpt(line.text),
    matched,
    strength,
    role: 'literal',
    covers,
    host,
    name: name === '' ? undefined : name,
    ownerHint: team === '' ? undefined : team,
    ownerHintBasis: team === '' ? undefined : 'label',
  })
}
