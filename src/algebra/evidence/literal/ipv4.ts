import { type Hit, kindAt, letter, word } from './bytes.ts'
import { doubtAt } from './doubt.ts'
import { hasVersionSuffix, isProductToken, isSection, isVersion } from './guards.ts'
import { masked, maskedByKey, subnet } from './netmask.ts'
import { emptyQuad, goesOn, isDigit, isSelfOrGroup, prefixOf, readQuad } from './quad.ts'
import { behindVersions, inBrackets, range } from './ranges.ts'

const quad = emptyQuad()
const other = emptyQuad()
const dash = 45
const dot = 46
const slash = 47

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
  if (isVersion(bytes, at, from)) return behindVersions(bytes, end, to)
  if (isSection(bytes, at, end, from, value)) return 0
  if (bytes[end] === slash && !isAuthority(bytes, at)) {
    const next = cidr(bytes, at, end, to, value, found)
    if (next > 0) return next
  }
  if (isSelfOrGroup(value) || isProductToken(bytes, at, from, value)) return 0
  const doubt = doubtAt(bytes, at, from, value)
  if (doubt === 'version') return behindVersions(bytes, end, to)
  const next =
    end < to ? range(bytes, at, end, to, value, found) || masked(bytes, at, end, to, value, found) : 0
  if (next > 0) return next
  if (dots) return 0
  if (doubt === 'unsure') found.push({ at, end, strength: 'exact', low: value, high: value, unsure: true })
  else if (maskedByKey(bytes, at, end, from, to, value, found) === 0)
    found.push({ at, end, strength: 'exact', low: value, high: value })
  return end
}

/** `1.3.6.1`, where the object ids of the internet begin. */
function isObjectId(value: number): boolean {
  return value === 0x01_03_06_01
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

/** `10.20.%` of a GRANT, `10.20.30.*`: the prefix that it covers. */
function wildcard(bytes: Uint8Array, at: number, from: number, to: number, found: Hit[]): number {
  const { octets, value } = quad
  if (octets === 0) return 0
  let end = at
  for (let dots = 0; dots < octets; end++) if (bytes[end] === dot) dots++
  const sign = bytes[end]
  if (octets === 3 && (sign === 91 || sign === 123) && end < to)
    return isVersion(bytes, at, from) || isSelfOrGroup(value << 8)
      ? 0
      : inBrackets(bytes, at, end, to, value, found)
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
