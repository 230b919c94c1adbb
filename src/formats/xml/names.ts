import type { Window } from './window.ts'

/** Blanks and signs that no name of an attribute has. */
const notInNames = new Set([...' \t\n\v\f\r<>&\'"/='].map((sign) => sign.charCodeAt(0)))
const isNotInNames = Uint8Array.from({ length: 128 }, (_, code) => (notInNames.has(code) ? 1 : 0))

/** Where the name of an attribute ends, before blanks and the equals sign; -1 when it is no name. */
export function nameEnd(window: Window, from: number, equal: number): number {
  const { bytes } = window
  let end = equal
  while (end > from && (bytes[end - 1] ?? 0) <= 32) end--
  if (end === from || end - from > 1000) return -1
  let isPlain = true
  for (let at = from; at < end; at++) {
    const code = bytes[at] ?? 0
    if (code > 127) isPlain = false
    else if (isNotInNames[code] === 1) return -1
  }
  return isPlain || !/\s/.test(window.slice(from, end)) ? end : -1
}
