import type { Line } from '../../../lib/lines.ts'

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 0xfeff
/** `{ } , ; ( )` stand alone, `"` and `#` begin something else, and `= !` are operators. */
const ends = new Set([...'{},;()"#=! \t'].map((sign) => sign.charCodeAt(0)))
const endsWord = Array.from({ length: 128 }, (_, code) => ends.has(code))

function endOfToken(text: string, at: number, code: number): number {
  if (code === 34) {
    const close = text.indexOf('"', at + 1)
    return close < 0 ? text.length : close + 1
  }
  if (code === 33 || code === 61) return text.charCodeAt(at + 1) === 61 ? at + 2 : at + 1
  let end = at + 1
  if (endsWord[code]) return end
  while (end < text.length && !endsWord[text.charCodeAt(end)]) end++
  return end
}

/**
 * Walks over words, quoted strings (with their opening quote), signs and line ends of masked lines; past the end it stands
 * on an empty text. Lines are split when they are come to, and what is behind is let go with each statement.
 */
export class Cursor {
  readonly #source: Iterator<Line>
  readonly #texts: string[] = []
  readonly #lines: number[] = []
  readonly #columns: number[] = []
  /** How many tokens of these lists are at hand. */
  #count = 0
  #last = 1
  /** The text of every line so far. */
  readonly lines: string[] = []
  at = 0

  constructor(lines: Iterable<Line>) {
    this.#source = lines[Symbol.iterator]()
  }

  /** The token it stands on; empty at the end of the file. */
  get text(): string {
    return this.#reaches(this.at) ? (this.#texts[this.at] ?? '') : ''
  }

  /** The one behind it. */
  get next(): string {
    return this.#reaches(this.at + 1) ? (this.#texts[this.at + 1] ?? '') : ''
  }

  get line(): number {
    return this.#reaches(this.at) ? (this.#lines[this.at] ?? 1) : this.#last
  }

  get column(): number {
    return this.#reaches(this.at) ? (this.#columns[this.at] ?? 1) : 1
  }

  get done(): boolean {
    return !this.#reaches(this.at)
  }

  /** Goes to the first token of the next statement and forgets those before it. */
  begin(): void {
    for (;;) {
      if (this.at >= this.#count) this.at = this.#count = 0
      const { text } = this
      if (text !== '\n' && text !== ';') return
      this.at++
    }
  }

  /** Whether there is a token at a place; lines are split until there is. */
  #reaches(at: number): boolean {
    while (at >= this.#count) {
      const line = this.#source.next()
      if (line.done === true) return false
      this.lines.push(line.value.text)
      this.#split(line.value)
    }
    return true
  }

  /** Splits a line. A backslash at its end joins it with the next; a comment ends with its line. */
  #split({ number, text }: Line): void {
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at)
      if (isBlank(code)) at++
      else if (code === 35) break
      else if (code === 92 && text.slice(at + 1).trim() === '') return
      else {
        const end = endOfToken(text, at, code)
        const quoted = code === 34 && text.charCodeAt(end - 1) === 34 && end > at + 1
        this.#add(text.slice(at, quoted ? end - 1 : end), number, at)
        at = end
      }
    }
    this.#add('\n', number, text.length)
  }

  #add(text: string, line: number, at: number): void {
    const place = this.#count++
    this.#texts[place] = text
    this.#lines[place] = line
    this.#columns[place] = at + 1
    this.#last = line
  }

  /** Whether a statement ends here: a semicolon, a line end, a closing brace, or the file. */
  get ended(): boolean {
    const { text } = this
    return text === '\n' || text === ';' || text === '}' || this.done
  }

  /** The token it stands on, and on to the next; a statement's end is not stepped over. */
  take(): string {
    const { text } = this
    if (!this.ended) this.at++
    return text
  }

  /** Steps over the token if it is this one. */
  skip(text: string): boolean {
    if (this.text !== text || this.done) return false
    this.at++
    return true
  }

  /** Steps over semicolons and line ends. */
  skipEnds(): void {
    while (this.text === '\n' || this.text === ';') this.at++
  }

  /** To the end of the statement, over whole braces. */
  skipStatement(): void {
    while (!this.ended) {
      if (this.text === '{') this.skipBraces()
      else this.at++
    }
  }

  /** Over braces and everything in them. */
  skipBraces(): void {
    let depth = 0
    while (!this.done) {
      const { text } = this
      this.at++
      if (text === '{') depth++
      else if (text === '}' && --depth <= 0) return
    }
  }
}

/** A quoted text without its quote, or the word itself. */
export function plain(text: string): string {
  return text.startsWith('"') ? text.slice(1) : text
}
