import { isBlank } from '../../../lib/lines.ts'

const quote = 34
const opening = 40
const closing = 41
const semicolon = 59
const backslash = 92

/** Signs that a word does not simply go on over, by their code: one look-up for each. */
const inWord = 0
const escapes = 2
const signs = new Uint8Array(256)
for (let code = 0; code < signs.length; code++) if (isBlank(code)) signs[code] = 1
for (const code of [quote, opening, closing, semicolon]) signs[code] = 1
signs[backslash] = escapes

/** Words of a statement. Their places are written over by the next one: nothing is made for each line. */
export class Words {
  readonly #words: string[] = []
  count = 0

  /** The word at a place; empty behind the last one. */
  at(place: number): string {
    return place < this.count ? (this.#words[place] ?? '') : ''
  }

  /** A copy of the words from a place on. */
  from(place: number): string[] {
    return this.#words.slice(place, this.count)
  }

  /** Splits one line of a zone file: blanks part words, quotes keep them, `;` begins a comment, parentheses join lines. */
  push(text: string, openBefore: number): number {
    let open = openBefore
    let at = 0
    const { length } = text
    while (at < length) {
      const code = text.charCodeAt(at)
      if (code === semicolon) break
      if (isBlank(code)) at++
      else if (code === opening || code === closing) {
        open = Math.max(0, open + (code === opening ? 1 : -1))
        at++
      } else if (code === quote) {
        let end = at + 1
        while (end < length && text.charCodeAt(end) !== quote)
          end += text.charCodeAt(end) === backslash ? 2 : 1
        this.#put(text.slice(at + 1, end))
        at = end + 1
      } else {
        let end = at
        while (end < length) {
          const kind = signs[text.charCodeAt(end)] ?? inWord
          if (kind === escapes) end += 2
          else if (kind === inWord) end++
          else break
        }
        this.#put(text.slice(at, end))
        at = end
      }
    }
    return open
  }

  #put(word: string): void {
    this.#words[this.count++] = word
  }
}
