const colons = /^(?:[\da-f]{1,2}:){5}[\da-f]{1,2}$/i
const dashes = /^(?:[\da-f]{2}-){5}[\da-f]{2}$/i
/** Cisco and Arista part fours with dots, Huawei and Comware with dashes. */
const fours = /^[\da-f]{4}([.-])[\da-f]{4}\1[\da-f]{4}$/i
/** ProCurve writes two halves. */
const halves = /^[\da-f]{6}-[\da-f]{6}$/i

/**
 * A hardware address in any of its spellings, `00:50:56:aa:bb:cc`, `00-50-56-…`, `0050.56aa.bbcc`, `0050-56aa-bbcc`,
 * `005056-aabbcc`, in lower case with colons; undefined for anything else.
 */
export function hardwareAddress(text: string): string | undefined {
  const { length } = text
  if (length < 11 || length > 17) return undefined
  if (length === 17) {
    if (text.charCodeAt(2) === 58) return colons.test(text) ? text.toLowerCase() : undefined
    return text.charCodeAt(2) === 45 && dashes.test(text)
      ? text.toLowerCase().replaceAll('-', ':')
      : undefined
  }
  const two = (at: number): string => text.slice(at, at + 2).toLowerCase()
  // Most words that are looked at are addresses: a sign in its place tells.
  if (length === 14 && isSign(text.charCodeAt(4)) && fours.test(text))
    return `${two(0)}:${two(2)}:${two(5)}:${two(7)}:${two(10)}:${two(12)}`
  if (length === 13 && text.charCodeAt(6) === 45 && halves.test(text))
    return `${two(0)}:${two(2)}:${two(4)}:${two(7)}:${two(9)}:${two(11)}`
  // Some systems leave a leading zero out.
  if (!text.includes(':') || !colons.test(text)) return undefined
  const groups = text.toLowerCase().split(':')
  return groups.map((group) => group.padStart(2, '0')).join(':')
}

function isSign(code: number): boolean {
  return code === 45 || code === 46
}
