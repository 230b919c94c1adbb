const colons = /^(?:[\da-f]{1,2}:){5}[\da-f]{1,2}$/i
const dashes = /^(?:[\da-f]{2}-){5}[\da-f]{2}$/i
const dots = /^(?:[\da-f]{4}\.){2}[\da-f]{4}$/i

/**
 * A hardware address in any of its spellings, `00:50:56:aa:bb:cc`, `00-50-56-…`, `0050.56aa.bbcc`, in lower case with
 * colons; undefined for anything else.
 */
export function hardwareAddress(text: string): string | undefined {
  const { length } = text
  if (length < 11 || length > 17) return undefined
  if (length === 17) {
    if (colons.test(text)) return text.toLowerCase()
    return dashes.test(text) ? text.toLowerCase().replaceAll('-', ':') : undefined
  }
  if (length === 14 && dots.test(text)) {
    const plain = text.toLowerCase()
    const two = (at: number): string => plain.slice(at, at + 2)
    return `${two(0)}:${two(2)}:${two(5)}:${two(7)}:${two(10)}:${two(12)}`
  }
  // Some systems leave a leading zero out.
  if (!colons.test(text)) return undefined
  const groups = text.toLowerCase().split(':')
  return groups.map((group) => group.padStart(2, '0')).join(':')
}
