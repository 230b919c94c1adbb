import { digit, dotOrDash, type Hit, kindAt, letter, word } from './bytes.ts'
import { isVersion } from './guards.ts'
import { isPrivate, isSelfOrGroup } from './quad.ts'

const backslash = 92
const bracket = 91
const dot = 46
/** Longest part of a pattern that stands for a number: `(?:2[0-4]\\d|25[0-5])`. */
const longestPart = 40

const anchors = new Set([...'^(\\~* '].map((sign) => sign.charCodeAt(0)))

/** Four parts of a pattern, as far as they are there. */
interface Parts {
  /** The numbers that it begins with, as one. */
  value: number
  octets: number
  /** With those that stand for any number. */
  parts: number
  /** A dot is the last that is there. */
  open: boolean
  end: number
}

const parts: Parts = { value: 0, octets: 0, parts: 0, open: false, end: 0 }

/**
 * Looks at the first dot of a regular expression: `10\.22\.0\.8`, `10[.]22[.]0[.]8`, `^10\.22\.0\.`, `10\.22\.\d+\.\d+`. Adds
 * the address or the network that it is about; answers where the scan goes on.
 */
export function patternAt(bytes: Uint8Array, place: number, from: number, to: number, found: Hit[]): number {
  const first = signBefore(bytes, place, from)
  let at = first
  while (at > from && first - at < 4 && (kindAt(bytes, at - 1) & digit) > 0) at--
  if (at === first || first - at > 3 || isPart(bytes, at, from)) return place + 1
  readParts(bytes, at, to)
  const { octets, end, value } = parts
  const low = octets === 4 ? value : (value << (32 - 8 * octets)) >>> 0
  if (!means(low) || isSelfOrGroup(low) || isVersion(bytes, beginOf(bytes, at, from), from))
    return Math.max(end, place + 1)
  const high = octets === 4 ? low : (low | (0xffff_ffff >>> (8 * octets))) >>> 0
  const strength = octets === 4 ? 'exact' : 'subnet'
  // `^10\\.15\\.` alone may ask for a release as well.
  if (parts.parts === 2) found.push({ at, end, strength, low, high, unsure: true })
  else found.push({ at, end, strength, low, high })
  return end
}

/** Whether the parts that were read are an address or the beginning of one: a version has as many numbers. */
function means(low: number): boolean {
  const whole = parts.parts === 4
  if (parts.octets === 4) return whole
  if (parts.octets === 3) return whole || (parts.open && (isPrivate(low) || low >>> 24 > 31))
  return isPrivate(low) && (whole || (parts.octets === 2 && parts.open))
}

/** Where the signs of an escaped dot begin: `\.`, `\\.` within a string, `[.]`. */
function signBefore(bytes: Uint8Array, place: number, from: number): number {
  const single = place - 1
  return bytes[single] === backslash && bytes[single - 1] === backslash && single > from ? single - 1 : single
}

/** The place behind an escaped dot, or 0. */
function behindSign(bytes: Uint8Array, at: number, to: number): number {
  let next = at
  if (bytes[next] === bracket)
    return bytes[next + 1] === dot && bytes[next + 2] === 93 && next + 3 <= to ? next + 3 : 0
  while (bytes[next] === backslash && next - at < 2) next++
  return next > at && bytes[next] === dot && next < to ? next + 1 : 0
}

function readParts(bytes: Uint8Array, from: number, to: number): void {
  Object.assign(parts, { value: 0, octets: 0, parts: 0, open: false, end: from })
  let at = from
  for (; parts.parts < 4; parts.parts++) {
    const start = at
    at = behindPart(bytes, at, to)
    if (at === start) break
    parts.open = false
    parts.end = at
    const octet = parts.octets === parts.parts ? octetOf(bytes, start, at) : -1
    const isRest = bytes[start] === dot
    if (isRest || octet > 255) {
      parts.parts = isRest ? 4 : 5
      return
    }
    if (octet >= 0) {
      parts.value = parts.value * 256 + octet
      parts.octets++
    }
    const next = behindSign(bytes, at, to)
    if (next === 0) {
      parts.parts++
      return
    }
    // What has five parts is something else.
    if (parts.parts === 3) {
      parts.parts = 5
      return
    }
    parts.open = true
    parts.end = next
    at = next
  }
}

/** Behind a number, or what stands for one: `\d+`, `[0-9]{1,3}`, `(1|2)`, `.*`. */
function behindPart(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  let depth = 0
  while (at < to && at - from < longestPart) {
    const code = bytes[at] ?? 0
    if (behindSign(bytes, at, to) > 0 && depth === 0) break
    if (code === backslash) {
      // `\d` or, within a string, `\\d`; `\b` ends the address.
      const name = bytes[at + 1] === backslash ? at + 2 : at + 1
      if (bytes[name] !== 100) break
      at = name + 1
      continue
    }
    if (code === 40 || code === bracket || code === 123) depth++
    else if (code === 41 || code === 93 || code === 125) {
      if (depth === 0) break
      depth--
    } else if (depth === 0 && (kindAt(bytes, at) & digit) === 0 && !isQuantifier(bytes, at, from)) break
    else if (code <= 32) break
    at++
  }
  return depth === 0 ? at : from
}

/** `+`, `*` and `?` behind something, and the dot of `.*`. */
function isQuantifier(bytes: Uint8Array, at: number, from: number): boolean {
  const code = bytes[at] ?? 0
  if (code === dot) return bytes[at + 1] === 42 || bytes[at + 1] === 43
  return (code === 42 || code === 43 || code === 63) && at > from
}

/** A number, or -1 for what stands for one; one with a zero before it is more than any address has. */
function octetOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    if ((kindAt(bytes, at) & digit) === 0) return -1
    value = value * 10 + (bytes[at] ?? 0) - 48
  }
  return to - from > 3 || (to - from > 1 && bytes[from] === 48) ? 256 : value
}

/** Whether the number goes on before it; `\b10` and `\\b10` are no words. */
function isPart(bytes: Uint8Array, at: number, from: number): boolean {
  if (at === from) return false
  if ((kindAt(bytes, at - 1) & letter) > 0)
    return bytes[at - 2] !== backslash || at - 2 < from || bytes[at - 1] === 100
  return (kindAt(bytes, at - 1) & (word | dotOrDash)) > 0 || bytes[at - 1] === 93
}

/** Where a pattern begins, with its anchor, its brackets and the sign of a match before it. */
function beginOf(bytes: Uint8Array, at: number, from: number): number {
  let begin = at
  if (begin - 2 >= from && (kindAt(bytes, begin - 1) & letter) > 0 && bytes[begin - 2] === backslash)
    begin -= 2
  while (begin > from && at - begin < 8 && anchors.has(bytes[begin - 1] ?? 0)) begin--
  return begin
}
