/**
 * An address as 32 lower-case hexadecimal digits. IPv4 stands where IPv6 maps it (`::ffff:0:0/96`), so that plain
 * string order is numeric order over both families and one index holds both.
 */
export type AddressKey = string

/** All addresses from `low` to `high`, both included. */
export interface AddressSpan {
  readonly low: AddressKey
  readonly high: AddressKey
}

const mapped = '00000000000000000000ffff'
const hexDigits = '0123456789abcdef'

/** Every address of both families: what `any` means. */
export const everyAddress: AddressSpan = { low: '0'.repeat(32), high: 'f'.repeat(32) }
/** `0.0.0.0/0`. */
export const everyIpv4: AddressSpan = { low: `${mapped}00000000`, high: `${mapped}ffffffff` }

/** Dotted-quad IPv4 to its 32-bit number; undefined for anything else, leading zeros included. */
export function parseIpv4(text: string): number | undefined {
  const end = text.length
  if (end < 7 || end > 15) return undefined
  let value = 0
  let part = -1
  let digits = 0
  let dots = 0
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) {
      if (digits > 0 && part === 0) return undefined
      part = (part < 0 ? 0 : part) * 10 + code - 48
      digits++
      if (part > 255) return undefined
    } else if (code === 46 && digits > 0 && dots < 3) {
      value = value * 256 + part
      part = -1
      digits = 0
      dots++
    } else return undefined
  }
  return dots === 3 && digits > 0 ? value * 256 + part : undefined
}

/** A 32-bit number as dotted quad. */
export function formatIpv4(value: number): string {
  return `${(value >>> 24) & 255}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`
}

/** The key of an IPv4 address given as number. */
export function ipv4Key(value: number): AddressKey {
  const high = hexByte(value >>> 24) + hexByte((value >>> 16) & 255)
  return mapped + (high + hexByte((value >>> 8) & 255) + hexByte(value & 255))
}

/** Each byte as two digits: a third of the time of `toString(16)` and `padStart` (Node 20). */
const hexBytes: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)

function hexByte(byte: number): string {
  return hexBytes[byte] ?? ''
}

/** IPv4 or IPv6 text to its key; a zone (`%eth0`) and square brackets are dropped. Undefined = not an address. */
export function parseAddress(text: string): AddressKey | undefined {
  const quad = parseIpv4(text)
  if (quad !== undefined) return ipv4Key(quad)
  // A colon stands behind four digits at most; `10.0.0.1:443` and names with a port are done here.
  const colon = text.indexOf(':')
  return colon >= 0 && colon <= 5 ? parseIpv6(text) : undefined
}

/** In one pass: groups of hexadecimal digits, one gap (`::`) among them, a dotted quad in the last place. */
function parseIpv6(text: string): AddressKey | undefined {
  const bracketed = text.startsWith('[') && text.endsWith(']')
  const from = bracketed ? 1 : 0
  const zone = text.indexOf('%', from)
  const end = zone > from ? zone : text.length - from
  if (end - from < 2 || end - from > 45) return undefined
  let digits = ''
  let at = text.startsWith('::', from) ? from + 2 : from
  let gap = at > from ? 0 : -1
  while (at < end) {
    let to = at
    while (to < end && isHexDigit(text.charCodeAt(to))) to++
    const sign = to < end ? text.charCodeAt(to) : 0
    if (sign === 46) {
      const quad = parseIpv4(text.slice(at, end))
      if (quad === undefined) return undefined
      digits += quad.toString(16).padStart(8, '0')
      break
    }
    if (to === at || to > at + 4 || (to < end && sign !== 58)) return undefined
    digits += '0000'.slice(to - at) + text.slice(at, to)
    at = to + 1
    if (at === end) return undefined
    if (at < end && text.charCodeAt(at) === 58) {
      if (gap >= 0) return undefined
      gap = digits.length
      at++
    }
  }
  if (gap < 0) return digits.length === 32 ? digits.toLowerCase() : undefined
  if (digits.length > 28) return undefined
  return (digits.slice(0, gap) + '0'.repeat(32 - digits.length) + digits.slice(gap)).toLowerCase()
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
}

/** Whether a key is an IPv4 address. */
export function isIpv4(key: AddressKey): boolean {
  return key.startsWith(mapped)
}

/** A key as people write it: dotted quad, or IPv6 as RFC 5952 wants it. */
export function formatAddress(key: AddressKey): string {
  if (isIpv4(key)) return formatIpv4(Number.parseInt(key.slice(24), 16))
  const groups: string[] = []
  for (let at = 0; at < 32; at += 4) groups.push(key.slice(at, at + 4).replace(/^0{1,3}/, ''))
  let bestStart = -1
  let bestLength = 1
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (start + length < 8 && groups[start + length] === '0') length++
    if (length > bestLength) {
      bestStart = start
      bestLength = length
    }
  }
  if (bestStart < 0) return groups.join(':')
  return `${groups.slice(0, bestStart).join(':')}::${groups.slice(bestStart + bestLength).join(':')}`
}

/** `10.0.0.0/8`, `10.0.0.0/255.0.0.0` or `2001:db8::/32` to its span; host bits are allowed and dropped. */
export function parseCidr(text: string): AddressSpan | undefined {
  const slash = text.indexOf('/')
  if (slash < 2) return undefined
  const quad = parseIpv4(text.slice(0, slash))
  if (quad !== undefined) return spanOfQuad(quad, prefixLength(text.slice(slash + 1), true))
  const base = parseAddress(text.slice(0, slash))
  if (base === undefined) return undefined
  const length = prefixLength(text.slice(slash + 1), isIpv4(base))
  if (length === undefined) return undefined
  return spanOfPrefix(base, isIpv4(base) ? length + 96 : length)
}

/** By numbers: most prefixes are of IPv4, and every rule and every reference with one comes by here. */
function spanOfQuad(quad: number, length: number | undefined): AddressSpan | undefined {
  if (length === undefined) return undefined
  const free = 2 ** (32 - length) - 1
  return { low: ipv4Key(quad & ~free), high: ipv4Key(quad | free) }
}

function prefixLength(text: string, ipv4: boolean): number | undefined {
  if (/^\d{1,3}$/.test(text)) {
    const length = Number(text)
    return length <= (ipv4 ? 32 : 128) ? length : undefined
  }
  const mask = ipv4 ? parseIpv4(text) : undefined
  if (mask === undefined) return undefined
  const inverted = ~mask >>> 0
  return (inverted & (inverted + 1)) === 0 ? Math.clz32(inverted) : undefined
}

/** The span of the first `bits` (0 … 128) bits of `key`. */
function spanOfPrefix(key: AddressKey, bits: number): AddressSpan {
  const whole = bits >> 2
  const rest = bits & 3
  let low = key.slice(0, whole)
  let high = low
  if (rest > 0) {
    const digit = Number.parseInt(key.charAt(whole), 16)
    const host = 15 >> rest
    low += hexDigits.charAt(digit & ~host)
    high += hexDigits.charAt(digit | host)
  }
  return { low: low.padEnd(32, '0'), high: high.padEnd(32, 'f') }
}

/** `10.0.0.5-10.0.0.9` or `10.0.0.5-9` to its span; undefined when it runs backwards or mixes families. */
export function parseAddressRange(text: string): AddressSpan | undefined {
  const dash = text.indexOf('-')
  if (dash < 2) return undefined
  const left = text.slice(0, dash).trim()
  const right = text.slice(dash + 1).trim()
  const low = parseAddress(left)
  if (low === undefined) return undefined
  const short = /^\d{1,3}$/.test(right) && isIpv4(low)
  const high = parseAddress(short ? left.slice(0, left.lastIndexOf('.') + 1) + right : right)
  if (high === undefined || high < low || isIpv4(low) !== isIpv4(high)) return undefined
  return { low, high }
}

/** An address, CIDR or range, whichever `text` is. */
export function parseSpan(text: string): AddressSpan | undefined {
  // Most words of a configuration are names: one look at the first sign tells them from an address.
  const first = text.charCodeAt(0)
  if (first > 32 && !isHexDigit(first) && first !== 58 && first !== 91) return undefined
  const single = parseAddress(text)
  if (single !== undefined) return { low: single, high: single }
  return parseCidr(text) ?? parseAddressRange(text)
}

/** Length of the prefix that a span is, in bits of its family; undefined when it is no whole prefix. */
export function prefixOfSpan(span: AddressSpan): number | undefined {
  let equal = 0
  while (equal < 32 && span.low.charAt(equal) === span.high.charAt(equal)) equal++
  let bits = equal * 4
  if (equal < 32) {
    const low = Number.parseInt(span.low.charAt(equal), 16)
    const high = Number.parseInt(span.high.charAt(equal), 16)
    const differing = low ^ high
    const host = 32 - Math.clz32(differing)
    if (differing !== (1 << host) - 1 || (low & differing) !== 0) return undefined
    bits += 4 - host
  }
  const whole = spanOfPrefix(span.low, bits)
  if (whole.low !== span.low || whole.high !== span.high) return undefined
  return isIpv4(span.low) && isIpv4(span.high) ? bits - 96 : bits
}

/** A span as people write it: one address, a CIDR, or `low-high`. */
export function formatSpan(span: AddressSpan): string {
  if (span.low === span.high) return formatAddress(span.low)
  const prefix = prefixOfSpan(span)
  if (prefix !== undefined && prefix >= 0) return `${formatAddress(span.low)}/${prefix}`
  return `${formatAddress(span.low)}-${formatAddress(span.high)}`
}

/** Whether `span` contains `key`. */
export function contains(span: AddressSpan, key: AddressKey): boolean {
  return span.low <= key && key <= span.high
}

/** Loopback, link-local, multicast, broadcast and unspecified addresses: they name no other machine. */
export function isSelfOrGroup(key: AddressKey): boolean {
  if (isIpv4(key)) {
    const value = Number.parseInt(key.slice(24), 16)
    const first = value >>> 24
    return first === 0 || first === 127 || first >= 224 || value >>> 16 === 0xa9fe
  }
  return (
    key.startsWith('ff') ||
    key.startsWith('fe8') ||
    (key.startsWith('0'.repeat(31)) && (key.endsWith('0') || key.endsWith('1')))
  )
}
