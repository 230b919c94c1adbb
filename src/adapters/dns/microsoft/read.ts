import type { Tally } from '../../../algebra/evidence/collect.ts'
import { visitCsv } from '../../../formats/csv/read.ts'
import { FormatError } from '../../../lib/format-error.ts'
import type { Line } from '../../../lib/lines.ts'
import { readZone, type Zone, type ZoneRecord } from '../shared/zone.ts'
import { zoneOfName } from '../shared/zone-of-name.ts'
import { headOf, type TableHead } from './head.ts'
import { rowOf } from './row.ts'
import { printedColumns, readPrinted } from './read-printed.ts'
import { databaseFile, printedAround, printedRecords, printedZone } from './schema.ts'

/** Reads an export of either kind: a table of records, or a zone file. */
export function readExport(bytes: Uint8Array, lines: readonly Line[], fileName: string, tally: Tally): Zone {
  const head = headOf(textsOf(lines))
  if (head) return readTable(bytes, lines, head, fileName, tally)
  const printed = printedColumns(lines)
  if (printed) return readPrinted(lines, printed, zoneOfName(fileName) ?? '', tally)
  const origin = zoneOfHead(lines) ?? zoneOfName(fileName) ?? ''
  return readZone(withoutSurroundings(lines), { origin, view: undefined, timeOfZone: true }, tally)
}

/** What a command prints around records is no record. */
function withoutSurroundings(lines: readonly Line[]): readonly Line[] {
  if (!lines.slice(0, 40).some(({ text }) => printedRecords.test(text))) return lines
  return lines.filter(({ text }) => !printedAround.test(text))
}

function* textsOf(lines: readonly Line[]): Iterable<string> {
  for (const { text } of lines) yield text
}

function zoneOfHead(lines: readonly Line[]): string | undefined {
  for (const { text } of lines.slice(0, 10)) {
    const zone = databaseFile.exec(text)?.[2] ?? printedZone.exec(text)?.[1]
    if (zone !== undefined) return zone.toLowerCase().replace(/\.$/, '')
  }
  return undefined
}

/** Rows of a table. A damaged end is counted; the rows before it stand. */
function readTable(
  bytes: Uint8Array,
  lines: readonly Line[],
  head: TableHead,
  fileName: string,
  tally: Tally,
): Zone {
  const hinted = head.zone ?? zoneOfName(fileName) ?? ''
  const records: ZoneRecord[] = []
  const zones = new Set<string>()
  const lineOf = (number: number): Line => lines[number - 1] ?? { number, text: '' }
  const visit = (number: number, cells: readonly string[], nul: boolean): void => {
    if (number <= head.line) return
    const line = lineOf(number)
    const read = nul ? { unknown: 'row with NUL' } : rowOf(cells, head.columns, hinted, line)
    if (read === 'silent') tally.known()
    else if ('unknown' in read) tally.unknown(read.unknown, line)
    else {
      tally.known()
      zones.add(read.zone)
      records.push(read.record)
    }
  }
  try {
    visitCsv(bytes, ({ line, cells, nul }) => visit(line, cells, nul), { delimiter: head.delimiter })
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    tally.unknown(`damaged: ${error.seen}`, lineOf(error.where.line ?? 1))
  }
  if (zones.has(''))
    tally.note('no zone is named: write "# zone: its name" above the head', lineOf(head.line))
  const [name = ''] = zones
  return zones.size === 1 && name !== '' ? { name, records } : { records }
}
