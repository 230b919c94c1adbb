import type { Line } from '../../../lib/lines.ts'

/** Words, quoted strings (with their opening quote), signs and line ends of a file, with their places. */
export interface Tokens {
  readonly texts: readonly string[]
  readonly lines: readonly number[]
  readonly columns: readonly number[]
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 0xfeff
/** `{ } , ; ( )` stand alone, `"` and `#` begin something else, and `= !` are operators. */
const ends = new Set([...'{},;()"#=! \t'].map((sign) => sign.charCodeAt(0)))
const endsWord = Array.from({ length: 128 }, (_, code) => ends.has(code))

/** Splits masked lines. A backslash at the end of a line joins it with the next; a comment ends with its line. */
export function tokensOf(lines: readonly Line[]): Tokens {
  const texts: string[] = []
  const numbers: number[] = []
  const columns: number[] = []
  const add = (text: string, line: number, at: number): void => {
    texts.push(text)
    numbers.push(line)
    columns.push(at + 1)
  }
  for (const { number, text } of lines) {
    let at = 0
    let joined = false
    while (at < text.length) {
      const code = text.charCodeAt(at)
      if (isBlank(code)) at++
      else if (code === 35) break
      else if (code === 92 && text.slice(at + 1).trim() === '') {
        joined = true
        break
      } else {
        const end = endOfToken(text, at, code)
        add(
          text.slice(at, code === 34 && text.charCodeAt(end - 1) === 34 && end > at + 1 ? end - 1 : end),
          number,
          at,
        )
        at = end
      }
    }
    if (!joined) add('\n', number, text.length)
  }
  return { texts, lines: numbers, columns }
}

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

/** Walks over tokens; past the end it stands on an empty text. */
export class Cursor {
  readonly tokens: Tokens
  at = 0

  constructor(tokens: Tokens) {
    this.tokens = tokens
  }

  /** The token it stands on; empty at the end of the file. */
  get text(): string {
    return this.tokens.texts[this.at] ?? ''
  }

  /** The one behind it. */
  get next(): string {
    return this.tokens.texts[this.at + 1] ?? ''
  }

  get line(): number {
    return this.tokens.lines[this.at] ?? this.tokens.lines.at(-1) ?? 1
  }

  get column(): number {
    return this.tokens.columns[this.at] ?? 1
  }

  get done(): boolean {
    return this.at >= this.tokens.texts.length
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
