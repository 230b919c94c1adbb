import { isBlank } from '../../../lib/lines.ts'

/** A word of a statement, or the words of a list in brackets. */
export type Word = string | readonly string[]

/** One word, or the first of a list; empty when missing. */
export function one(word: Word | undefined): string {
  return typeof word === 'string' ? word : (word?.[0] ?? '')
}

/** The words of a list, or one word as a list. */
export function many(word: Word | undefined): readonly string[] {
  if (word === undefined) return []
  return typeof word === 'string' ? [word] : word
}

/** Cuts a line into words: at blanks, double quotes keep them, `[ a b ]` and `[a b];` are lists. */
export class Cutter {
  readonly text: string
  at = 0
  /** The text ends within a quoted word. */
  open = false
  /** The word that was cut last stood in quotes. */
  quoted = false

  constructor(text: string) {
    this.text = text
  }

  /** The next word; undefined at the end. */
  next(): string | undefined {
    const { text } = this
    while (isBlank(text.charCodeAt(this.at))) this.at++
    if (this.at >= text.length) return undefined
    this.quoted = text.charAt(this.at) === '"'
    if (this.quoted) return this.inQuotes()
    const from = this.at
    while (this.at < text.length && !isBlank(text.charCodeAt(this.at))) this.at++
    return text.slice(from, this.at)
  }

  /** What stands up to the quote that closes: the text begins within one. */
  rest(): string {
    this.quoted = true
    this.at = -1
    return this.inQuotes()
  }

  private inQuotes(): string {
    const { text } = this
    let word = ''
    let end = this.at + 1
    while (end < text.length && text.charAt(end) !== '"') {
      if (text.charAt(end) === '\\') end++
      word += text.charAt(end)
      end++
    }
    this.open = end >= text.length
    this.at = end + 1
    return word
  }
}

/** The words of a `set` statement. */
export function wordsOfSet(cut: Cutter): readonly Word[] {
  const words: Word[] = []
  let list: string[] | undefined
  for (let word = cut.next(); word !== undefined; word = cut.next()) {
    if (!cut.quoted && list === undefined && word.startsWith('[')) {
      list = []
      word = word.slice(1)
      if (word === '') continue
    }
    const ends = list !== undefined && !cut.quoted && word.endsWith(']')
    if (ends) word = word.slice(0, -1)
    if (list === undefined) words.push(word)
    else if (word !== '' || !ends) list.push(word)
    if (ends && list) {
      words.push(list)
      list = undefined
    }
  }
  if (list) words.push(list)
  return words
}
