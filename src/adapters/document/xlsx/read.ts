import { FormatError } from '../../../lib/format-error.ts'
import { memoryEntry, type MemoryZip, openMemoryZip } from '../../../formats/zip/memory.ts'
import { type SheetParts, sheetParts } from './book.ts'
import { commentRows, sharedStrings, sheetRows } from './cells.ts'
import { mostSheets, mostRepeated, type Row, type Trouble, workbookLimits } from './schema.ts'

const stringsPart = 'xl/sharedStrings.xml'

/** Every row and comment, sheet by sheet, also of hidden sheets; a part that cannot be read is told and passed over. */
export function* readRows(bytes: Uint8Array, told: (trouble: Trouble) => void): Iterable<Row> {
  const guarded = function* <T>(items: () => Iterable<T>): Iterable<T> {
    try {
      yield* items()
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      told({ construct: 'part that cannot be read', text: error.message })
    }
  }
  for (const zip of guarded(() => [openMemoryZip(bytes, workbookLimits)])) {
    let left = mostRepeated
    for (const { sizeBytes } of zip.entries.values()) left += sizeBytes
    const strings: string[] = []
    for (const string of guarded(() => partOf(zip, stringsPart, sharedStrings))) strings.push(string)
    // Two sheets of one part would cost it twice.
    const seen = new Set<string>()
    let sheets = 0
    for (const sheet of guarded(() => sheetParts(zip))) {
      sheets++
      if (sheets > mostSheets)
        return told({ construct: `sheet beyond the first ${mostSheets}`, text: sheet.name })
      if (sheet.cells === undefined) told({ construct: 'sheet without a part', text: sheet.name })
      for (const items of partsOf(zip, sheet, strings, seen))
        for (const row of guarded(items)) {
          for (const { text } of row.cells) left -= text.length
          if (left < 0) return told({ construct: 'text shown again and again', text: sheet.name })
          yield row
        }
    }
  }
}

function partsOf(
  zip: MemoryZip,
  { name, cells, comments }: SheetParts,
  strings: readonly string[],
  seen: Set<string>,
): readonly (() => Iterable<Row>)[] {
  const fresh = (path: string): boolean => !seen.has(path) && seen.add(path).has(path)
  const rows = [cells ?? '']
    .filter((path) => path !== '' && fresh(path))
    .map((path) => () => partOf(zip, path, (bytes) => sheetRows(bytes, name, strings)))
  const notes = comments
    .filter(fresh)
    .map((path) => () => partOf(zip, path, (bytes) => commentRows(bytes, name)))
  return [...rows, ...notes]
}

function partOf<T>(zip: MemoryZip, name: string, read: (bytes: Uint8Array) => Iterable<T>): Iterable<T> {
  const entry = zip.entries.get(name)
  return entry === undefined ? [] : read(memoryEntry(zip, entry))
}
