import type { Line } from '../../../lib/lines.ts'
import type { Directive, Word } from './schema.ts'

/** Most words of one directive; what is longer is data. */
const mostWords = 2000

/** Directives one by one; a backslash at its end joins a line with the next. */
export function* directivesOf(lines: Iterable<Line>): Iterable<Directive> {
  let words: Word[] = []
  let comment = ''
  const take = (): Directive | undefined => {
    const [first] = words
    const found = first && { name: first.text.toLowerCase(), line: first.line, words, comment }
    words = []
    comment = ''
    return found
  }
  for (const line of lines) {
    const read = wordsOf(line, words)
    if (read.comment !== '') comment = read.comment
    if (read.goesOn) continue
    const found = take()
    if (found) yield found
  }
  const last = take()
  if (last) yield last
}

/** Adds the words of a line; a word that begins with `#` is a comment. */
function wordsOf(line: Line, into: Word[]): { readonly comment: string; readonly goesOn: boolean } {
  const { text } = line
  const goesOn = text.endsWith('\\')
  const end = goesOn ? text.length - 1 : text.length
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < end) {
    const code = text.charCodeAt(at)
    if (code <= 32) at++
    else if (code === 35) return { comment: text.slice(at + 1, at + 401), goesOn: false }
    else {
      const quoted = code === 34 || code === 39
      const from = quoted ? at + 1 : at
      const to = quoted ? endOfQuote(text, code, from, end) : endOfWord(text, from, end)
      if (into.length < mostWords) into.push({ text: text.slice(from, to), line, column: from + 1 })
      at = quoted ? to + 1 : to
    }
  }
  return { comment: '', goesOn }
}

function endOfQuote(text: string, quote: number, from: number, end: number): number {
  let at = from
  while (at < end && text.charCodeAt(at) !== quote) at++
  return at
}

function endOfWord(text: string, from: number, end: number): number {
  let at = from
  while (at < end && text.charCodeAt(at) > 32) at++
  return at
}

/** The lines whose directives say what machine this is and who answers for it, with those that go on. */
export function* linesAboutMachine(lines: Iterable<Line>): Iterable<Line> {
  let goesOn = false
  for (const line of lines) {
    const { text } = line
    const next = text.charCodeAt(text.length - 1) === 92
    if (goesOn || next || /sys(?:contact|name)/i.test(text)) yield line
    goesOn = next
  }
}
