import type { Line } from '../../../lib/lines.ts'
import type { Frame, Listener, Word } from './schema.ts'

/** Blocks deeper than this are read as if their braces were not there. */
const deepest = 40
/** Words of one statement that are kept; a list that never ends is no statement. */
const mostWords = 10_000

/** Reads the settings of BIND: words to a semicolon, blocks in braces, comments as C, C++ and the shell write them. */
export function readSettings(lines: Iterable<Line>, listener: Listener): void {
  new Reader(listener).read(lines)
}

class Reader {
  readonly #listener: Listener
  readonly #frames: Frame[] = []
  #words: Word[] = []
  #comment = false
  /** Blocks opened beyond the deepest. */
  #skipped = 0

  constructor(listener: Listener) {
    this.#listener = listener
  }

  read(lines: Iterable<Line>): void {
    let last: Line = { number: 1, text: '' }
    for (const line of lines) {
      last = line
      this.#line(line.text, line)
    }
    if (this.#words.length > 0) this.#listener.odd('statement without a semicolon', last)
    if (this.#frames.length > 0) this.#listener.odd('block that does not end', last)
    while (this.#frames.length > 0) this.#close(last)
  }

  #line(text: string, line: Line): void {
    let from = -1
    const end = (to: number): void => {
      if (from >= 0 && this.#words.length < mostWords) this.#words.push({ text: text.slice(from, to), line })
      from = -1
    }
    for (let at = 0; at < text.length; at++) {
      if (this.#comment) {
        const close = text.indexOf('*/', at)
        if (close < 0) return
        this.#comment = false
        at = close + 1
        continue
      }
      const sign = text.charCodeAt(at)
      const next = sign === 47 ? text.charCodeAt(at + 1) : 0
      if (sign === 35 || (sign === 47 && next === 47)) return end(at)
      if (sign === 47 && next === 42) {
        end(at++)
        this.#comment = true
      } else if (sign === 34) {
        end(at)
        const close = text.indexOf('"', at + 1)
        const to = close < 0 ? text.length : close
        if (this.#words.length < mostWords) this.#words.push({ text: text.slice(at + 1, to), line })
        at = to
      } else if (sign === 32 || sign === 9 || sign === 13) end(at)
      else if (sign === 59 || sign === 123 || sign === 125) {
        end(at)
        if (sign === 59) this.#statement()
        else if (sign === 123) this.#open()
        else this.#close(line)
      } else if (from < 0) from = at
    }
    end(text.length)
  }

  #statement(): void {
    if (this.#words.length > 0) this.#listener.statement(this.#words, this.#frames)
    this.#words = []
  }

  #open(): void {
    const words = this.#words
    this.#words = []
    if (words.length > 0) this.#listener.statement(words, this.#frames)
    if (this.#frames.length >= deepest) this.#skipped++
    else this.#frames.push({ name: words[0]?.text.toLowerCase() ?? '', words })
  }

  #close(line: Line): void {
    if (this.#words.length > 0) this.#statement()
    if (this.#skipped > 0) this.#skipped--
    else {
      const frame = this.#frames.pop()
      if (frame) this.#listener.closed(frame, this.#frames)
      else this.#listener.odd('brace that nothing opened', line)
    }
  }
}
