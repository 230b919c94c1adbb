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

/**
 * The lines of a text, block by block, so that a large file is never one string. UTF-8 or UTF-16 by its mark;
 * bytes that are no text and NUL become U+FFFD.
 */
export function* linesOf(bytes: Uint8Array, longest = longestLine): Iterable<Line> {
  const decoder = new TextDecoder(encodingOf(bytes))
  let number = 0
  let rest = ''
  let cut = false
  for (let from = 0; from < bytes.length || from === 0; from += blockBytes) {
    const last = from + blockBytes >= bytes.length
    const text = decoder.decode(bytes.subarray(from, from + blockBytes), { stream: !last })
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      number++
      yield makeLine(number, rest + text.slice(start, Math.min(end, start + longest)), cut, longest)
      rest = ''
      cut = false
      start = end + 1
    }
    if (rest.length + text.length - start > longest) cut = true
    rest = (rest + text.slice(start, start + longest)).slice(0, longest + 1)
  }
  if (rest !== '') yield makeLine(number + 1, rest, cut, longest)
}

function makeLine(number: number, raw: string, cut: boolean, longest: number): Line {
  const clean = raw.includes('\0') ? raw.replaceAll('\0', '\ufffd') : raw
  const text = clean.endsWith('\r') ? clean.slice(0, -1) : clean
  if (!cut && text.length <= longest) return { number, text }
  return { number, text: text.slice(0, longest), cut: true }
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
