import { wordsOf } from '../../../lib/lines.ts'

/** Words at blanks; double or single quotes keep blanks, a backslash keeps the next sign. Open = a quote is not closed. */
export function splitWords(text: string): { readonly words: readonly string[]; readonly open: boolean } {
  if (!text.includes('"') && !text.includes("'") && !text.includes('\\')) {
    return { words: wordsOf(text), open: false }
  }
  const plain = plainlyQuoted(text)
  if (plain) return { words: plain, open: false }
  const words: string[] = []
  let quote = ''
  let started = false
  let parts: string[] = []
  let from = 0
  const keep = (to: number): void => {
    if (to > from) parts.push(text.slice(from, to))
  }
  let at = 0
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) {
      keep(at)
      from = at + 1
      started = true
      at++
    } else if (quote !== '') {
      if (text[at] !== quote) continue
      keep(at)
      from = at + 1
      quote = ''
    } else if (code === 34 || code === 39) {
      keep(at)
      from = at + 1
      quote = text.charAt(at)
      started = true
    } else if (code === 32 || code === 9) {
      keep(at)
      from = at + 1
      if (started || parts.length > 0) words.push(parts.join(''))
      parts = []
      started = false
    }
  }
  keep(Math.min(at, text.length))
  if (started || parts.length > 0) words.push(parts.join(''))
  return { words, open: quote === '"' }
}

/** Words of a line whose quotes stand around whole words; undefined when they stand otherwise. */
function plainlyQuoted(text: string): string[] | undefined {
  const words: string[] = []
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isBlank(code)) continue
    const quoted = code === 34 || code === 39
    let end = quoted ? text.indexOf(code === 34 ? '"' : "'", at + 1) : at
    if (end < 0) return undefined
    if (quoted) {
      for (let inner = at + 1; inner < end; inner++) if (text.charCodeAt(inner) === 92) return undefined
      if (end + 1 < text.length && !isBlank(text.charCodeAt(end + 1))) return undefined
      words.push(text.slice(at + 1, end))
    } else {
      for (; end < text.length && !isBlank(text.charCodeAt(end)); end++) {
        const sign = text.charCodeAt(end)
        if (sign === 34 || sign === 39 || sign === 92) return undefined
      }
      words.push(text.slice(at, end))
    }
    at = end
  }
  return words
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}
