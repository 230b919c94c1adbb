/** Blanks and signs that no name of an attribute has. */
const notInNames = new Set([...' \t\n\v\f\r<>&\'"/='].map((sign) => sign.charCodeAt(0)))
const isNotInNames = Uint8Array.from({ length: 128 }, (_, code) => (notInNames.has(code) ? 1 : 0))

/** Where the name of an attribute ends, before blanks and the equals sign; -1 when it is no name. */
export function nameEnd(source: string, from: number, equal: number): number {
  let end = equal
  while (end > from && source.charCodeAt(end - 1) <= 32) end--
  if (end === from || end - from > 1000) return -1
  for (let at = from; at < end; at++) {
    const code = source.charCodeAt(at)
    if (code < 128 ? isNotInNames[code] === 1 : /\s/.test(source.charAt(at))) return -1
  }
  return end
}
