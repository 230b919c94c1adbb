import { digit, type Hit, hex, kindAt, kinds } from './bytes.ts'
import { ipv4At } from './ipv4.ts'
import { ipv6At } from './ipv6.ts'
import { macAt } from './mac.ts'
import { patternAt } from './patterns.ts'

const dash = 45
const dot = 46
const colon = 58
const backslash = 92
const bracket = 91

/**
 * Pairs of bytes in which an address may have a dot, a colon or a dash: every second byte is looked at together with its
 * next, so that each of them behind a hexadecimal digit is seen, and nothing else costs anything. Dashes are 3 and 4:
 * they are many, and few of them stand in a hardware address.
 */
const pairs = Uint8Array.from({ length: 65_536 }, (_, pair) => {
  const first = pair >> 8
  const second = pair & 255
  if (first === dot || first === colon) return 1
  if (first === dash) return 3
  // `\\.` and `[.]` of patterns.
  if ((first === backslash || first === bracket) && second === dot) return 2
  if (((kinds[first] ?? 0) & hex) === 0) return 0
  return second === dot || second === colon ? 2 : second === dash ? 4 : 0
})

/**
 * Adds every address, subnet, range and hardware address that stands between two places, in their order and in linear
 * time. `hardware`: the ones of the estate, lower case with colons.
 */
export function scanAddresses(
  bytes: Uint8Array,
  from: number,
  to: number,
  found: Hit[],
  hardware?: ReadonlySet<string>,
): void {
  let at = from
  while (at < to) {
    const sign = pairs[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)]
    if (sign === 0) {
      at += 2
      continue
    }
    const place = sign === 1 || sign === 3 ? at : at + 1
    if (place >= to) return
    if (sign === 1 || sign === 2) at = addressAt(bytes, place, from, to, found, hardware)
    else if (bytes[place + 3] !== dash || bytes[place + 6] !== dash) at = place + 1
    else at = macAt(bytes, place, from, to, found, hardware) || place + 1
  }
}

/** Looks at a dot or a colon; answers where the scan goes on. */
function addressAt(
  bytes: Uint8Array,
  place: number,
  from: number,
  to: number,
  found: Hit[],
  hardware: ReadonlySet<string> | undefined,
): number {
  const before = place > from ? kindAt(bytes, place - 1) : 0
  if ((before & hex) === 0) {
    const sign = place > from ? bytes[place - 1] : 0
    const isPattern =
      bytes[place] === dot && (sign === backslash || (sign === bracket && bytes[place + 1] === 93))
    return isPattern ? patternAt(bytes, place, from, to, found) : place + 1
  }
  if (bytes[place] === dot) {
    const end = bytes[place + 5] === dot ? macAt(bytes, place, from, to, found, hardware) : 0
    return end > 0 ? end : (before & digit) > 0 ? ipv4At(bytes, place, from, to, found) : place + 1
  }
  const end = bytes[place + 3] === colon ? macAt(bytes, place, from, to, found, hardware) : 0
  return end > 0 ? end : ipv6At(bytes, place, from, to, found)
}
