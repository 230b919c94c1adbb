import { blank, digit, dotOrDash, kindAt, letter, word } from './bytes.ts'

/** Four numbers with dots; `end` is 0 when it is none. */
export interface Quad {
  value: number
  end: number
  /** Numbers read before it broke, with the place behind the last dot. */
  octets: number
}

const dot = 46

/** A place to read four numbers into, again and again. */
export function emptyQuad(): Quad {
  return { value: 0, end: 0, octets: 0 }
}

/** Reads four numbers with dots between them, none with a zero before it. */
export function readQuad(bytes: Uint8Array, from: number, to: number, into: Quad): void {
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

/** Whether a digit stands there. */
export function isDigit(bytes: Uint8Array, at: number): boolean {
  return (kindAt(bytes, at) & digit) > 0
}

/** The place behind some blanks. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number, most = 8): number {
  let at = from
  while (at < to && at - from < most && (kindAt(bytes, at) & blank) > 0) at++
  return at
}

/** A short word in small letters. */
export function wordAt(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to && at - from < 9 && (kindAt(bytes, at) & letter) > 0; at++) {
    text += String.fromCharCode((bytes[at] ?? 0) | 32)
  }
  return text
}

/** Whether a word goes on behind dots and dashes: `10.0.0.5-9-beta`. */
export function goesOn(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  while (at < to && at - from < 64 && (kindAt(bytes, at) & dotOrDash) > 0) at++
  return at < to && (kindAt(bytes, at) & word) > 0
}

/** Length of the prefix that a netmask means; -1 when it is none. */
export function prefixOf(mask: number): number {
  const inverted = ~mask >>> 0
  return (inverted & (inverted + 1)) === 0 ? Math.clz32(inverted) : -1
}

/** Loopback, link-local, multicast and what begins with 0 name no other machine. */
export function isSelfOrGroup(value: number): boolean {
  const first = value >>> 24
  return first === 0 || first === 127 || first >= 224 || value >>> 16 === 0xa9_fe
}

/** `10.…`, `172.16.…` to `172.31.…`, `192.168.…`: addresses that only a network of one's own has. */
export function isPrivate(value: number): boolean {
  return value >>> 24 === 10 || value >>> 20 === 0xac1 || value >>> 16 === 0xc0_a8
}
