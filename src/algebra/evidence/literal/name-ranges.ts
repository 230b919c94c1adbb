import { asciiOf, digit, type Hit, kindAt, letter } from './bytes.ts'
import { folded, type HostNames } from './dictionary.ts'

/** Names that are looked up in one scan at most: a text of nothing but ranges is read in linear time too. */
const mostNames = 10_000
const longestName = 254
/** `[01:50]`, `[a:f]`, `[1:9:2]` of an inventory, `[01-50]` of a list of nodes, `{01..50}` of a shell. */
const written =
  /^(?:\[(\d{1,5}|[a-z])[:-](\d{1,5}|[a-z])(?::(\d{1,3}))?\]|\{(\d{1,5}|[a-z])\.\.(\d{1,5}|[a-z])\})/
const longestRange = 20

/** How many names may still be looked up. */
export interface Allowance {
  left: number
}

/** A whole one, for one scan. */
export function fullAllowance(): Allowance {
  return { left: mostNames }
}

/** Whether a range may begin at a sign behind a name. */
export function mayBeRange(bytes: Uint8Array, at: number): boolean {
  const sign = bytes[at]
  return (sign === 91 || sign === 123) && (kindAt(bytes, at + 1) & (digit | letter)) > 0
}

/**
 * Adds every host of the estate that `web[01:50].corp.example` means; its range begins at `open`. Answers the place behind
 * the name, or 0 when it means none.
 */
export function rangeOfNames(
  bytes: Uint8Array,
  start: number,
  open: number,
  to: number,
  { hostNames }: HostNames,
  found: Hit[],
  may: Allowance,
): number {
  const range = written.exec(asciiOf(bytes, open, Math.min(open + longestRange, to)).toLowerCase())
  if (!range || open - start > longestName) return 0
  const [text, a = range[4] ?? '', b = range[5] ?? '', step = '1'] = range
  const behind = open + text.length
  let end = behind
  while (end < to && end - behind < longestName && (folded[bytes[end] ?? 0] ?? 0) > 0) end++
  while (end > behind && (bytes[end - 1] === 46 || bytes[end - 1] === 45)) end--
  const before = asciiOf(bytes, start, open).toLowerCase()
  const after = asciiOf(bytes, behind, end).toLowerCase()
  const [low, high] = [numberOf(a), numberOf(b)]
  const isText = low > 1e6
  const known = found.length
  if (isText !== high > 1e6) return 0
  for (let at = low; at <= high && may.left > 0; at += Number(step) || 1) {
    may.left--
    const host = `${before}${isText ? String.fromCharCode(at - 1e6) : String(at).padStart(a.length, '0')}${after}`
    if (hostNames.has(host)) found.push({ at: start, end, strength: 'name', host })
  }
  return found.length > known ? end : 0
}

/** A number; letters are beyond all numbers. */
function numberOf(text: string): number {
  return /\d/.test(text) ? Number(text) : 1e6 + text.charCodeAt(0)
}
