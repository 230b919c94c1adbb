import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Zone, ZoneRecord } from '../shared/zone.ts'
import { columnsOf } from './head.ts'
import { rowOf } from './row.ts'
import type { Columns } from './schema.ts'

/** Where the columns of a table that PowerShell printed begin, and what they say. */
export interface PrintedColumns {
  readonly columns: Columns
  readonly from: readonly number[]
  /** Place of the ruler below the head. */
  readonly ruler: number
}

/** The head and the ruler below it, such as `Get-DnsServerResourceRecord` prints them; undefined when there are none. */
export function printedColumns(lines: readonly Line[]): PrintedColumns | undefined {
  for (let index = 1; index < Math.min(lines.length, 40); index++) {
    const ruler = lines[index]?.text ?? ''
    if (!/^-+(?: +-+){2,20}\s*$/.test(ruler.slice(0, 2000))) continue
    const from = [...ruler.matchAll(/-+/g)].map((dashes) => dashes.index)
    const head = cellsOf(lines[index - 1]?.text ?? '', from)
    const columns = columnsOf(head.map((cell) => cell.toLowerCase().replace(/[^a-z0-9]/g, '')))
    if (columns) return { columns, from, ruler: index }
  }
  return undefined
}

/** Rows of a printed table. A name that was too long for its column is cut: it names nothing. */
export function readPrinted(
  lines: readonly Line[],
  { columns, from, ruler }: PrintedColumns,
  zone: string,
  tally: Tally,
): Zone {
  const records: ZoneRecord[] = []
  for (const line of lines.slice(ruler + 1)) {
    if (line.text.trim() === '') continue
    const cells = cellsOf(line.text, from)
    const cut = /(?:\.\.\.|\u2026)$/.test(cells[columns.host] ?? '')
    const read = cut
      ? { unknown: 'name that is cut: print it with Export-Csv' }
      : rowOf(cells, columns, zone, line)
    if (read !== 'silent' && 'unknown' in read) tally.unknown(read.unknown, line)
    else {
      tally.known()
      if (read !== 'silent') records.push(read.record)
    }
  }
  if (zone === '')
    tally.note('no zone is named: call the file after its zone', lines[ruler] ?? { number: 1, text: '' })
  return zone === '' ? { records } : { name: zone, records }
}

function cellsOf(text: string, from: readonly number[]): readonly string[] {
  return from.map((at, index) => text.slice(at, from[index + 1]).trim())
}
