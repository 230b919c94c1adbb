import { type Hit, kindAt, word } from './bytes.ts'
import { emptyQuad, goesOn, isDigit, readQuad, skipBlanks, wordAt } from './quad.ts'

const other = emptyQuad()
const dash = 45
const colon = 58
const dot = 46
const slash = 47
const upTo = new Set(['to', 'through', 'thru', 'bis', 'until'])

/** `a-b`, `a - b`, `a..b`, `a to b`, and `10.0.0.5-9`. */
export function range(
  bytes: Uint8Array,
  at: number,
  end: number,
  to: number,
  value: number,
  found: Hit[],
): number {
  const start = skipBlanks(bytes, end, to)
  const sign = signAt(bytes, start)
  let next = start + sign
  if (sign === 0) {
    const between = start > end ? wordAt(bytes, start, to) : ''
    if (!upTo.has(between)) return 0
    next += between.length
    if (skipBlanks(bytes, next, to) === next) return 0
  }
  next = skipBlanks(bytes, next, to)
  if (next >= to || !isDigit(bytes, next)) return 0
  readQuad(bytes, next, to, other)
  let high = other.value
  let last = other.end
  if (last === 0) {
    if (start !== end || bytes[end] !== dash || next !== end + 1) return 0
    let number = 0
    last = next
    while (last < to && last - next < 4 && isDigit(bytes, last))
      number = number * 10 + (bytes[last++] ?? 0) - 48
    if (last - next > 3 || number > 255) return 0
    high = ((value & 0xffff_ff00) | number) >>> 0
  }
  // `from 10.0.0.1 to 10.9.0.0/16` goes from one to the other.
  if (high <= value || goesOn(bytes, last, to) || (sign === 0 && bytes[last] === slash)) return 0
  found.push({ at, end: last, strength: 'range', low: value, high })
  return last
}

/** Length of a dash, a long dash or two dots. */
function signAt(bytes: Uint8Array, at: number): number {
  const code = bytes[at]
  if (code === dash || code === 0x96) return 1
  if (code === dot) return bytes[at + 1] === dot ? 2 : 0
  return code === 0xe2 && bytes[at + 1] === 0x80 && (bytes[at + 2] === 0x93 || bytes[at + 2] === 0x94) ? 3 : 0
}

/** Behind a version, and behind the one that it goes up to: `0.0.0.0-13.0.0.0`. */
export function behindVersions(bytes: Uint8Array, end: number, to: number): number {
  const start = skipBlanks(bytes, end, to)
  const sign = start < to ? signAt(bytes, start) : 0
  if (sign === 0) return end
  readQuad(bytes, skipBlanks(bytes, start + sign, to), to, other)
  return other.end > 0 ? other.end : end
}

/** `10.0.0.[1:9]` and `10.0.0.[01:09]` of an inventory, `10.0.0.{1..9}` of a shell, `10.0.0.[0-9]+` of a pattern. */
export function inBrackets(
  bytes: Uint8Array,
  at: number,
  open: number,
  to: number,
  network: number,
  found: Hit[],
): number {
  const close = bytes[open] === 91 ? 93 : 125
  const low = numberAt(bytes, open + 1, to)
  let next = low.end
  const sign = bytes[next]
  if (sign === colon || (sign === dash && close === 93)) next++
  else if (sign === dot && bytes[next + 1] === dot && close === 125) next += 2
  else return 0
  const high = numberAt(bytes, next, to)
  next = high.end
  // Every second one: the others are told as well.
  if (sign === colon && bytes[next] === colon) next = numberAt(bytes, next + 1, to).end
  if (next >= to || bytes[next] !== close || low.value > high.value || high.value > 255) return 0
  const end = next + 1
  if (end < to && (kindAt(bytes, end) & word) > 0) return 0
  const base = network * 256
  // More digits may follow: any address of the network.
  if (bytes[end] === 43 || bytes[end] === 42 || bytes[end] === 123)
    found.push({ at, end, strength: 'subnet', low: base, high: base + 255 })
  else found.push({ at, end, strength: 'range', low: base + low.value, high: base + high.value })
  return end
}

/** A number of at most three digits, zeros before it too; what is none is more than any address has. */
function numberAt(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly value: number; readonly end: number } {
  let value = 0
  let end = from
  while (end < to && end - from < 3 && isDigit(bytes, end)) value = value * 10 + (bytes[end++] ?? 0) - 48
  return { value: end === from ? 256 : value, end }
}
