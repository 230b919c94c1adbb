/** A line of a text file, counted from one, without its line end. */
export interface Line {
  readonly number: number
  readonly text: string
  /** The line was longer than allowed; the rest is not here. */
  readonly cut?: true
}

const blockBytes = 1 << 20

/** Longest line that is kept, in UTF-16 units; a longer one is cut and says so. */
export const longestLine = 1_000_000

/** The lines of a text, block by block, so that a large file is never one string; see {@link textsOf}. */
export function linesOf(bytes: Uint8Array, longest = longestLine): Iterable<Line> {
  return linesOfTexts(textsOf(bytes, longest), longest)
}

/** Texts of whole lines, about a megabyte each. UTF-8 or UTF-16 by its mark; bytes that are no text and NUL become U+FFFD. */
export function* textsOf(bytes: Uint8Array, longest = longestLine): Iterable<string> {
  const decoder = new TextDecoder(encodingOf(bytes))
  let rest = ''
  for (let from = 0; from < bytes.length; from += blockBytes) {
    const last = from + blockBytes >= bytes.length
    const raw = decoder.decode(bytes.subarray(from, from + blockBytes), { stream: !last })
    const text = raw.includes('\0') ? raw.replaceAll('\0', '\ufffd') : raw
    const end = text.lastIndexOf('\n') + 1
    if (end > 0) yield rest + text.slice(0, end)
    // What is left of a line that is too long shows that it is.
    rest = end > 0 ? text.slice(end) : (rest + text).slice(0, longest + 2)
  }
  if (rest !== '') yield rest
}

/** The lines of texts of whole lines, counted through; one that is longer than `longest` is cut. */
export function* linesOfTexts(texts: Iterable<string>, longest = longestLine): Generator<Line, void, void> {
  let number = 0
  for (const text of texts) {
    for (let from = 0; from < text.length; ) {
      const found = text.indexOf('\n', from)
      const end = found < 0 ? text.length : found
      const to = end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end
      number++
      if (to - from <= longest) yield { number, text: text.slice(from, to) }
      else yield { number, text: text.slice(from, from + longest), cut: true }
      from = end + 1
    }
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** The first bytes as text, for recognising a format. */
export function beginningOf(bytes: Uint8Array, most = 65_536): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, most))
}

/** Whether the first bytes are text: no NUL but in UTF-16, and few control characters. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (encodingOf(bytes) !== 'utf-8') return true
  const head = bytes.subarray(0, 8192)
  let control = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++
  }
  return control * 20 <= head.length
}

/** Whether a character code is a blank of ASCII or one that does not break. */
export function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0
}

/** The words of a line, parted by blanks and tabs. By hand: half the time of a split at a pattern (Node 20). */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let from = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // The blanks of ASCII; others are rare and part of a word.
    if (code === 32 || (code < 14 && code > 8)) {
      if (from >= 0) words.push(text.slice(from, at))
      from = -1
    } else if (from < 0) from = at
  }
  if (from >= 0) words.push(text.slice(from))
  return words
}

/** At most `most` characters of a line, around `column` (from one) when the line is longer. */
export function excerpt(text: string, most = 400, column = 1): string {
  if (text.length <= most) return text
  const from = Math.min(Math.max(0, column - 1 - Math.floor(most / 4)), text.length - most)
  return text.slice(from, from + most)
}
