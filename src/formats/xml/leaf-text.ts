import { decodeXmlText } from './entities.ts'
import type { XmlText } from './handler.ts'
import type { Part, Window } from './window.ts'

const minus = 45
const zero = 48
/** Digits that a whole number has at most to be exact. */
const exactDigits = 15

/** The text of the element that is told now: one object for all of them. */
export class LeafText implements XmlText {
  readonly #window: Window
  from = 0
  to = 0
  /** Whether it has references or carriage returns. */
  isCoded = false

  constructor(window: Window) {
    this.#window = window
  }

  get bytes(): Uint8Array {
    return this.#window.bytes
  }

  get isPlain(): boolean {
    return !this.isCoded && this.#window.isPlain(this.from, this.to)
  }

  toString(): string {
    const text = this.#window.slice(this.from, this.to)
    return this.isCoded ? decoded(text, this.#window.offset + this.from) : text
  }

  own(): string {
    const text = this.#window.own(this.from, this.to)
    return this.isCoded ? decoded(text, this.#window.offset + this.from) : text
  }

  is(part: Part): boolean {
    return this.to - this.from === part.length && this.#window.has(this.from, part)
  }

  number(): number {
    const { bytes } = this.#window
    let at = this.from
    const isNegative = bytes[at] === minus
    if (isNegative) at++
    const digits = this.to - at
    if (digits === 0 || digits > exactDigits) return Number(this.toString())
    let value = 0
    for (; at < this.to; at++) {
      const digit = (bytes[at] ?? 0) - zero
      if (digit < 0 || digit > 9) return Number(this.toString())
      value = value * 10 + digit
    }
    return isNegative ? -value : value
  }
}

/** Text with its references replaced and its line ends as they are told. */
export function decoded(raw: string, offset: number): string {
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  return decodeXmlText(lines, offset)
}
