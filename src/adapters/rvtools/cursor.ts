import { rowText } from '../../lib/row-text.ts'
import type { Place } from '../../model/evidence-place.ts'
import type { Coverage, Lack } from '../../model/observation.ts'
import { type ExtraColumn, type HeaderMatch, isHeader, readColumns, type Tab } from './header.ts'
import type { RawCell, RawRow, RawTab } from './schema.ts'
import type { Formats } from '../../formats/cells/whole-column.ts'
import { isLocalTruth, parseDate, parseTruth } from '../../formats/cells/values.ts'

/** The row at hand, cell by cell, by RVTools' own column names. */
export interface Cursor {
  readonly tab: Tab
  readonly match: HeaderMatch
  place(): Place
  /** The sheet has this column. */
  has(column: string): boolean
  /** Trimmed; undefined when the cell is empty or the column missing. */
  text(column: string): string | undefined
  /** A count, rounded; undefined also when the cell is no number, which is noted. */
  whole(column: string): number | undefined
  /** A size that RVTools prints as a whole number: one separator groups thousands. A fraction is kept. */
  size(column: string): number | undefined
  decimal(column: string): number | undefined
  /** 0 to 100, whether the column writes 49, `49 %` or 0.49. */
  percent(column: string): number | undefined
  truth(column: string): boolean | undefined
  /** ISO 8601. */
  date(column: string): string | undefined
  /** The row as people find it again in the sheet. */
  words(): string
  /** Cells of columns that RVTools does not have, by their header. */
  extras(): readonly { readonly column: ExtraColumn; readonly value: string }[]
}

/** Collects values that could not be understood, one note per column. */
export interface ValueNotes {
  add(tab: Tab, column: string, value: string, place: Place): void
  /** One sentence for each column. */
  sentences(): readonly string[]
}

/** An empty collection. */
export function valueNotes(): ValueNotes {
  const notes = new Map<string, { count: number; example: string; at: number | undefined }>()
  return {
    add(tab, column, value, place) {
      const key = `${tab} column ${column}`
      const note = notes.get(key)
      if (note) note.count += 1
      else notes.set(key, { count: 1, example: value.slice(0, 60), at: place.row ?? place.line })
    },
    sentences: () =>
      [...notes].map(
        ([key, { count, example, at }]) =>
          `${key}: ${count} ${count === 1 ? 'value' : 'values'} not understood, the first is ${JSON.stringify(example)} in row ${at}`,
      ),
  }
}

const headerSearch = 20

/** A tab whose header was found, and the rows below it. */
export interface OpenTab {
  readonly cursor: Cursor
  /** Puts the cursor on a row. */
  show(row: RawRow): void
  /** In batches: a step of an async loop for each of a million rows is dearer than the row. */
  readonly rows: AsyncIterable<readonly RawRow[]>
}

/** Finds the header among the first rows; undefined when there is none. */
export async function openTab(
  raw: RawTab,
  notes: ValueNotes,
  formats: Formats,
  from1904: boolean,
): Promise<OpenTab | undefined> {
  const batches = raw.rows()[Symbol.asyncIterator]()
  let looked = 0
  for (;;) {
    const next = await batches.next()
    if (next.done) return undefined
    const batch = next.value
    for (const [at, row] of batch.entries()) {
      const match = isHeader(
        raw.tab,
        Array.from(row.cells, (cell) => (typeof cell === 'string' ? cell : '')),
      )
      if (match) {
        const { cursor, show } = cursorOf(raw, match, notes, formats, from1904)
        return { cursor, show, rows: rest(batch.slice(at + 1), batches) }
      }
      looked += 1
      if (looked >= headerSearch) {
        await batches.return?.()
        return undefined
      }
    }
  }
}

async function* rest(
  first: readonly RawRow[],
  batches: AsyncIterator<readonly RawRow[]>,
): AsyncGenerator<readonly RawRow[]> {
  try {
    yield first
    for (let next = await batches.next(); !next.done; next = await batches.next()) yield next.value
  } finally {
    await batches.return?.()
  }
}

function cursorOf(
  raw: RawTab,
  match: HeaderMatch,
  notes: ValueNotes,
  formats: Formats,
  from1904: boolean,
): Pick<OpenTab, 'cursor' | 'show'> {
  let row: RawRow = { cells: [], nul: false }
  const cell = (column: string): RawCell => {
    const index = match.index.get(column)
    return index === undefined ? undefined : row.cells[index]
  }
  const text = (column: string): string | undefined => textOf(cell(column))
  const place = () => raw.placeOf(row.row ?? row.line ?? 0)
  function read<T>(column: string, parse: (value: string) => T | undefined): T | undefined {
    const value = text(column)
    if (value === undefined) return undefined
    const parsed = parse(value)
    if (parsed === undefined) notes.add(raw.tab, column, value, place())
    return parsed
  }
  function number(column: string, whole: boolean): number | undefined {
    const value = cell(column)
    return typeof value === 'number'
      ? value
      : read(column, (written) => formats.number(key(column), written, whole))
  }
  const keys = new Map<string, string>()
  function key(column: string): string {
    const known = keys.get(column)
    if (known !== undefined) return known
    const made = `${raw.tab} column ${column}`
    keys.set(column, made)
    return made
  }
  const cursor: Cursor = {
    tab: raw.tab,
    match,
    place,
    has: (column) => match.index.has(column),
    text,
    whole(column) {
      const value = number(column, true)
      return value === undefined ? undefined : Math.round(value)
    },
    size: (column) => number(column, true),
    decimal: (column) => number(column, false),
    percent(column) {
      const value = number(column, false)
      if (value === undefined) return undefined
      return text(column)?.endsWith('%') ? value : formats.percent(key(column), value)
    },
    truth(column) {
      const value = cell(column)
      if (typeof value === 'boolean') return value
      const truth = read(column, parseTruth)
      if (truth !== undefined && typeof value === 'string' && isLocalTruth(value))
        formats.word(key(column), value.trim())
      return truth
    },
    date(column) {
      const value = cell(column)
      if (typeof value === 'number' || value instanceof Date) return parseDate(value, from1904)
      return read(column, (written) => formats.date(key(column), written, from1904))
    },
    words: () => rowText(headersOf(match), row.cells.map(textOf)),
    extras: () =>
      match.extra.flatMap((column) => {
        const value = textOf(row.cells[column.index])
        return value === undefined ? [] : [{ column, value }]
      }),
  }
  return {
    cursor,
    show(next) {
      row = next
    },
  }
}

/** Headers by column, as far as they are known. */
function headersOf({ index, extra }: HeaderMatch): readonly string[] {
  const headers: string[] = []
  for (const [name, at] of index) headers[at] = name
  for (const column of extra) headers[column.index] = column.name
  return headers
}

function textOf(value: RawCell): string | undefined {
  if (value === undefined) return undefined
  if (value instanceof Date) return parseDate(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return String(value)
  const trimmed = value.trim()
  if (trimmed === '') return undefined
  // Half of a surrogate pair is no character, and no database takes NUL; a damaged row may still name its vCenter.
  const clean = trimmed.includes('\0') ? trimmed.replaceAll('\0', '\ufffd') : trimmed
  return /[\ud800-\udfff]/.test(clean) ? clean.replace(/\p{Surrogate}/gu, '\ufffd') : clean
}

/** How a tab was covered: columns read (with the older header that was taken for one), not kept, missing and unknown. */
export function coverageOf(
  cursor: Cursor,
  rows: number,
  lacks: readonly Lack[],
  ignoredExtras: ReadonlySet<string>,
): Coverage {
  const { tab, match } = cursor
  const read = readColumns(tab)
  const named = (column: string) => {
    const older = match.oldUnits.get(column)
    return older === undefined ? column : `${column} (from ${older})`
  }
  const there = [...match.index.keys()]
  return {
    part: tab,
    rows,
    known: there.filter((column) => read.has(column)).map(named),
    unread: there.filter((column) => !read.has(column)).map(named),
    missing: lacks.flatMap(({ part, column }) => (part === tab && column !== undefined ? [column] : [])),
    unknown: [
      ...match.extra
        .filter(({ name, kind }) => kind === 'unknown' && !ignoredExtras.has(name))
        .map(({ name }) => name),
      ...match.repeated.map((name) => `${name} (a second time; the first is read)`),
    ],
  }
}
