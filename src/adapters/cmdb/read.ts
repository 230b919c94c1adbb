import type { Tally } from '../../algebra/evidence/collect.ts'
import { type CsvRow, visitCsv } from '../../formats/csv/read.ts'
import { announcing } from '../../lib/announced.ts'
import { FormatError } from '../../lib/format-error.ts'
import { parseSpan } from '../../lib/ip.ts'
import type { Line } from '../../lib/lines.ts'
import { createMasker } from '../../lib/mask.ts'
import type { OwnerRecord } from '../../model/evidence.ts'
import { type CmdbRelation, type RelationColumns, relationColumnsOf } from './relation-columns.ts'
import { type CmdbField, type CmdbRow, type Columns, fieldOf, isField, ownerListFields } from './schema.ts'

/** What stands instead of a name when an export has no display values. */
const sysId = /^[0-9a-f]{32}$/

/** Which column says what; undefined when the row is no head of a CMDB export. */
export function columnsOf(cells: readonly string[]): Columns | undefined {
  const columns: Columns = {}
  for (const [index, cell] of cells.entries()) {
    const field = fieldOf(cell)
    if (field !== undefined) (columns[field] ??= []).push(index)
  }
  const { team, person, name, address } = columns
  // A table that knows no teams means whoever it names.
  if (team === undefined && person !== undefined) {
    columns.team = person
    delete columns.person
  }
  if (columns.team !== undefined) return (name ?? address) ? columns : undefined
  // Nobody owns what it lists; it writes addresses down all the same.
  return name && address && Object.keys(columns).length > 2 ? columns : undefined
}

/** Lines that may stand before the head: titles and blanks. */
const mostBefore = 20

/** The delimiter of the head among the first lines, and its cells; undefined when there is no head. */
export function headOf(
  lines: Iterable<Line>,
): { readonly delimiter: string; readonly cells: readonly string[] } | undefined {
  for (const { number, text } of lines) {
    if (number > mostBefore) return undefined
    for (const delimiter of [',', ';', '\t', '|']) {
      const cells = text.slice(0, 8000).replace('\ufeff', '').replaceAll('"', '').split(delimiter)
      if (cells.length > 1 && (relationColumnsOf(cells) || columnsOf(cells))) return { delimiter, cells }
    }
  }
  return undefined
}

/** A table of one subject and its owner is a list that somebody keeps; anything wider is a CMDB. */
export function basisOf(columns: Columns): OwnerRecord['basis'] {
  const fields = Object.keys(columns).filter(isField)
  const subjects = fields.filter((field) => field === 'name' || field === 'address' || field === 'fqdn')
  const owners = fields.every((field) => ownerListFields.has(field))
  return owners && subjects.length === 1 ? 'owner-list' : 'cmdb'
}

/** What was read of an export: configuration items, and relations between them when it is a table of these. */
export interface CmdbTable {
  /** One for each row; of a table of relations both ends of each row. */
  readonly rows: readonly CmdbRow[]
  readonly basis: OwnerRecord['basis']
  readonly relations?: readonly CmdbRelation[]
}

/** Reads an export. A damaged end is counted; the rows before it stand. */
export function readCmdb(bytes: Uint8Array, lines: readonly Line[], tally: Tally): CmdbTable {
  const rows: CmdbRow[] = []
  const relations: CmdbRelation[] = []
  const clean = cleaner()
  let columns: Columns | undefined
  let related: RelationColumns | undefined
  const lineOf = (number: number): Line => lines[number - 1] ?? { number, text: '' }
  const visit = (row: CsvRow): void => {
    if (!columns && !related) {
      related = relationColumnsOf(row.cells)
      columns = related ? undefined : columnsOf(row.cells)
      if (columns || related) tally.known()
      else tally.unknown('line before the head', lineOf(row.line))
    } else if (row.nul) tally.unknown('row with NUL', lineOf(row.line))
    else if (related) {
      const parent = rowOf(row, related.parent, clean, false)
      const child = rowOf(row, related.child, clean, false)
      for (const end of [parent, child]) if (end) rows.push(end)
      if (!parent?.name || !child?.name) tally.unknown('relation without its two ends', lineOf(row.line))
      else if (sysId.test(parent.name) || sysId.test(child.name))
        tally.unknown('relation by sys_id instead of names', lineOf(row.line))
      else {
        const type = (row.cells[related.type] ?? '').trim().slice(0, 120)
        relations.push({ line: row.line, type, parent, child })
        tally.known()
      }
    } else if (columns) {
      const read = rowOf(row, columns, clean)
      if (read) {
        rows.push(read)
        tally.known()
      } else tally.unknown('row without a name', lineOf(row.line))
    }
  }
  try {
    const head = headOf(lines)
    visitCsv(bytes, visit, head ? { delimiter: head.delimiter } : {})
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    tally.unknown(`damaged: ${error.seen}`, lineOf(error.where.line ?? 1))
  }
  if (related) return { rows, relations, basis: 'cmdb' }
  return { rows, basis: columns === undefined ? 'cmdb' : basisOf(columns) }
}

/** Fields that say the same in many rows. */
const repeated: ReadonlySet<CmdbField> = new Set(['team', 'person', 'application', 'class'])
const mostRemembered = 10_000

/** Takes secrets and line breaks out of cells. A fresh masker for each: what one cell says must not hide another. */
function cleaner(): (value: string, field: CmdbField) => string {
  const known = new Map<string, string>()
  return (value, field) => {
    const before = known.get(value)
    if (before !== undefined) return before
    const plain = /[^\S ]| {2}/.test(value) ? value.replace(/\s+/g, ' ') : value
    const clean = (announcing.test(plain) ? createMasker()(plain).text : plain).slice(0, 300)
    if (repeated.has(field) && known.size < mostRemembered) known.set(value, clean)
    return clean
  }
}

type Clean = ReturnType<typeof cleaner>

function rowOf(row: CsvRow, columns: Columns, clean: Clean, whole = true): CmdbRow | undefined {
  const cell = (field: CmdbField): string => {
    const places = columns[field]
    if (places === undefined) return ''
    for (const index of places) {
      const value = (row.cells[index] ?? '').trim()
      if (value !== '') return clean(value, field)
    }
    return ''
  }
  const subject = cell('name')
  // The subject of an owner list may be an address.
  const named = parseSpan(subject) === undefined
  const name = named ? subject : ''
  const written = (columns.address ?? [])
    .map((index) => clean((row.cells[index] ?? '').trim(), 'address'))
    .join(' ')
  const addresses = addressesOf(named ? written : `${written} ${subject}`)
  if (name === '' && addresses.length === 0) return undefined
  return {
    line: row.line,
    name,
    addresses,
    // Columns of a relation that are not this end's are the other end's.
    remarks: whole ? remarksOf(row, columns, clean) : none,
    fqdn: cell('fqdn').toLowerCase(),
    team: cell('team'),
    person: cell('person'),
    application: cell('application'),
    kind: cell('class'),
  }
}

const addressed = /\d\.\d{1,3}\.\d|[\da-f]:[\da-f]{0,4}:/i

/** Cells of no field, and descriptions, that name addresses. */
function remarksOf(row: CsvRow, columns: Columns, clean: Clean): readonly string[] {
  let found: string[] | undefined
  for (const [index, cell] of row.cells.entries()) {
    if (cell.length < 6 || !addressed.test(cell) || isTaken(columns, index)) continue
    found ??= []
    found.push(clean(cell, 'description'))
  }
  return found ?? none
}

const none: readonly never[] = []

function isTaken({ name, address, fqdn, mac }: Columns, index: number): boolean {
  return [name, address, fqdn, mac].some((places) => places?.includes(index))
}

function addressesOf(text: string): readonly string[] {
  if (text === '') return []
  if (!/[\s,;|(]/.test(text)) return [text]
  // A card may stand behind its address: `192.0.2.1 (eth0)`.
  const bare = text.includes('(') ? text.replace(/\([^()]{0,100}\)/g, ' ') : text
  return bare.split(/[\s,;|]+/).filter((address) => address !== '')
}
