import type { XmlAttribute } from './element.ts'
import type { Part } from './window.ts'

/** A start tag: its name as written, without prefix, and its attributes. */
export interface XmlTag {
  readonly name: string
  readonly local: string
  readonly attributes: readonly XmlAttribute[]
  /** Tags that come often are one object each time, and have a small number; any other has -1. */
  readonly place: number
}

/** The text of an element while it is told; nothing is made of it that is not asked for. */
export interface XmlText {
  /** The text, which may hold on to much more in memory. */
  toString(): string
  /** The text in memory of its own. */
  own(): string
  /** As `Number` understands it. */
  number(): number
  /** Whether it stands in the document as these bytes. */
  is(part: Part): boolean
  /** The bytes as they stand in the document, from `from` to `to`; valid until the next is told. */
  readonly bytes: Uint8Array
  readonly from: number
  readonly to: number
  /** Whether each byte is a character of the text. */
  readonly isPlain: boolean
}

/**
 * What the parser tells. Text arrives decoded, possibly in several pieces; `name` is as written, prefix included, `local`
 * without it.
 */
export interface XmlHandler {
  open(name: string, attributes: readonly XmlAttribute[], local: string): void
  text(value: string): void
  close(name: string): void
  /** An element with nothing but text in it, where that is seen at once; without this it is told in three steps. */
  leaf?(tag: XmlTag, text: XmlText): void
  /** Asked before an element is told in steps; true leaves it out with all that it holds. Its tags are still checked. */
  skips?(tag: XmlTag): boolean
}
