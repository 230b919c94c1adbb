import { localName } from './element.ts'
import { Part, type Window } from './window.ts'

/** The name of an element or attribute, the part of it behind the prefix, and its bytes. */
export interface Name {
  readonly text: string
  readonly local: string
  readonly part: Part
}

/** Names that are kept: as many as documents of one kind have, and none that is longer than names are. */
const slots = 1024
const longestKept = 80

/**
 * The names that were met before. A name comes as the one string that stood there the first time, which needs no memory,
 * is found in a map without being looked at, and does not hold on to the text that it was cut from.
 */
export class KeptNames {
  readonly #kept: (Name | undefined)[] = Array.from({ length: slots })

  /** The name between two places. */
  find(window: Window, from: number, to: number): Name {
    const { bytes } = window
    let hash = 0
    for (let at = from; at < to; at++) hash = (hash * 31 + (bytes[at] ?? 0)) & 0xffffff
    const slot = (hash ^ (hash >> 10)) & (slots - 1)
    const known = this.#kept[slot]
    if (known !== undefined && known.part.length === to - from && window.has(from, known.part)) return known
    const text = interned(window.own(from, to))
    const part = new Part(new Uint8Array(bytes.subarray(from, to)))
    const name = { text, local: interned(localName(text)), part }
    if (to - from <= longestKept) this.#kept[slot] = name
    return name
  }
}

/** The string that stands for all equal ones as the key of an object: what is looked up with it is found by its place. */
function interned(text: string): string {
  for (const key in { [text]: 0 }) return key
  return text
}
