import type { XmlText } from '../../../formats/xml/index.ts'
import type { KeepString } from './kinds.ts'

/** Strings of 13 characters or more that are cut from another are kept by V8 as a view that holds all of it. */
const shortestSlice = 13
const places = 8192
const textPlaces = 4096
const longestText = 64

/**
 * Makes the strings of a record independent of the answer they were cut from (64 KiB would stay in memory for each)
 * and lets equal ones be one: names of datastores, guest systems and types repeat in every machine. A text has one place
 * where it is looked for, and the next one of that place takes it over: what never repeats costs next to nothing.
 */
export function stringPool(): KeepString {
  const pool: (string | undefined)[] = Array.from({ length: places })
  return (text) => {
    if (text.length < shortestSlice) return text
    const place = placeOf(text)
    const known = pool[place]
    if (known === text) return known
    // Joining flattens into a string of its own; what is cut from that one holds one character more, not a page.
    const own = ` ${text}`.slice(1)
    pool[place] = own
    return own
  }
}

function placeOf(text: string): number {
  const end = text.length - 1
  let hash = end
  for (let at = 0; at < 8; at++) hash = (hash * 31 + text.charCodeAt(end - at)) & 0xffffff
  hash = hash * 31 + text.charCodeAt(0) + text.charCodeAt(5) * 7
  return (hash ^ (hash >> 11)) & (places - 1)
}

/** Keeps the texts of records while they are told. */
export class TextPool {
  /** For strings that were cut already. */
  readonly keep: KeepString = stringPool()
  readonly #kept: string[] = Array.from({ length: textPlaces }, () => '')
  readonly #lengths = new Uint8Array(textPlaces)
  /** The bytes of each one that is kept: one that was met before is known without being made a string. */
  readonly #block = new Uint8Array(textPlaces * longestText)

  /** The text as a string of its own; equal ones are mostly the same. */
  cut(text: XmlText): string {
    const { bytes, from, to } = text
    const length = to - from
    if (length === 0) return ''
    if (length > longestText || !text.isPlain) return text.own()
    let hash = length
    for (let at = from; at < to; at++) hash = (hash * 31 + (bytes[at] ?? 0)) & 0xffffff
    const place = (hash ^ (hash >> 11)) & (textPlaces - 1)
    const start = place * longestText
    const block = this.#block
    if (this.#lengths[place] === length) {
      let at = 0
      while (at < length && block[start + at] === bytes[from + at]) at++
      if (at === length) return this.#kept[place] ?? ''
    }
    const own = text.own()
    this.#kept[place] = own
    this.#lengths[place] = length
    for (let at = 0; at < length; at++) block[start + at] = bytes[from + at] ?? 0
    return own
  }
}
