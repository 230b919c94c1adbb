import { ownText, sameCodes } from './codes.ts'
import { localName } from './element.ts'

/** The name of an element, the part of it behind the prefix, and its characters as numbers. */
export interface Name {
  readonly text: string
  readonly local: string
  readonly codes: Uint16Array
}

/** Names that are kept: as many as documents of one kind have, and none that is longer than names are. */
const slots = 1024
const longestKept = 80
const shortSlots = 128
const longestShort = 12

/**
 * The names that were met before. A name comes as the one string that stood there the first time, which needs no memory,
 * is found in a map without being looked at, and does not hold on to the chunk that it was cut from.
 */
export class KeptNames {
  readonly #kept: (Name | undefined)[] = Array.from({ length: slots })
  readonly #short: (string | undefined)[] = Array.from({ length: shortSlots })

  /** The name between two places; `hash` is any number that equal names share. */
  find(source: string, codes: Uint16Array, from: number, to: number, hash: number): Name {
    const slot = (hash ^ (hash >> 10)) & (slots - 1)
    const known = this.#kept[slot]
    if (known !== undefined && known.codes.length === to - from && sameCodes(codes, from, known.codes))
      return known
    const text = ownText(source.slice(from, to))
    const name = { text, local: localName(text), codes: codes.slice(from, to) }
    if (text.length <= longestKept) this.#kept[slot] = name
    return name
  }

  /** The name of an attribute; long ones are not kept. */
  short(source: string, from: number, to: number): string {
    const length = to - from
    if (length > longestShort) return source.slice(from, to)
    const slot = (source.charCodeAt(from) + source.charCodeAt(to - 1) * 5 + length * 11) & (shortSlots - 1)
    const known = this.#short[slot]
    if (known !== undefined && known.length === length && source.startsWith(known, from)) return known
    const name = source.slice(from, to)
    this.#short[slot] = name
    return name
  }
}
