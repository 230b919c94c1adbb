import { signsOfSecrets } from '../../lib/announced.ts'
import { type Line, linesOfTexts, textsOf } from '../../lib/lines.ts'
import { createWaitingMasker, type WaitingMasker } from '../../lib/mask.ts'
import { WordFinder } from '../../lib/word-finder.ts'

/** Changes some of the lines of a file once its general secrets are masked. */
export interface LineChange {
  /** Begins another part of the text. */
  open?(text: string): void
  /** Whether the line that stands there may have to change. Lines are asked about in their order. */
  concerns(text: string, from: number, to: number): boolean
  change(line: string): string
  /** Secrets that it masked so far. */
  masked?(): number
}

/**
 * The lines of a file, with every secret masked, to be gone through as often as needed. What is kept is the text and not a
 * thing for each line: a large file takes its own size, and its lines die young.
 */
export class MaskedText implements Iterable<Line> {
  readonly #parts: readonly string[]
  /** Secrets that were masked. */
  readonly masked: number

  constructor(bytes: Uint8Array, then?: LineChange) {
    const masking = new Masking(then)
    const parts: string[] = []
    for (const text of textsOf(bytes)) masking.addTo(parts, text)
    this.#parts = parts
    this.masked = masking.masks + (then?.masked?.() ?? 0)
  }

  [Symbol.iterator](): Iterator<Line> {
    return linesOfTexts(this.#parts)
  }
}

class Masking {
  readonly #masker: WaitingMasker = createWaitingMasker()
  readonly #announced = new WordFinder(signsOfSecrets)
  readonly #then: LineChange | undefined
  masks = 0

  constructor(then: LineChange | undefined) {
    this.#then = then
  }

  /** Adds the masked lines of a text: those that change one by one, as blots make a text twice as wide, the others together. */
  addTo(parts: string[], text: string): void {
    this.#announced.open(text)
    this.#then?.open?.(text)
    let kept = 0
    for (let from = 0, end = 0; from < text.length; from = end + 1) {
      const found = text.indexOf('\n', from)
      end = found < 0 ? text.length : found
      const to = end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end
      const secret = this.#masker.waits() || this.#announced.within(from, to)
      if (!secret && this.#then?.concerns(text, from, to) !== true) continue
      const line = text.slice(from, to)
      const changed = this.#changed(line, secret)
      if (changed === line) continue
      if (from > kept) parts.push(text.slice(kept, from))
      parts.push(`${changed}\n`)
      kept = end + 1
    }
    if (kept < text.length) parts.push(text.slice(kept))
  }

  #changed(line: string, secret: boolean): string {
    if (!secret) return this.#then?.change(line) ?? line
    const { text, masks } = this.#masker.mask(line)
    this.masks += masks
    return this.#then?.change(text) ?? text
  }
}
