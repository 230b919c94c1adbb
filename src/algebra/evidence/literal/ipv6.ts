import { parseAddress, parseAddressRange, parseCidr } from '../../../lib/ip.ts'
import { asciiOf, digit, type Hit, hex, kindAt, word } from './bytes.ts'

const colon = 58
const dot = 46
const longest = 45

/** Looks at the token around a colon; adds what it finds and answers where the scan goes on. */
export function ipv6At(bytes: Uint8Array, first: number, from: number, to: number, found: Hit[]): number {
  let at = first
  while (at > from && first - at < 5 && (kindAt(bytes, at - 1) & hex) > 0) at--
  const groups = first - at
  if (groups === 0 || groups > 4 || !mayBegin(bytes, at)) return first + 1
  if (at > from && isPart(bytes, at - 1)) return first + 1
  let end = first
  let colons = 0
  let gap = false
  while (end < to && end - at <= longest && ((kindAt(bytes, end) & hex) > 0 || isSign(bytes[end]))) {
    if (bytes[end] === colon) {
      colons++
      gap ||= bytes[end + 1] === colon
    }
    end++
  }
  // Times, hardware addresses and world wide names have neither a gap nor the right number of groups.
  if (end - at > longest || colons < 2 || (!gap && colons !== 6 && colons !== 7 && colons !== 8)) return end
  if (isSign(bytes[end - 1]) && !(bytes[end - 1] === colon && bytes[end - 2] === colon)) end--
  if ((kindAt(bytes, end) & word) > 0 && end < to) return end
  const text = asciiOf(bytes, at, end)
  if (!/^(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2}|64):/i.test(text)) return end
  const key = parseAddress(text)
  if (key === undefined) return end
  return suffixed(bytes, at, end, to, text, found) || single(at, end, key, found)
}

function single(at: number, end: number, key: string, found: Hit[]): number {
  found.push({ at, end, strength: 'exact', span: { low: key, high: key } })
  return end
}

/** `2001:db8::/32` and `2001:db8::1-2001:db8::9`. */
function suffixed(
  bytes: Uint8Array,
  at: number,
  end: number,
  to: number,
  text: string,
  found: Hit[],
): number {
  let last = end + 1
  if (bytes[end] === 47) {
    while (last < to && last - end < 5 && (kindAt(bytes, last) & digit) > 0) last++
    if (last < to && (kindAt(bytes, last) & word) > 0) return 0
    const whole = parseCidr(asciiOf(bytes, at, last))
    if (whole === undefined) return 0
    const key = parseAddress(text)
    if (key !== undefined && key !== whole.low && whole.low !== whole.high) single(at, end, key, found)
    found.push({ at, end: last, strength: whole.low === whole.high ? 'exact' : 'subnet', span: whole })
    return last
  }
  if (bytes[end] !== 45) return 0
  while (last < to && last - end <= longest && ((kindAt(bytes, last) & hex) > 0 || bytes[last] === colon))
    last++
  if (last < to && isPart(bytes, last)) return 0
  const span = parseAddressRange(asciiOf(bytes, at, last))
  if (span === undefined || span.low === span.high) return 0
  found.push({ at, end: last, strength: 'range', span })
  return last
}

/** Global unicast, unique local and the translation prefix; anything else is a time, a WWN or code. */
function mayBegin(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at] ?? 0
  return code === 50 || code === 51 || code === 54 || (code | 32) === 102
}

function isPart(bytes: Uint8Array, at: number): boolean {
  return (kindAt(bytes, at) & word) > 0 || isSign(bytes[at])
}

function isSign(code: number | undefined): boolean {
  return code === colon || code === dot
}
