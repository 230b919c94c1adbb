import { blank, digit, dotOrDash, type Hit, kindAt, letter, word } from './bytes.ts'
import { hasVersionSuffix, isProductToken, isSection, isVersion } from './guards.ts'

/** Four numbers with dots; `end` is 0 when it is none. */
interface Quad {
  value: number
  end: number
  /** Numbers read before it broke, with the place behind the last dot. */
  octets: number
}

const quad: Quad = { value: 0, end: 0, octets: 0 }
const other: Quad = { value: 0, end: 0, octets: 0 }
const dash = 45
const dot = 46
const slash = 47
const upTo = new Set(['to', 'through', 'thru', 'bis', 'until'])

/** Looks at the number before a dot; adds what it finds and answers where the scan goes on. */
export function ipv4At(bytes: Uint8Array, first: number, from: number, to: number, found: Hit[]): number {
  let at = first
  while (at > from && first - at < 4 && isDigit(bytes, at - 1)) at--
  if (at === first) return first + 1
  const before = at > from ? kindAt(bytes, at - 1) : 0
  const bad = first - at > 3 || (before & word) > 0 || (at > from && bytes[at - 1] === dot)
  if (bad || (at > from && bytes[at - 1] === dash && (kindAt(bytes, at - 2) & letter) > 0))
    return behindRun(bytes, first, to)
  readQuad(bytes, at, to, quad)
  if (quad.end === 0) return wildcard(bytes, at, from, to, found) || behindRun(bytes, first, to)
  return address(bytes, at, from, to, found) || behindRun(bytes, first, to)
}

/** An object id is not tried at each of its numbers. */
function behindRun(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === dot || isDigit(bytes, at))) at++
  return at
}

function address(bytes: Uint8Array, at: number, from: number, to: number, found: Hit[]): number {
  const { value, end } = quad
  const after = end < to ? kindAt(bytes, end) : 0
  const dots = bytes[end] === dot && bytes[end + 1] === dot
  if ((after & word) > 0 || (bytes[end] === dot && (kindAt(bytes, end + 1) & word) > 0)) return 0
  if (value >>> 24 === 255 || isObjectId(value) || hasVersionSuffix(bytes, end)) return 0
  if (isVersion(bytes, at, from) || isSection(bytes, at, end, from, value)) return 0
  if (bytes[end] === slash && !isAuthority(bytes, at)) {
    const next = cidr(bytes, at, end, to, value, found)
    if (next > 0) return next
  }
  if (isSelfOrGroup(value) || isProductToken(bytes, at, from, value)) return 0
  const next =
    end < to ? range(bytes, at, end, to, value, found) || masked(bytes, at, end, to, value, found) : 0
  if (next > 0) return next
  if (dots) return 0
  found.push({ at, end, strength: 'exact', low: value, high: value })
  return end
}

/** `1.3.6.1`, where the object ids of the internet begin. */
function isObjectId(value: number): boolean {
  return value === 0x01_03_06_01
}

/** Loopback, link-local, multicast and what begins with 0 name no other machine. */
function isSelfOrGroup(value: number): boolean {
  const first = value >>> 24
  return first === 0 || first === 127 || first >= 224 || value >>> 16 === 0xa9_fe
}

/** Behind `://` a slash begins a path. */
function isAuthority(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === slash && bytes[at - 2] === slash && bytes[at - 3] === 58
}

function cidr(bytes: Uint8Array, at: number, end: number, to: number, value: number, found: Hit[]): number {
  readQuad(bytes, end + 1, to, other)
  let last = other.end
  let bits = last > 0 ? prefixOf(other.value) : -1
  if (last === 0) {
    let number = 0
    last = end + 1
    while (last < to && last - end < 4 && isDigit(bytes, last))
      number = number * 10 + (bytes[last++] ?? 0) - 48
    const length = last - end - 1
    bits = length === 0 || length > 2 || number > 32 ? -1 : number
  }
  if (bits < 0 || goesOn(bytes, last, to)) return 0
  if (bits === 0) {
    if (value !== 0) return 0
    found.push({ at, end: last, strength: 'any' })
    return last
  }
  if (isSelfOrGroup(value)) return last
  subnet(at, end, last, value, bits, found)
  return last
}

/** A prefix; with host bits it is the address of an interface too, and both are said. */
function subnet(at: number, end: number, last: number, value: number, bits: number, found: Hit[]): void {
  const host = bits === 32 ? 0 : 0xffff_ffff >>> bits
  const low = (value & ~host) >>> 0
  if (low !== value) found.push({ at, end, strength: 'exact', low: value, high: value })
  found.push({ at, end: last, strength: host === 0 ? 'exact' : 'subnet', low, high: (low | host) >>> 0 })
}

/** `10.0.0.0 255.0.0.0`, `10.0.0.0 netmask 255.0.0.0`, `10.0.0.0 0.0.0.255`: a subnet, when the host bits are zero. */
function masked(bytes: Uint8Array, at: number, end: number, to: number, value: number, found: Hit[]): number {
  if ((value & 255) !== 0 && (value & 15) !== 0) return 0
  // Columns of pg_hba.conf are set wide apart.
  let next = skipBlanks(bytes, end, to, 40)
  if (next === end) return 0
  if (wordAt(bytes, next, to) === 'netmask' || wordAt(bytes, next, to) === 'mask') {
    next = skipBlanks(bytes, next + wordAt(bytes, next, to).length, to)
  }
  if (!isDigit(bytes, next)) return 0
  readQuad(bytes, next, to, other)
  if (other.end === 0 || goesOn(bytes, other.end, to)) return 0
  const mask = other.value >>> 24 === 255 ? other.value : other.value >>> 24 === 0 ? ~other.value >>> 0 : 0
  const bits = prefixOf(mask)
  if (bits < 8 || bits === 32 || (value & (0xffff_ffff >>> bits)) !== 0) return 0
  subnet(at, end, other.end, value, bits, found)
  return other.end
}

/** Length of the prefix that a netmask means; -1 when it is none. */
function prefixOf(mask: number): number {
  const inverted = ~mask >>> 0
  return (inverted & (inverted + 1)) === 0 ? Math.clz32(inverted) : -1
}

/** `a-b`, `a - b`, `a..b`, `a to b`, and `10.0.0.5-9`. */
function range(bytes: Uint8Array, at: number, end: number, to: number, value: number, found: Hit[]): number {
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

/** `10.20.%` of a GRANT, `10.20.30.*`: the prefix that it covers. */
function wildcard(bytes: Uint8Array, at: number, from: number, to: number, found: Hit[]): number {
  const { octets, value } = quad
  if (octets === 0) return 0
  let end = at
  for (let dots = 0; dots < octets; end++) if (bytes[end] === dot) dots++
  const sign = bytes[end]
  // `1.*` and `1.2.*` are versions more often than networks.
  if (end >= to || (sign !== 37 && (sign !== 42 || octets < 2))) return 0
  end++
  let stars = octets + 1
  while (bytes[end] === dot && bytes[end + 1] === sign && stars < 4) {
    end += 2
    stars++
  }
  if (sign === 42 && stars < 4) return 0
  const low = (value << (32 - 8 * octets)) >>> 0
  if ((kindAt(bytes, end) & word) > 0 || isSelfOrGroup(low) || isVersion(bytes, at, from)) return 0
  found.push({ at, end, strength: 'subnet', low, high: (low | (0xffff_ffff >>> (8 * octets))) >>> 0 })
  return end
}

function readQuad(bytes: Uint8Array, from: number, to: number, into: Quad): void {
  let at = from
  let value = 0
  into.end = 0
  into.octets = 0
  for (let part = 0; part < 4; part++) {
    const start = at
    let octet = 0
    while (at < to && at - start < 4 && isDigit(bytes, at)) octet = octet * 10 + (bytes[at++] ?? 0) - 48
    const length = at - start
    if (length === 0 || length > 3 || octet > 255 || (length > 1 && bytes[start] === 48)) return
    if (part === 3) {
      into.value = (value * 256 + octet) >>> 0
      into.end = at
      return
    }
    if (at >= to || bytes[at] !== dot) return
    at++
    value = value * 256 + octet
    into.value = value
    into.octets = part + 1
  }
}

function isDigit(bytes: Uint8Array, at: number): boolean {
  return (kindAt(bytes, at) & digit) > 0
}

function skipBlanks(bytes: Uint8Array, from: number, to: number, most = 8): number {
  let at = from
  while (at < to && at - from < most && (kindAt(bytes, at) & blank) > 0) at++
  return at
}

/** A short word in small letters. */
function wordAt(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to && at - from < 9 && (kindAt(bytes, at) & letter) > 0; at++) {
    text += String.fromCharCode((bytes[at] ?? 0) | 32)
  }
  return text
}

/** Whether a word goes on behind dots and dashes: `10.0.0.5-9-beta`. */
function goesOn(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  while (at < to && at - from < 64 && (kindAt(bytes, at) & dotOrDash) > 0) at++
  return at < to && (kindAt(bytes, at) & word) > 0
}
