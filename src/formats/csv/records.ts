import type { Line } from '../../lib/lines.ts'

/** Most lines that one record with line breaks in its quotes may span. */
const mostRecordLines = 200

/** One record of a CSV that is at hand as lines. */
export interface CsvRecord {
  readonly cells: readonly string[]
  /** Further lines that its quotes take in. */
  readonly used: number
}

/**
 * The record that begins at a line. For tables whose lines are masked already, and for those where a damaged line must
 * not cost the lines behind it: a quote that never ends ends with its line.
 */
export function recordAt(lines: readonly Line[], index: number, delimiter = ','): CsvRecord {
  const first = lines[index]?.text ?? ''
  if (!first.includes('"')) return { cells: first.split(delimiter), used: 0 }
  const parts = [first]
  let quotes = quotesOf(first)
  let used = 0
  while (quotes % 2 === 1 && used < mostRecordLines && index + used + 1 < lines.length) {
    used++
    const next = lines[index + used]?.text ?? ''
    quotes += quotesOf(next)
    parts.push(next)
  }
  return quotes % 2 === 0
    ? { cells: cellsOf(parts.join('\n'), delimiter), used }
    : { cells: cellsOf(first, delimiter), used: 0 }
}

function quotesOf(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++
  return count
}

function cellsOf(text: string, delimiter: string): readonly string[] {
  const cells: string[] = []
  for (let at = 0; at <= text.length; ) {
    if (text.charCodeAt(at) !== 34) {
      const sign = text.indexOf(delimiter, at)
      const end = sign < 0 ? text.length : sign
      cells.push(text.slice(at, end))
      at = end + 1
      continue
    }
    let end = text.indexOf('"', at + 1)
    while (end >= 0 && text.charCodeAt(end + 1) === 34) end = text.indexOf('"', end + 2)
    const close = end < 0 ? text.length : end
    cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
    const sign = text.indexOf(delimiter, close)
    at = sign < 0 ? text.length + 1 : sign + 1
  }
  return cells
}
