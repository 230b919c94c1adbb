import { asciiOf, type Hit } from './bytes.ts'
import { emptyQuad, goesOn, isDigit, prefixOf, readQuad, skipBlanks, wordAt } from './quad.ts'

const mask = emptyQuad()
const newline = 10
/** How far from its address a mask is looked for. */
const reach = 96
/** The key that tells it, and its value: `subnetMask="255.255.255.0"`, `"prefixLength": 24`. */
const name = String.raw`(?:mask|prefix)[-_]?(?:len|length|bits)?\d{0,2}["']?`
const value = String.raw`["']?(\d[\d.]{0,14})(?![\d.])`
const key = String.raw`${name}\s{0,4}[=:>]\s{0,4}${value}`
/** Other attributes, or the end of an element and the beginning of the next. */
const others = String.raw`([^\n<>{}[\]]{1,60}?|["']?</[\w:.-]{1,30}>\s{0,8}<[\w:.-]{0,30}?)`
const ahead = new RegExp(`^${others}${key}`, 'i')
const behind = new RegExp(`()${key}${others}>?$`, 'i')
/** The key of the address itself: no mask is looked for behind one that a sentence names. */
const keyBefore = /[=:>]\s{0,4}["']?$/
const alone = new RegExp(
  `^\\s*(?:-\\s|<|["'])?\\s{0,4}(?:[a-z]{1,10}[-_ ])?\\w{0,20}${name}(?:\\s{0,4}[=:>]|\\s)\\s{0,4}${value}["']?[,;]?(?:</[\\w:.-]{1,30}>)?\\s*$`,
  'i',
)
/** Between an address and its mask: the mask is then that one's. */
const anyAddress = /\d\.\d{1,3}\.\d{1,3}/

/** A prefix; with host bits it is the address of an interface too, and both are said. */
export function subnet(
  at: number,
  end: number,
  last: number,
  value: number,
  bits: number,
  found: Hit[],
): void {
  const host = bits === 32 ? 0 : 0xffff_ffff >>> bits
  const low = (value & ~host) >>> 0
  if (low !== value) found.push({ at, end, strength: 'exact', low: value, high: value })
  found.push({ at, end: last, strength: host === 0 ? 'exact' : 'subnet', low, high: (low | host) >>> 0 })
}

/** `10.0.0.0 255.0.0.0`, `10.0.0.0 netmask 255.0.0.0`, `10.0.0.0 0.0.0.255`: a subnet, when the host bits are zero. */
export function masked(
  bytes: Uint8Array,
  at: number,
  end: number,
  to: number,
  value: number,
  found: Hit[],
): number {
  if (!mayBeNetwork(value)) return 0
  // Columns of pg_hba.conf are set wide apart.
  let next = skipBlanks(bytes, end, to, 40)
  if (next === end) return 0
  if (wordAt(bytes, next, to) === 'netmask' || wordAt(bytes, next, to) === 'mask') {
    next = skipBlanks(bytes, next + wordAt(bytes, next, to).length, to)
  }
  if (!isDigit(bytes, next)) return 0
  readQuad(bytes, next, to, mask)
  if (mask.end === 0 || goesOn(bytes, mask.end, to)) return 0
  const bits = prefixOf(mask.value >>> 24 === 0 ? ~mask.value >>> 0 : mask.value)
  if (!isNetwork(value, bits)) return 0
  subnet(at, end, mask.end, value, bits, found)
  return mask.end
}

/** `ipAddress="10.0.0.0" subnetMask="255.255.255.0"`: the mask in another attribute or key of the same line. */
export function maskedByKey(
  bytes: Uint8Array,
  at: number,
  end: number,
  from: number,
  to: number,
  value: number,
  found: Hit[],
): number {
  if (!mayBeNetwork(value) || !isMaskNear(bytes, at, end, from, to)) return 0
  const after = asciiOf(bytes, end, Math.min(end + reach, to))
  const before = asciiOf(bytes, Math.max(at - reach, from), at)
  const told =
    ahead.exec(after) ??
    (keyBefore.test(before) ? behind.exec(before.slice(before.lastIndexOf('\n') + 1)) : null)
  if (!told || anyAddress.test(told[1] || (told[3] ?? ''))) return 0
  const bits = bitsOf(told[2] ?? '')
  if (!isNetwork(value, bits)) return 0
  subnet(at, end, end, value, bits, found)
  return end
}

/** The mask that a line of its own tells, such as `netmask: 255.255.255.0`, for the address of a line next to it; else -1. */
export function maskOfLine(line: string): number {
  const told = alone.exec(line.length > reach ? '' : line)
  return told ? bitsOf(told[1] ?? '') : -1
}

/** Whether an address is the first of its prefix. */
export function isNetwork(value: number, bits: number): boolean {
  return bits >= 8 && bits < 32 && (value & (0xffff_ffff >>> bits)) === 0
}

/** Whether `mask` or `prefix` may stand near on its line: few lines have them, and no text is made for the others. */
function isMaskNear(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  for (let next = end; next < to && next - end < reach && bytes[next] !== newline; next++)
    if (endsKey(bytes, next)) return true
  for (let next = at - 1; next >= from && at - next < reach && bytes[next] !== newline; next--)
    if (endsKey(bytes, next)) return true
  return false
}

/** `…ask` or `…fix`. */
function endsKey(bytes: Uint8Array, at: number): boolean {
  const last = (bytes[at] ?? 0) | 32
  if (last !== 107 && last !== 120) return false
  const before = (((bytes[at - 2] ?? 0) | 32) << 8) | (bytes[at - 1] ?? 0) | 32
  return before === (last === 107 ? 0x61_73 : 0x66_69)
}

/** Most addresses are of one machine, and nothing is looked for around them. */
function mayBeNetwork(value: number): boolean {
  return (value & 15) === 0
}

/** `255.255.255.0` or `24`. */
function bitsOf(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  readQuad(
    Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
    0,
    text.length,
    mask,
  )
  return mask.end === text.length && mask.value >>> 31 === 1 ? prefixOf(mask.value) : -1
}
