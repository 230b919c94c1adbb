const marker = /^ ?(?:<-{1,4} ?More ?-{1,4}>|-{2,4} ?\(?more(?: \d{1,3}%)?\)? ?-{2,4})/i

/** Whether the line that begins there shows at its first sign that a pager may have left something in it. */
export function mayHavePager(text: string, from: number): boolean {
  const first = text.charCodeAt(from)
  const sign = first === 32 ? text.charCodeAt(from + 1) : first
  return sign === 45 || sign === 60
}

/**
 * A line as the device printed it, without what its pager left before it in a captured session: ` --More-- `, then
 * backspaces or a carriage return, and blanks over the marker. Most lines show at their first sign that nothing is there.
 */
export function withoutPager(text: string): string {
  if (!mayHavePager(text, 0)) return text
  const found = marker.exec(text)
  if (!found) return text
  const from = found[0].length
  let at = from
  let wiped = -1
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 8 || code === 13) wiped = at + 1
    else if (code !== 32) break
  }
  if (wiped >= 0) return text.slice(wiped)
  // Where the control signs were lost only blanks are left: nine as IOS writes them, else the one behind the marker.
  return text.slice(at - from >= 9 ? from + 9 : Math.min(at, from + 1))
}
