import type { Line } from '../../../lib/lines.ts'
import { linesOf } from '../../../lib/lines.ts'
import { jsonColumns, jsonKeys } from './schema.ts'

/** A record of the JSON form as cells, with the line it began on. */
export interface JsonRecord {
  readonly cells: readonly string[]
  readonly line: Line
}

/** Longest line: one record, or a whole file that stands on one line and is cut. */
const longest = 1_000_000

/**
 * Records of `-o json` (a key on each line) and `-o ndjson` (a record on each line), one after the other. nfdump's records
 * are flat; what is nested is passed over with its braces.
 */
export function* readJsonRecords(bytes: Uint8Array): Iterable<JsonRecord> {
  let cells: string[] = []
  let begun: Line | undefined
  for (const line of linesOf(bytes, longest)) {
    const { text } = line
    let at = 0
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (code === 123) {
        begun = line
        cells = []
        at++
      } else if (code === 125) {
        if (begun) yield { cells, line: begun }
        begun = undefined
        at++
      } else if (code === 34) at = readPair(text, at, cells)
      else at++
    }
  }
  if (begun) yield { cells, line: begun }
}

/** `"key" : value`; answers where it ends. */
function readPair(text: string, from: number, cells: string[]): number {
  const close = text.indexOf('"', from + 1)
  if (close < 0) return text.length
  let at = blanks(text, close + 1)
  if (text.charCodeAt(at) !== 58) return close + 1
  at = blanks(text, at + 1)
  let end: number
  let value: string
  if (text.charCodeAt(at) === 34) {
    const last = text.indexOf('"', at + 1)
    value = text.slice(at + 1, last < 0 ? text.length : last)
    end = last < 0 ? text.length : last + 1
  } else {
    end = at
    while (end < text.length && !endsNumber(text.charCodeAt(end))) end++
    value = text.slice(at, end)
  }
  const field = jsonKeys.get(text.slice(from + 1, close))
  const index = field === undefined ? undefined : jsonColumns[field]
  if (index !== undefined) cells[index] = value
  return end
}

function endsNumber(code: number): boolean {
  return code === 44 || code === 125 || code === 123 || code === 34 || code <= 32
}

function blanks(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++
  return at
}
