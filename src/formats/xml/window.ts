import { isAscii } from 'node:buffer'

const less = 60
/** Texts are short; a longer one is searched by the machine's own means. */
const shortText = 48
/** Texts that are cut alone before all of the window is made a string: few are asked for where records are built. */
const mostAlone = 16

/**
 * The bytes of a document that are looked at now: what was left over, then what came, in one piece of memory that is used
 * again and again. A zero stands behind the last byte.
 */
export class Window {
  /** Only the first `end` bytes are of the document. */
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096)
  end = 0
  /** Where in the document the first byte stands. */
  offset = 0
  /** The same memory, for the machine's own means. */
  #view = Buffer.from(this.bytes.buffer)
  #data = new DataView(this.bytes.buffer)
  #text: string | undefined
  /** How many texts of this window were cut alone. */
  #alone = 0
  #isAscii = true

  /** Adds what came behind what is there. */
  append(chunk: Uint8Array): void {
    const end = this.end + chunk.length
    if (end >= this.bytes.length) {
      const before = this.bytes
      this.bytes = new Uint8Array(Math.max(end + 1, before.length * 2))
      this.bytes.set(before.subarray(0, this.end))
      this.#view = Buffer.from(this.bytes.buffer)
      this.#data = new DataView(this.bytes.buffer)
    }
    this.bytes.set(chunk, this.end)
    this.bytes[end] = 0
    this.end = end
    this.#text = undefined
    this.#alone = 0
    this.#isAscii = isAscii(this.#view.subarray(0, end))
  }

  /** Forgets what stands before `from`. */
  keepFrom(from: number): void {
    this.bytes.copyWithin(0, from, this.end)
    this.end -= from
    this.offset += from
    this.bytes[this.end] = 0
    this.#text = undefined
  }

  /** The text between two places, as a piece of one string where it can be: that is quick, and holds all of it. */
  slice(from: number, to: number): string {
    if (!this.isPlain(from, to)) return this.#view.toString('utf8', from, to)
    if (this.#text === undefined && this.#alone++ < mostAlone) return this.#view.toString('latin1', from, to)
    this.#text ??= this.#view.toString('latin1', 0, this.end)
    return this.#text.slice(from, to)
  }

  /** The text between two places in memory of its own. */
  own(from: number, to: number): string {
    return this.isPlain(from, to)
      ? this.#view.toString('latin1', from, to)
      : this.#view.toString('utf8', from, to)
  }

  /** Whether every byte between two places is a character. */
  isPlain(from: number, to: number): boolean {
    if (this.#isAscii) return true
    const bytes = this.bytes
    for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > 127) return false
    return true
  }

  /** Where the next byte of this value, or this text, is; -1 when there is none. */
  find(what: number | string, from: number): number {
    return this.#view.subarray(0, this.end).indexOf(what, from)
  }

  /** Whether a part stands at a place. */
  has(at: number, part: Part): boolean {
    const { length } = part
    if (at + length > this.end) return false
    if (length < 4) {
      for (let byte = 0; byte < length; byte++) if (this.bytes[at + byte] !== part.bytes[byte]) return false
      return true
    }
    const data = this.#data
    if (data.getInt32(at + length - 4, true) !== part.last) return false
    const { words } = part
    for (let word = 0; word < words.length; word++)
      if (data.getInt32(at + word * 4, true) !== words[word]) return false
    return true
  }

  /** Where the next `<` is; -1 when there is none. */
  lessFrom(from: number): number {
    const bytes = this.bytes
    const most = Math.min(this.end, from + shortText)
    for (let at = from; at < most; at++) if (bytes[at] === less) return at
    return most === this.end ? -1 : this.find(less, most)
  }

  /** The place, or the beginning of the character that is not whole before it. */
  wholeUntil(to: number, from: number): number {
    const bytes = this.bytes
    let lead = to - 1
    while (lead >= from && to - lead < 4 && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead--
    const byte = lead >= from ? (bytes[lead] ?? 0) : 0
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return lead + length > to ? lead : to
  }
}

/** Bytes that are looked for at a place, four at a time. */
export class Part {
  readonly bytes: Uint8Array
  readonly length: number
  /** All whole words, and the word that the last four bytes are: it differs most often. */
  readonly words: Int32Array
  readonly last: number

  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.bytes = bytes
    this.length = bytes.length
    this.words = Int32Array.from({ length: bytes.length >> 2 }, (_, at) => view.getInt32(at * 4, true))
    this.last = bytes.length < 4 ? 0 : view.getInt32(bytes.length - 4, true)
  }
}
