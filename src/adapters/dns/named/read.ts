import type { Line } from '../../../lib/lines.ts'
import type { Frame, Listener, Words } from './schema.ts'

/** Blocks deeper than this are read as if their braces were not there. */
const deepest = 40
/** Words of one statement that are kept; a list that never ends is no statement. */
const mostWords = 10_000

/** Reads the settings of BIND: words to a semicolon, blocks in braces, comments as C, C++ and the shell write them. */
export function readSettings(lines: Iterable<Line>, listener: Listener): void {
  new Reader(listener).read(lines)
}

const nowhere: Line = { number: 1, text: '' }

class Statement implements Words {
  readonly #texts: string[] = []
  readonly #lines: Line[] = []
  count = 0

  text(place: number): string {
    return place < this.count ? (this.#texts[place] ?? '') : ''
  }

  line(place: number): Line {
    return this.#lines[place] ?? nowhere
  }

  put(text: string, line: Line): void {
    if (this.count === mostWords) return
    this.#texts[this.count] = text
    this.#lines[this.count++] = line
  }
}

/** Signs that a word does not simply go on over, by their code. */
const slash = 1
const ends = 2
const signs = new Uint8Array(128)
for (const sign of ' \t\r"#;{}') signs[sign.charCodeAt(0)] = ends
signs[47] = slash

class Reader {
  readonly #listener: Listener
  readonly #words = new Statement()
  #frame: Frame | undefined
  #depth = 0
  #comment = false
  /** Blocks opened beyond the deepest. */
  #skipped = 0

  constructor(listener: Listener) {
    this.#listener = listener
  }

  read(lines: Iterable<Line>): void {
    let last = nowhere
    for (const line of lines) {
      last = line
      this.#line(line.text, line)
    }
    if (this.#words.count > 0) this.#listener.odd('statement without a semicolon', last)
    if (this.#frame) this.#listener.odd('block that does not end', last)
    while (this.#frame) this.#close(last)
  }

  #line(text: string, line: Line): void {
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
      if (sign === 35 || (sign === 47 && next === 47)) return
      if (sign === 47 && next === 42) {
        at++
        this.#comment = true
      } else if (sign === 34) {
        const close = text.indexOf('"', at + 1)
        const to = close < 0 ? text.length : close
        this.#words.put(text.slice(at + 1, to), line)
        at = to
      } else if (sign === 59) this.#statement()
      else if (sign === 123) this.#open()
      else if (sign === 125) this.#close(line)
      else if (signs[sign] !== ends) {
        const to = endOfWord(text, at + 1)
        this.#words.put(text.slice(at, to), line)
        at = to - 1
      }
    }
  }

  #statement(): void {
    if (this.#words.count > 0) this.#listener.statement(this.#words, this.#frame)
    this.#words.count = 0
  }

  #open(): void {
    const words = this.#words
    if (words.count > 0) this.#listener.statement(words, this.#frame)
    if (this.#depth >= deepest) this.#skipped++
    else {
      this.#frame = this.#listener.opened(words, this.#frame)
      this.#depth++
    }
    words.count = 0
  }

  #close(line: Line): void {
    if (this.#words.count > 0) this.#statement()
    const frame = this.#frame
    if (this.#skipped > 0) this.#skipped--
    else if (frame) {
      this.#frame = frame.outer
      this.#depth--
      this.#listener.closed(frame)
    } else this.#listener.odd('brace that nothing opened', line)
  }
}

/** A slash belongs to a word unless it begins a comment. */
function endOfWord(text: string, from: number): number {
  let at = from
  for (; at < text.length; at++) {
    const kind = signs[text.charCodeAt(at)]
    if (kind === ends) break
    if (kind === slash) {
      const next = text.charCodeAt(at + 1)
      if (next === 47 || next === 42) break
    }
  }
  return at
}
