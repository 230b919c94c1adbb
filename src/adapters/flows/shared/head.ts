import { type Line, linesOf } from '../../../lib/lines.ts'
import { aliases, type FlowColumns, type FlowField, type FlowHead } from './columns.ts'

/** The head stands within the first lines; comments and banners may come before it. */
const headWithin = 50
/** A row of a flow file is short. */
const longestRow = 20_000

/** Lines of a flow file, short ones only; a longer one is cut and says so. */
export function flowLines(bytes: Uint8Array): Iterable<Line> {
  return linesOf(bytes, longestRow)
}

/**
 * Finds the line with the names of the columns; undefined when no line names both ends of a flow. A comment
 * `columns: client=…, server=…` above it gives names of the file's own a meaning; they go before the known names.
 */
export function findHead(bytes: Uint8Array): FlowHead | undefined {
  const mapping = new Map<string, FlowField>()
  for (const line of flowLines(bytes)) {
    if (line.number > headWithin) return undefined
    // Zeek's head is `#fields`, a tab, and the names.
    const text = line.text.replace(/^[\ufeff#]+\s*/, '').replace(/^fields\t/, '')
    if (text.trim() === '') continue
    if (line.text.startsWith('#') && /^columns\s?:/i.test(text)) readMapping(text, mapping)
    else {
      const head = readHead(text, line.number, mapping)
      if (head) return head
    }
  }
  return undefined
}

/** `columns: client=From host, server=To host`: the file's own names for our fields. */
function readMapping(text: string, mapping: Map<string, FlowField>): void {
  for (const pair of text.slice(text.indexOf(':') + 1).split(/[,;]/)) {
    const equals = pair.indexOf('=')
    const field = pair.slice(0, Math.max(0, equals)).trim()
    if (equals > 0 && isField(field)) mapping.set(plainName(pair.slice(equals + 1)), field)
  }
}

function readHead(text: string, line: number, mapping: ReadonlyMap<string, FlowField>): FlowHead | undefined {
  const delimiter = delimiterOf(text)
  if (delimiter === undefined) return undefined
  const columns: Partial<Record<FlowField, number>> = {}
  const mapped = new Set(mapping.values())
  const unknown: string[] = []
  for (const [index, cell] of splitRow(text, delimiter).entries()) {
    const name = plainName(cell)
    const own = mapping.get(name)
    const field = own ?? fields.get(name)
    if (field === undefined || (own === undefined && mapped.has(field))) unknown.push(cell.trim())
    else columns[field] ??= index
  }
  if (columns.client === undefined || columns.server === undefined) return undefined
  return { line, delimiter, columns, unknown, mapped: mapping.size > 0 }
}

/** Flow logs of clouds have blanks between their columns; elsewhere blanks are prose. */
function delimiterOf(text: string): string | undefined {
  const sign = [',', ';', '\t', '|'].find((one) => text.includes(one))
  if (sign !== undefined) return sign
  return /\bsrcaddr\b/.test(text) && /\bdstaddr\b/.test(text) ? ' ' : undefined
}

/** A column's name without blanks, signs and capitals; letters of any script count. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

const fields: ReadonlyMap<string, FlowField> = new Map(
  Object.entries(aliases).flatMap(([field, names]) =>
    isField(field) ? names.map((name) => [name, field] as const) : [],
  ),
)

function isField(field: string): field is FlowField {
  return Object.hasOwn(aliases, field)
}

/** Cells of a row. Quotes keep delimiters; a doubled quote is one. */
export function splitRow(text: string, delimiter: string): readonly string[] {
  let quote = text.indexOf('"')
  if (quote < 0) return text.split(delimiter)
  const cells: string[] = []
  for (let at = 0; at <= text.length; ) {
    const sign = text.indexOf(delimiter, at)
    const end = sign < 0 ? text.length : sign
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
    if (quote < 0 || quote > end) {
      cells.push(text.slice(at, end))
      at = end + 1
    } else {
      const [cell, next] = quotedCell(text, at, delimiter)
      cells.push(cell)
      at = next
    }
  }
  return cells
}

/** A cell with quotes in it, and where the next one begins. */
function quotedCell(text: string, from: number, delimiter: string): readonly [cell: string, next: number] {
  let cell = ''
  let at = from
  // Most are one string.
  const closing = text.charCodeAt(from) === 34 ? text.indexOf('"', from + 1) : -1
  if (closing > 0 && (closing + 1 === text.length || text[closing + 1] === delimiter))
    return [text.slice(from + 1, closing), closing + 2]
  let ends = -1
  for (;;) {
    const opens = nearest(text, '"', at)
    // Found once: a delimiter behind a million quotes is not looked for a million times.
    if (ends < at) ends = nearest(text, delimiter, at)
    if (ends <= opens) return [cell + text.slice(at, ends), ends + 1]
    cell += text.slice(at, opens)
    at = opens + 1
    for (;;) {
      const closes = nearest(text, '"', at)
      cell += text.slice(at, closes)
      at = closes + 1
      if (text.charCodeAt(at) !== 34) break
      cell += '"'
      at++
    }
  }
}

function nearest(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at < 0 ? text.length : at
}

/** The cell of a field, without blanks around; empty when the file has no such column. */
export function cellOf(cells: readonly string[], columns: FlowColumns, field: FlowField): string {
  const index = columns[field]
  return index === undefined ? '' : (cells[index] ?? '').trim()
}
