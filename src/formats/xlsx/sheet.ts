import { badXlsx, type XlsxLimits } from './limits.ts'
import { plainText, rootPrefix, runsText } from './strings.ts'

/** What a cell holds; undefined when there is none. A Date only where dates were asked for. */
export type XlsxCell = string | number | boolean | Date | undefined

/** One row that has cells. `row` is the number that a spreadsheet shows, 1 is the first. Cells without a value are holes. */
export interface XlsxRow {
  readonly row: number
  readonly cells: readonly XlsxCell[]
}

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly part: string
  readonly strings: readonly string[]
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
  readonly closeData: string
  readonly emptyData: string
  row: number
  cells: number
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
    closeData: `</${prefix}sheetData>`,
    emptyData: `<${prefix}sheetData/>`,
    row: 0,
    cells: 0,
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
    if (text.charCodeAt(tagEnd - 1) === 0x2f) {
      at = text.indexOf(scan.openRow, tagEnd)
      continue
    }
    const end = text.indexOf(scan.closeRow, tagEnd)
    if (end < 0) throw badXlsx(`no end of row ${scan.row}`, scan.closeRow, scan.context.part)
    const cells = takeCells(text, tagEnd + 1, end, scan)
    if (cells.length > 0) rows.push({ row: scan.row, cells })
    at = text.indexOf(scan.openRow, end)
  }
  return rows
}

const space = 0x20
const slash = 0x2f
const greater = 0x3e
const equals = 0x3d

/** Cells between two offsets. Walks bytes instead of matching patterns: this is where a large workbook spends its time. */
function takeCells(text: string, from: number, to: number, scan: RowScan): XlsxCell[] {
  const { openCell, closeCell, context } = scan
  const cells: XlsxCell[] = []
  let column = -1
  let at = text.indexOf(openCell, from)
  while (at >= 0 && at < to) {
    let place = at + openCell.length
    let type = ''
    let style = -1
    let named = -1
    let code = text.charCodeAt(place)
    while (code !== greater && place < to) {
      if (code <= space || code === slash) {
        place += 1
      } else {
        const nameStart = place
        while (code !== equals && code !== greater && place < to) code = text.charCodeAt((place += 1))
        if (code !== equals) break
        const quote = text.charAt(place + 1)
        const valueEnd = quote === '"' || quote === "'" ? text.indexOf(quote, place + 2) : -1
        if (valueEnd < 0 || valueEnd > to)
          throw badXlsx(`a broken cell in row ${scan.row}`, 'attributes in quotes', context.part)
        if (place - nameStart === 1) {
          const name = text.charCodeAt(nameStart)
          if (name === 0x72) named = columnOf(text, place + 2, valueEnd)
          else if (name === 0x74) type = text.slice(place + 2, valueEnd)
          else if (name === 0x73 && context.dateOf) style = Number(text.slice(place + 2, valueEnd))
        }
        place = valueEnd + 1
      }
      code = text.charCodeAt(place)
    }
    column = named >= 0 ? named : column + 1
    if (column >= context.limits.columns)
      throw badXlsx(`column ${column + 1}`, `at most ${context.limits.columns}`, context.part)
    if (text.charCodeAt(place - 1) === slash) {
      at = text.indexOf(openCell, place)
      continue
    }
    const end = text.indexOf(closeCell, place)
    if (end < 0 || end > to) throw badXlsx(`a cell without end in row ${scan.row}`, closeCell, context.part)
    const value = valueOf(text, place + 1, end, type, style, scan)
    if (value !== undefined) {
      scan.cells += 1
      if (scan.cells > context.limits.cellsPerSheet) {
        throw badXlsx(`more than ${context.limits.cellsPerSheet} cells`, 'a smaller sheet', context.part)
      }
      cells[column] = value
    }
    at = text.indexOf(openCell, end)
  }
  return cells
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

function valueOf(
  text: string,
  from: number,
  to: number,
  type: string,
  style: number,
  scan: RowScan,
): XlsxCell {
  const { context, openValue, prefix } = scan
  if (type === 'inlineStr') return runsText(text.slice(from, to), prefix)
  const open = text.startsWith(openValue, from) ? from : valueTag(text, from, to, scan)
  if (open < 0) return undefined
  const start = text.indexOf('>', open) + 1
  const end = text.indexOf('<', start)
  if (end < start || end > to) return undefined
  const raw = text.slice(start, end)
  if (type === 's') {
    const string = context.strings[Number(raw)]
    if (string === undefined)
      throw badXlsx(
        `string number ${JSON.stringify(raw)}`,
        `0 to ${context.strings.length - 1}`,
        context.part,
      )
    return string
  }
  if (type === 'b') return raw.trim() === '1' || raw.trim() === 'true'
  if (type === 'str' || type === 'e' || type === 'd') return plainText(raw)
  const number = Number(raw)
  if (raw.trim() === '') return undefined
  if (!Number.isFinite(number)) return plainText(raw)
  return (style >= 0 && context.dateOf?.(number, style)) || number
}

function valueTag(text: string, from: number, to: number, scan: RowScan): number {
  const tag = scan.openValue.slice(0, -1)
  for (let at = text.indexOf(tag, from); at >= 0 && at < to; at = text.indexOf(tag, at + 1)) {
    const next = text.charCodeAt(at + tag.length)
    if (next === greater || next <= space) return at
  }
  return -1
}
