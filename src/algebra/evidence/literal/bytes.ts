import type { AddressSpan } from '../../../lib/ip.ts'
import type { Strength } from '../../../model/evidence.ts'

/** What the scan of bytes finds: where it stands, and what it means. */
export interface Hit {
  /** Place of the first byte and of the byte behind the last. */
  readonly at: number
  readonly end: number
  readonly strength: Strength
  /** IPv4 as numbers, so that no text is made for what nobody asks. */
  readonly low?: number
  readonly high?: number
  /** IPv6. */
  readonly span?: AddressSpan
  /** Host name, lower case; of a hardware address its form with colons. */
  readonly host?: string
  /** The words around it do not tell whether it is an address or a version. */
  readonly unsure?: boolean
}

/** Kinds of bytes; a byte may be of several. */
export const digit = 1
export const hex = 2
export const letter = 4
/** Letters, digits and the underscore. */
export const word = 8
export const dotOrDash = 16
export const blank = 32

/** Kinds of each byte. Bytes above 127 are of no kind: they are parts of other characters. */
export const kinds = table((code) => {
  const isDigit = code >= 48 && code <= 57
  const lower = code | 32
  const isLetter = lower >= 97 && lower <= 122
  return (
    (isDigit ? digit | hex | word : 0) |
    (isLetter ? letter | word | (lower <= 102 ? hex : 0) : 0) |
    (code === 95 ? word : 0) |
    (code === 46 || code === 45 ? dotOrDash : 0) |
    (code === 32 || code === 9 ? blank : 0)
  )
})

/** A table over all bytes. */
export function table(of: (code: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (code < 128 ? of(code) : 0))
}

/** Kind of the byte at a place; 0 beyond both ends. */
export function kindAt(bytes: Uint8Array, at: number): number {
  return kinds[bytes[at] ?? 128] ?? 0
}

/** Bytes as text, one character per byte; for short pieces. */
export function asciiOf(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = Math.max(0, from); at < to && at < bytes.length; at++) {
    text += String.fromCharCode(bytes[at] ?? 0)
  }
  return text
}

const latin: Readonly<Record<number, number>> = { 0xa0: 32, 0xa7: 0xa7, 0x2013: 0x96, 0x2014: 0x96 }

/** A line as bytes, one per UTF-16 unit, so that places are columns. Long dashes become 0x96, the section sign stays, other characters become 0x80. */
export function bytesOfLine(line: string, into: Uint8Array): void {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at)
    into[at] = code < 128 ? code : (latin[code] ?? 0x80)
  }
}
