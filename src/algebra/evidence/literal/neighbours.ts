import { asciiOf, type Hit } from './bytes.ts'
import { isNetwork, maskOfLine } from './netmask.ts'

const newline = 10
/** Longest line that is looked at, and most lines of a list before the one at hand. */
const longest = 160
const mostLines = 40
/** What may stand before an address and behind it: blanks and a key, a quotation mark and the end of an element. */
const longestKey = 80
const longestTail = 50
/** `address: 10.0.0.0`, `<ip>10.0.0.0</ip>`, `ADDRESS0=10.0.0.0`, alone on a line. */
const keyed =
  /^\s*(?:-\s|<|["'])?\s{0,4}[\w.:-]{1,40}["']?(?:\s{0,4}[=:>]|\s)\s{0,4}["']?\d[\d.]{6,14}["']?[,;]?(?:<\/[\w:.-]{1,40}>)?\s*$/

/**
 * What a line names, when its only address is that of a network whose mask stands on the next line or on the one before:
 * two neighbouring keys of a mapping.
 */
export function withMaskBeside(
  bytes: Uint8Array,
  start: number,
  end: number,
  hits: readonly Hit[],
): readonly Hit[] {
  const [only] = hits
  if (hits.length !== 1 || only?.low === undefined || only.strength !== 'exact') return hits
  if ((only.low & 15) !== 0 || only.at - start > longestKey || end - only.end > longestTail) return hits
  if (!keyed.test(asciiOf(bytes, start, end))) return hits
  const before = lineBefore(bytes, start)
  const told = maskOfLine(before?.text ?? '')
  const bits = told >= 0 && isMaskFirst(bytes, start) ? told : maskOfLine(lineBehind(bytes, end))
  if (!isNetwork(only.low, bits)) return hits
  const { at, end: last, low } = only
  return [{ at, end: last, strength: 'subnet', low, high: low + 2 ** (32 - bits) - 1 }]
}

/** Whether the list that ends before a line begins with a mask: each of its masks then belongs to the address behind it. */
function isMaskFirst(bytes: Uint8Array, start: number): boolean {
  let isMask = false
  let line = lineBefore(bytes, start)
  for (let count = 0; line && count < mostLines; count++) {
    if (maskOfLine(line.text) >= 0) isMask = true
    else if (keyed.test(line.text)) isMask = false
    else break
    line = lineBefore(bytes, line.start)
  }
  return isMask
}

/** The line before the one that begins there, unless it is long. */
function lineBefore(
  bytes: Uint8Array,
  start: number,
): { readonly text: string; readonly start: number } | undefined {
  const end = start - 1
  let at = end
  while (at > 0 && end - at <= longest && bytes[at - 1] !== newline) at--
  return start === 0 || end - at > longest ? undefined : { text: asciiOf(bytes, at, end), start: at }
}

/** The line behind one that ends there; nothing when it is long. */
function lineBehind(bytes: Uint8Array, end: number): string {
  const from = end + 1
  let to = from
  while (to < bytes.length && to - from <= longest && bytes[to] !== newline) to++
  return to - from > longest ? '' : asciiOf(bytes, from, to)
}
