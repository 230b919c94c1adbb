import { type Line, linesOf } from '../../../lib/lines.ts'
import { aliases, type FlowColumns, type FlowField, type FlowHead } from './schema.ts'

/** The head stands within the first lines; comments and banners may come before it. */
const headWithin = 50
/** A row of a flow file is short. */
const longestRow = 20_000

/** Lines of a flow file, short ones only; a longer one is cut and says so. */
export function flowLines(bytes: Uint8Array): Iterable<Line> {
  return linesOf(bytes, longestRow)
}

/** Finds the line with the names of the columns; undefined when no line names both ends of a flow. */
export function findHead(bytes: Uint8Array): FlowHead | undefined {
  for (const line of flowLines(bytes)) {
    if (line.number > headWithin) return undefined
    const text = line.text.replace(/^[\ufeff#]+\s*/, '')
    if (text.trim() === '') continue
    const head = readHead(text, line.number)
    if (head) return head
  }
  return undefined
}

function readHead(text: string, line: number): FlowHead | undefined {
  const delimiter = [',', ';', '\t', '|'].find((sign) => text.includes(sign))
  if (delimiter === undefined) return undefined
  const columns: Partial<Record<FlowField, number>> = {}
  const unknown: string[] = []
  for (const [index, cell] of splitRow(text, delimiter).entries()) {
    const name = cell.toLowerCase().replace(/[^a-z0-9]/g, '')
    const field = fieldOf(name)
    if (field === undefined) unknown.push(cell.trim())
    else columns[field] ??= index
  }
  if (columns.client === undefined || columns.server === undefined) return undefined
  return { line, delimiter, columns, unknown }
}

function fieldOf(name: string): FlowField | undefined {
  for (const [field, names] of Object.entries(aliases)) {
    if (names.includes(name) && isField(field)) return field
  }
  return undefined
}

function isField(field: string): field is FlowField {
  return field in aliases
}

/** Cells of a row. Quotes keep delimiters; a doubled quote is one. */
export function splitRow(text: string, delimiter: string): readonly string[] {
  if (!text.includes('"')) return text.split(delimiter)
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text.charAt(at + 1) === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === delimiter) {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  cells.push(cell)
  return cells
}

/** The cell of a field, without blanks around; empty when the file has no such column. */
export function cellOf(cells: readonly string[], columns: FlowColumns, field: FlowField): string {
  const index = columns[field]
  return index === undefined ? '' : (cells[index] ?? '').trim()
}
