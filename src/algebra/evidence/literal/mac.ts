import { type Hit, hex, kindAt, word } from './bytes.ts'

/** Makers whose cards only virtual machines of vSphere have. */
const virtualMakers = new Set([0x00_50_56, 0x00_0c_29, 0x00_05_69, 0x00_1c_14])
const digitsOf = [...'0123456789abcdef']

/**
 * Looks at the first sign of what may be a hardware address: `00:50:56:aa:bb:cc`, `00-50-56-…`, `0050.56aa.bbcc`. Only one
 * of a virtual card, or one that the estate has, is a match. Answers the place behind it, or 0 when it is none.
 */
export function macAt(
  bytes: Uint8Array,
  place: number,
  from: number,
  to: number,
  found: Hit[],
  estate: ReadonlySet<string> | undefined,
): number {
  const sign = bytes[place] ?? 0
  const digits = sign === 46 ? 4 : 2
  const step = digits + 1
  const at = place - digits
  const end = place + 12 + 12 / digits - 1 - digits
  if (bytes[place + step] !== sign || at < from || end > to) return 0
  for (let next = place; next < end; next += step) {
    if (next > place && bytes[next] !== sign) return 0
    for (let one = next - digits; one < next; one++) if ((kindAt(bytes, one) & hex) === 0) return 0
  }
  for (let one = end - digits; one < end; one++) if ((kindAt(bytes, one) & hex) === 0) return 0
  if (isLonger(bytes, at, end, from, to, sign)) return 0
  let host = ''
  let maker = 0
  for (let next = at, digitsRead = 0; next < end; next++) {
    const code = bytes[next] ?? 0
    if (code === sign) continue
    if (digitsRead < 6) maker = maker * 16 + valueOf(code)
    // Most are of other makers, and no text is made for them unless the estate has such cards.
    if (digitsRead === 5 && estate === undefined && !virtualMakers.has(maker)) return 0
    if (digitsRead > 0 && digitsRead % 2 === 0) host += ':'
    host += digitsOf[valueOf(code)] ?? ''
    digitsRead++
  }
  if (!virtualMakers.has(maker) && estate?.has(host) !== true) return 0
  found.push({ at, end, strength: 'name', host })
  return end
}

/** A world wide name or another number that only holds six such groups. `01:` before one is the type of a client's id. */
function isLonger(
  bytes: Uint8Array,
  at: number,
  end: number,
  from: number,
  to: number,
  sign: number,
): boolean {
  if (end < to && (kindAt(bytes, end) & word) > 0) return true
  if (end < to && bytes[end] === sign && (kindAt(bytes, end + 1) & word) > 0) return true
  if (at === from) return false
  if (bytes[at - 1] !== sign) return (kindAt(bytes, at - 1) & word) > 0
  const isTyped = bytes[at - 2] === 49 && bytes[at - 3] === 48 && at - 3 >= from
  return !isTyped || (at - 3 > from && ((kindAt(bytes, at - 4) & word) > 0 || bytes[at - 4] === sign))
}

/** Value of a hexadecimal digit. */
function valueOf(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87
}
