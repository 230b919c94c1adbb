import { digit, type Hit, hex, kindAt, kinds } from './bytes.ts'
import { ipv4At } from './ipv4.ts'
import { ipv6At } from './ipv6.ts'

const dot = 46
const colon = 58

/**
 * Pairs of bytes in which an address may have a dot or a colon: every second byte is looked at together with its next,
 * so that each dot behind a digit and each colon behind a hexadecimal digit is seen, and nothing else costs anything.
 */
const pairs = Uint8Array.from({ length: 65_536 }, (_, pair) => {
  const first = pair >> 8
  const second = pair & 255
  if (first === dot || first === colon) return 1
  if (second === dot) return ((kinds[first] ?? 0) & digit) > 0 ? 2 : 0
  return second === colon && ((kinds[first] ?? 0) & hex) > 0 ? 2 : 0
})

/** Adds every address, subnet and range that stands between two places, in their order and in linear time. */
export function scanAddresses(bytes: Uint8Array, from: number, to: number, found: Hit[]): void {
  let at = from
  while (at < to) {
    const sign = pairs[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)]
    if (sign === 0) {
      at += 2
      continue
    }
    const place = sign === 1 ? at : at + 1
    if (place >= to) return
    at = addressAt(bytes, place, from, to, found)
  }
}

/** Looks at a dot or a colon; answers where the scan goes on. */
function addressAt(bytes: Uint8Array, place: number, from: number, to: number, found: Hit[]): number {
  const before = place > from ? kindAt(bytes, place - 1) : 0
  if (bytes[place] === dot) return (before & digit) > 0 ? ipv4At(bytes, place, from, to, found) : place + 1
  return (before & hex) > 0 ? ipv6At(bytes, place, from, to, found) : place + 1
}
