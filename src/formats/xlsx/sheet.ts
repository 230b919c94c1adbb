import { badXlsx, type XlsxLimits } from './limits.ts'
import { plainText, rootPrefix, runsText } from './strings.ts'

/** What a cell holds; undefined when there is none. A Date only where dates were asked for. */
export type XlsxCell = string | number | boolean | Date | undefined

/** One row that has cells. `row` is the number that a spreadsheet shows, 1 is the first. Cells without a value are holes. */
export interface XlsxRow {
  readonly row: number
  readonly cells: readonly XlsxCell[]
  /** A text holds a NUL, which only an escape can bring into XML: damage, or malice. */
  readonly nul: boolean
}

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly part: string
  readonly strings: readonly string[]
  /** One of the shared strings holds a NUL. */
  readonly nulStrings: boolean
  readonly limits: XlsxLimits
  /** Makes a date of a serial number when the style is a date's. */
  readonly dateOf: ((serial: number, style: number) => Date | undefined) | undefined
}

/**
 * Rows of a sheet in the order of the file, in batches; rows without cells cost nothing and are not given, and the
 * declared dimension is not looked at. Throws FormatError.
 */
export async function* sheetRows(
  markup: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<XlsxRow[]> {
  const { part, limits } = context
  let scan: RowScan | undefined
  let pending = ''
  let done = false
  for await (const chunk of markup) {
    if (done) continue
    const searchFrom = Math.max(0, pending.length - 64)
    pending += chunk
    if (scan === undefined) {
      const prefix = rootPrefix(pending, 'worksheet')
      if (prefix === undefined) continue
      scan = newScan(prefix, context)
    }
    let dataEnd = pending.indexOf(scan.closeData, searchFrom)
    if (dataEnd < 0 && scan.row === 0) dataEnd = pending.indexOf(scan.emptyData, searchFrom)
    done = dataEnd >= 0
    const cut = done ? dataEnd : pending.lastIndexOf(scan.openRow)
    if (cut > 0) {
      const rows = takeRows(pending.slice(0, cut), scan)
      pending = pending.slice(cut)
      if (rows.length > 0) yield rows
    }
    if (!done && pending.length > limits.rowBytes) {
      throw badXlsx('a row without end', `rows of at most ${limits.rowBytes} bytes`, part)
    }
  }
  if (!done && scan !== undefined && pending.includes(scan.openRow)) {
    throw badXlsx('a sheet that ends within its rows', scan.closeData, part)
  }
}

interface RowScan {
  readonly context: SheetContext
  readonly prefix: string
  readonly openRow: string
  readonly closeRow: string
  readonly openCell: string
  readonly closeCell: string
  readonly openValue: string
  readonly closeValue: string
  readonly closeData: string
  readonly emptyData: string
  row: number
  cells: number
  /** The row at hand holds a NUL. */
  nul: boolean
  /** Where the walk stands in the text at hand. */
  at: number
}

function newScan(prefix: string, context: SheetContext): RowScan {
  return {
    context,
    prefix,
    openRow: `<${prefix}row`,
    closeRow: `</${prefix}row>`,
    openCell: `<${prefix}c`,
    closeCell: `</${prefix}c>`,
    openValue: `<${prefix}v>`,
    closeValue: `</${prefix}v></${prefix}c>`,
    closeData: `</${prefix}sheetData>`,
    emptyData: `<${prefix}sheetData/>`,
    row: 0,
    cells: 0,
    nul: false,
    at: 0,
  }
}

function takeRows(text: string, scan: RowScan): XlsxRow[] {
  const rows: XlsxRow[] = []
  let at = text.indexOf(scan.openRow)
  while (at >= 0) {
    const tagEnd = text.indexOf('>', at)
    if (tagEnd < 0) throw badXlsx('a row without end', scan.closeRow, scan.context.part)
    const number = /\sr=["'](\d{1,10})["']/.exec(text.slice(at, tagEnd))
    scan.row = number ? Number(number[1]) : scan.row + 1
    if (text.charCodeAt(tagEnd - 1) === slash) {
      at = text.indexOf(scan.openRow, tagEnd)
      continue
    }
    scan.at = tagEnd + 1
    const cells = takeCells(text, scan)
    if (cells.length > 0) rows.push({ row: scan.row, cells, nul: scan.nul })
    at = text.indexOf(scan.openRow, scan.at)
  }
  return rows
}

const space = 0x20
const slash = 0x2f
const greater = 0x3e

/**
 * Cells from `scan.at` to the end of the row, and `scan.at` behind it. Walks characters instead of matching
 * patterns: this is where a large workbook spends its time.
 */
function takeCells(text: string, scan: RowScan): XlsxCell[] {
  const { openCell, closeRow, context } = scan
  const cells: XlsxCell[] = []
  const head: CellHead = { type: '', style: -1, column: -1, empty: false }
  let column = -1
  scan.nul = false
  for (;;) {
    const at = text.indexOf('<', scan.at)
    if (at < 0) throw badXlsx(`no end of row ${scan.row}`, closeRow, context.part)
    if (!text.startsWith(openCell, at)) {
      scan.at = at + 1
      if (text.startsWith(closeRow, at)) return cells
      continue
    }
    scan.at = takeHead(text, at + openCell.length, head, scan)
    column = head.column >= 0 ? head.column : column + 1
    if (column >= context.limits.columns) {
      throw badXlsx(`column ${column + 1}`, `at most ${context.limits.columns}`, context.part)
    }
    const value = head.empty ? undefined : takeValue(text, head, scan)
    if (value === undefined) continue
    scan.cells += 1
    if (scan.cells > context.limits.cellsPerSheet) {
      throw badXlsx(`more than ${context.limits.cellsPerSheet} cells`, 'a smaller sheet', context.part)
    }
    if (typeof value === 'string' && (head.type !== 's' || context.nulStrings) && value.includes('\u0000'))
      scan.nul = true
    cells[column] = value
  }
}

interface CellHead {
  type: string
  style: number
  /** -1 when the cell does not say. */
  column: number
  empty: boolean
}

/** Reads the attributes r, t and s that begin at `from`; returns the place behind the tag. */
function takeHead(text: string, from: number, head: CellHead, scan: RowScan): number {
  head.type = ''
  head.style = -1
  head.column = -1
  let place = from
  for (;;) {
    const code = text.charCodeAt(place)
    if (code === greater) break
    if (code <= space || code === slash) {
      place += 1
      continue
    }
    const equal = text.indexOf('=', place)
    const quote = text.charAt(equal + 1)
    const valueEnd = equal > 0 && (quote === '"' || quote === "'") ? text.indexOf(quote, equal + 2) : -1
    if (valueEnd < 0)
      throw badXlsx(`a broken cell in row ${scan.row}`, 'attributes in quotes', scan.context.part)
    if (equal === place + 1) {
      if (code === 0x72) head.column = columnOf(text, equal + 2, valueEnd)
      else if (code === 0x74) head.type = text.slice(equal + 2, valueEnd)
      else if (code === 0x73 && scan.context.dateOf) head.style = Number(text.slice(equal + 2, valueEnd))
    }
    place = valueEnd + 1
  }
  head.empty = text.charCodeAt(place - 1) === slash
  return place + 1
}

/** `AB12` → 27; -1 without letters. */
function columnOf(text: string, from: number, to: number): number {
  let column = 0
  for (let at = from; at < to; at += 1) {
    const letter = text.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
    if (column > 1_000_000) break
  }
  return column - 1
}

/** The value of a cell whose content begins at `scan.at`; moves it behind the cell. */
function takeValue(text: string, head: CellHead, scan: RowScan): XlsxCell {
  const { openValue, closeCell, closeValue } = scan
  const from = scan.at
  if (text.startsWith(openValue, from)) {
    const start = from + openValue.length
    const end = text.indexOf('<', start)
    if (end > 0 && text.startsWith(closeValue, end)) {
      scan.at = end + closeValue.length
      return valueOf(text.slice(start, end), head, scan)
    }
  }
  const end = text.indexOf(closeCell, from)
  if (end < 0) throw badXlsx(`a cell without end in row ${scan.row}`, closeCell, scan.context.part)
  scan.at = end + closeCell.length
  const body = text.slice(from, end)
  if (head.type === 'inlineStr') return runsText(body, scan.prefix)
  const tag = openValue.slice(0, -1)
  for (let at = body.indexOf(tag); at >= 0; at = body.indexOf(tag, at + 1)) {
    const next = body.charCodeAt(at + tag.length)
    if (next !== greater && next > space) continue
    const start = body.indexOf('>', at) + 1
    const valueEnd = body.indexOf('<', start)
    return valueEnd < start ? undefined : valueOf(body.slice(start, valueEnd), head, scan)
  }
  return undefined
}

function valueOf(raw: string, head: CellHead, { context }: RowScan): XlsxCell {
  const { type } = head
  if (type === 's') {
    const string = context.strings[Number(raw)]
    if (string !== undefined) return string
    throw badXlsx(`string number ${JSON.stringify(raw)}`, `0 to ${context.strings.length - 1}`, context.part)
  }
  if (type === 'b') return raw.trim() === '1' || raw.trim() === 'true'
  if (type === 'str' || type === 'e' || type === 'd') return plainText(raw)
  if (raw.trim() === '') return undefined
  const number = Number(raw)
  if (!Number.isFinite(number)) return plainText(raw)
  return (head.style >= 0 && context.dateOf?.(number, head.style)) || number
}
