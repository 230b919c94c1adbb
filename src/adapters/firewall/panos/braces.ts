import type { Line } from '../../../lib/lines.ts'
import type { Statement } from './schema.ts'
import { scopeOf, statementOf } from './scope.ts'
import { Cutter, type Word } from './words.ts'

/** Blocks deeper than this are read as if they stood there. */
const deepest = 60
/** A quote that never closes ends after this many lines. */
const mostLines = 200

/** Reads statements of the form with braces, as `show config running` prints it: one for each value. */
export function readBraces(lines: Iterable<Line>, take: (statement: Statement) => void): void {
  const reading = new Braces(take)
  for (const line of lines) reading.line(line)
}

const none: readonly Line[] = []

class Braces {
  readonly #take: (statement: Statement) => void
  #inQuotes = false
  readonly #path: Word[] = []
  /** Blocks around that are too deep to be kept. */
  #skipped = 0
  /** Scope of the path, while nothing opens or closes. */
  #scope: { readonly scope: string; readonly at: number } | undefined
  #words: Word[] = []
  #list: string[] | undefined
  /** Line that the statement at hand began on, and those that it went on over. */
  #first: Line | undefined
  #more: Line[] | undefined

  constructor(take: (statement: Statement) => void) {
    this.#take = take
  }

  line(line: Line): void {
    const { text } = line
    if (this.#words.length === 0 || (this.#more?.length ?? 0) >= mostLines) {
      if (this.#words.length > 0) this.#inQuotes = false
      this.#first = line
      this.#more = undefined
    } else if (this.#more) this.#more.push(line)
    else this.#more = [line]
    const cut = new Cutter(text)
    for (let word = this.#inQuotes ? cut.rest() : cut.next(); word !== undefined; word = cut.next()) {
      const goesOn = this.#inQuotes
      this.#inQuotes = cut.open
      if (goesOn) this.#longer(word)
      else if (cut.quoted) this.#put(word)
      else if (this.#words.length === 0 && isComment(word)) return
      else if (word === '{') this.#open()
      else if (word === '}') {
        if (this.#words.length > 0) this.#end()
        if (this.#skipped > 0) this.#skipped--
        else this.#path.pop()
        this.#scope = undefined
      } else if (this.#plain(word)) this.#end()
      // A semicolon stands right behind the quote.
      if (cut.quoted && !cut.open && text.charAt(cut.at) === ';') {
        cut.at++
        this.#end()
      }
    }
  }

  #put(word: string): void {
    if (this.#list) this.#list.push(word)
    else this.#words.push(word)
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
    // All words lead to what is within; a name without quotes may have several.
    const [only] = this.#words
    const name = this.#words.length === 1 && typeof only === 'string' ? only : this.#words.flat().join(' ')
    if (this.#path.length < deepest) this.#path.push(name)
    else this.#skipped++
    this.#scope = undefined
    this.#words = []
  }

  #end(): void {
    if (this.#list) this.#words.push(this.#list)
    const { number, text } = this.#first ?? { number: 0, text: '' }
    const more = this.#more ?? none
    let scope = this.#scope
    if (!scope) scope = this.#scope = scopeOf(this.#path, 0)
    // A path that says more than a scope says all of it.
    if (scope.at < this.#path.length) {
      const words = this.#path.slice(scope.at)
      for (const word of this.#words) words.push(word)
      this.#take({ line: number, text, scope: scope.scope, words, more })
    } else this.#take(statementOf({ number, text }, [...this.#path, ...this.#words], 0, more))
    this.#words = []
    this.#list = undefined
  }
}

function isComment(word: string): boolean {
  return word.startsWith('#') || word.startsWith('!')
}
