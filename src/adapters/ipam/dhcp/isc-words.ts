import type { Line } from '../../../lib/lines.ts'
import type { Word } from './schema.ts'

/** What the words of a configuration of ISC dhcpd are given to. */
export interface IscEvents {
  /** Words up to a semicolon. */
  statement(words: readonly Word[]): void
  /** Words before an opening brace. */
  open(words: readonly Word[]): void
  close(): void
  /** Text behind a `#`. */
  comment(text: string): void
}

/** Most words of one statement; what is longer is data. */
const mostWords = 10_000

/** Reads words, strings in quotes, braces and comments. */
export function readIscWords(lines: readonly Line[], events: IscEvents): void {
  let words: Word[] = []
  for (const line of lines) {
    const { text } = line
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at)
      if (code <= 32 || code === 44) at++
      else if (code === 35) {
        events.comment(text.slice(at + 1, at + 500))
        break
      } else if (code === 59) {
        if (words.length > 0) events.statement(words)
        words = []
        at++
      } else if (code === 123) {
        events.open(words)
        words = []
        at++
      } else if (code === 125) {
        if (words.length > 0) events.statement(words)
        words = []
        events.close()
        at++
      } else {
        const end = code === 34 ? endOfString(text, at) : endOfWord(text, at)
        const word = code === 34 ? text.slice(at + 1, end - 1) : text.slice(at, end)
        if (words.length < mostWords) words.push({ text: word, line })
        at = end
      }
    }
  }
  if (words.length > 0) events.statement(words)
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34) return at + 1
  }
  return text.length + 1
}

function endOfWord(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 44 || code === 59 || code === 123 || code === 125 || code === 34) break
  }
  return at
}
