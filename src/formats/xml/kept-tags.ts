import type { XmlAttribute } from './element.ts'
import type { XmlTag } from './handler.ts'
import type { Name } from './kept-names.ts'
import { Part, type Window } from './window.ts'

const slots = 2048
const metPlaces = 8192
const longestKept = 160
const less = 60
const greater = 62
/** More attributes than this are never kept, so that no limit on them is passed by what is kept. */
export const mostKeptAttributes = 8

/** A start tag with what it was understood as. */
export class Tag implements XmlTag {
  readonly key: Name
  readonly name: string
  readonly local: string
  attributes: readonly XmlAttribute[]
  /** Whether it ends its element too: `<a/>`. */
  readonly isEmpty: boolean
  place = -1
  /** What stood behind the `<`, with the `>`; nothing in a tag that is not kept. */
  part: Part = nothing
  /** The places of the tags that came last within such an element, and after it. */
  inside = -1
  after = -1

  constructor(key: Name, attributes: readonly XmlAttribute[], isEmpty: boolean) {
    this.key = key
    this.name = key.text
    this.local = key.local
    this.attributes = attributes
    this.isEmpty = isEmpty
  }
}

const nothing = new Part(new Uint8Array(0))

/** Start tags that were met before: documents of machines say `<val xsi:type="…">` a million times. Each has two places. */
export class KeptTags {
  readonly #kept: (Tag | undefined)[] = Array.from({ length: slots })
  /** What was met once: only what comes again is kept. */
  readonly #met = new Uint32Array(metPlaces)
  #hash = 0

  /** The tag that is kept at a place. */
  at(place: number): Tag | undefined {
    return this.#kept[place]
  }

  /** The tag that begins behind the `<` at `from`, when exactly this one was understood before. */
  find(window: Window, from: number): Tag | undefined {
    const { bytes } = window
    let hash = 0
    for (let at = from, end = from + longestKept; at < end; at++) {
      const code = bytes[at] ?? 0
      if (code === greater || code === less || code === 0) break
      hash = (hash * 31 + code) & 0xffffff
    }
    this.#hash = hash
    const place = slotOf(hash)
    const known = this.#kept[place]
    if (known !== undefined && window.has(from, known.part)) return known
    const other = this.#kept[place ^ 1]
    return other !== undefined && window.has(from, other.part) ? other : undefined
  }

  /** Remembers the tag that was not found just now, when it comes for the second time. */
  keep(tag: Tag, bytes: Uint8Array, from: number, to: number): void {
    if (to - from > longestKept || tag.attributes.length > mostKeptAttributes) return
    const place = slotOf(this.#hash)
    const mark = (this.#hash ^ (this.#hash >> 11)) & (metPlaces - 1)
    if (this.#met[mark] !== this.#hash + 1) {
      this.#met[mark] = this.#hash + 1
      return
    }
    const own = new Uint8Array(bytes.subarray(from, to))
    // A zero ends what is looked at: a tag that has one could be found where it is not.
    if (own.includes(0)) return
    // What was cut from a chunk holds all of it.
    tag.attributes = tag.attributes.map((one) => ({ ...one, value: ` ${one.value}`.slice(1) }))
    tag.part = new Part(own)
    tag.place = this.#kept[place] === undefined || this.#kept[place ^ 1] !== undefined ? place : place ^ 1
    this.#kept[tag.place] = tag
  }
}

function slotOf(hash: number): number {
  return (hash ^ (hash >> 11)) & (slots - 1)
}
