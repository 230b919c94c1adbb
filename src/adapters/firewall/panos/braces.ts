import type { Line } from '../../../lib/lines.ts'
import type { Statement } from './schema.ts'
import { statementOf } from './scope.ts'
import { Cutter, type Word } from './words.ts'

/** Blocks deeper than this are read as if they stood there. */
const deepest = 60
/** A quote that never closes ends after this many lines. */
const mostLines = 200

/** Statements of the form with braces, as `show config running` prints it: one for each value. */
export function* braceStatements(lines: readonly Line[]): Iterable<Statement> {
  const reading = new Braces()
  for (const line of lines) {
    if (!reading.inQuotes && /^\s*[#!]/.test(line.text)) continue
    yield* reading.line(line)
  }
}

class Braces {
  inQuotes = false
  #path: Word[] = []
  #words: Word[] = []
  #list: string[] | undefined
  /** Lines that the statement at hand began on and went on over. */
  #lines: Line[] = []

  #put(word: string): void {
    if (this.#list) this.#list.push(word)
    else this.#words.push(word)
  }

  *line(line: Line): Iterable<Statement> {
    if (this.#words.length === 0 || this.#lines.length >= mostLines) this.#lines = []
    if (this.#lines.length >= mostLines) this.inQuotes = false
    this.#lines.push(line)
    const cut = new Cutter(line.text)
    for (let word = this.inQuotes ? cut.rest() : cut.next(); word !== undefined; word = cut.next()) {
      const goesOn = this.inQuotes
      this.inQuotes = cut.open
      if (goesOn) this.#longer(word)
      else if (cut.quoted) this.#put(word)
      else if (word === '{') this.#open()
      else if (word === '}') {
        if (this.#words.length > 0) yield this.#end()
        this.#path.pop()
      } else if (this.#plain(word)) yield this.#end()
      // A semicolon stands right behind the quote.
      if (cut.quoted && !cut.open && line.text.charAt(cut.at) === ';') {
        cut.at++
        yield this.#end()
      }
    }
  }

  /** A word without quotes; true when it ends its statement. */
  #plain(text: string): boolean {
    let word = text
    if (this.#list === undefined && word.startsWith('[')) {
      this.#list = []
      word = word.slice(1)
    }
    const ends = word.endsWith(';')
    if (ends) word = word.slice(0, -1)
    const closes = this.#list !== undefined && word.endsWith(']')
    if (closes) word = word.slice(0, -1)
    if (word !== '') this.#put(word)
    if (closes && this.#list) {
      this.#words.push(this.#list)
      this.#list = undefined
    }
    return ends
  }

  #longer(word: string): void {
    const into: Word[] | string[] = this.#list ?? this.#words
    const last = into.at(-1)
    if (typeof last === 'string') into[into.length - 1] = `${last}\n${word}`
  }

  #open(): void {
    if (this.#path.length < deepest) {
      // `address X {`, and `rules {` alone: all words lead to what is within.
      this.#path.push(this.#words.map((word) => (typeof word === 'string' ? word : word.join(' '))).join(' '))
    } else this.#path.push('')
    this.#words = []
  }

  #end(): Statement {
    const words = this.#list ? [...this.#words, this.#list] : this.#words
    const [first] = this.#lines
    const more = this.#lines.slice(1)
    this.#words = []
    this.#list = undefined
    return statementOf(first ?? { number: 0, text: '' }, [...this.#path, ...words], 0, more)
  }
}
