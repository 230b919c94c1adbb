import { type Formats, newFormats } from '../../formats/cells/whole-column.ts'
import { parseTruth } from '../../formats/cells/values.ts'
import { rowText } from '../../lib/row-text.ts'
import type { Place } from '../../model/evidence-place.ts'
import { type ObservationOf, type ReadReport, type Rejected, rowsKept } from '../../model/observation.ts'
import type { VmFacts } from '../../model/vm.ts'
import { type ColumnNotes, columnNotes, factsOf, type Naming, namingOf, type RowCells } from './facts.ts'
import type { ColumnMap, ColumnUse } from './schema.ts'
import { listReport } from './report.ts'

/** One row of a list. */
export interface ListRow {
  readonly place: Place
  readonly cells: readonly string[]
  readonly damaged: boolean
}

/** What a list says, and how the read went. */
export interface ListModel {
  readonly observations: readonly ObservationOf<'vm'>[]
  readonly report: ReadReport
}

/** Rows to observations; what a column means is decided by all of its values. Pure. */
export function listModel(headers: readonly string[], map: ColumnMap, rows: readonly ListRow[]): ListModel {
  const first = pass(headers, map, rows, newFormats())
  const { next } = first.formats.settle()
  const read = next ? pass(headers, map, rows, next) : first
  const { sentences } = read.formats.settle()
  return { observations: read.observations, report: listReport(headers, map, read, sentences) }
}

/** One time through all rows. */
export interface ListPass {
  readonly observations: readonly ObservationOf<'vm'>[]
  readonly seen: number
  readonly merged: number
  readonly rejected: readonly Rejected[]
  readonly notes: ColumnNotes
  readonly formats: Formats
}

function pass(
  headers: readonly string[],
  map: ColumnMap,
  rows: readonly ListRow[],
  formats: Formats,
): ListPass {
  const uses = headers.map((header) => map.get(header.trim()))
  const notes = columnNotes()
  const rejected: Rejected[] = []
  const entries = new Map<string, ObservationOf<'vm'>>()
  let merged = 0
  for (const row of rows) {
    const cells = cellsOf(headers, uses, row)
    const naming = namingOf(cells)
    const why = row.damaged ? 'the row holds NUL characters' : reasonAgainst(cells, naming)
    if (naming === undefined || why !== undefined) {
      rejected.push({
        where: row.place,
        why: why ?? '',
        ...(naming ? { name: naming.name } : {}),
        ...kept(rejected, headers, row),
      })
      continue
    }
    const [key = naming.name] = naming.identities
    const facts = factsOf(cells, naming, formats, notes)
    const earlier = entries.get(key)
    if (earlier === undefined) {
      entries.set(key, { kind: 'vm', key, identities: naming.identities, place: row.place, facts })
    } else if (same(earlier.facts, facts)) merged += 1
    else {
      const line = earlier.place.line
      rejected.push({
        where: row.place,
        name: naming.name,
        why: `line ${line} says something else of the same machine`,
        ...kept(rejected, headers, row),
      })
    }
  }
  return { observations: [...entries.values()], seen: rows.length, merged, rejected, notes, formats }
}

function cellsOf(
  headers: readonly string[],
  uses: readonly (ColumnUse | undefined)[],
  row: ListRow,
): readonly RowCells[] {
  return uses.flatMap((use, at): RowCells[] => {
    const text = (row.cells[at] ?? '').trim()
    if (use === undefined || text === '' || use.field === 'ignore') return []
    return [{ header: (headers[at] ?? '').trim(), use, text, place: row.place }]
  })
}

/** A list of servers holds more than virtual machines. */
function reasonAgainst(cells: readonly RowCells[], naming: Naming | undefined): string | undefined {
  if (naming === undefined)
    return 'the row names no machine: name, UUID, DNS name and address are empty or unreadable'
  const kind = cells.find(({ use }) => use.field === 'class')?.text.replace(/^cmdb_ci_/i, '')
  if (kind !== undefined && !/vm|virtual|server|computer|instance|linux|windows|unix|solaris|aix/i.test(kind))
    return `its class ${JSON.stringify(kind)} is no machine`
  if (
    kind !== undefined &&
    /esxi?|vcenter|hypervisor|cluster|web_?server|app_?server|db_|database|template/i.test(kind)
  )
    return `its class ${JSON.stringify(kind)} is no virtual machine`
  const virtual = cells.find(({ use }) => use.field === 'virtual')?.text
  return virtual !== undefined && parseTruth(virtual) === false ? 'it is a physical machine' : undefined
}

function same(left: VmFacts, right: VmFacts): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** The row itself, of the first of many. */
function kept(
  rejected: readonly Rejected[],
  headers: readonly string[],
  row: ListRow,
): Pick<Rejected, 'row'> {
  return rejected.length < rowsKept ? { row: rowText(headers, row.cells) } : {}
}
