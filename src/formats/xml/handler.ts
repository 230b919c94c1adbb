import type { XmlAttribute } from './element.ts'

/**
 * What the parser tells. Text arrives decoded, possibly in several pieces; `name` is as written, prefix included, `local`
 * without it.
 */
export interface XmlHandler {
  open(name: string, attributes: readonly XmlAttribute[], local: string): void
  text(value: string): void
  close(name: string): void
  /** An element with nothing but text in it, where that is seen at once; without this it is told in three steps. */
  leaf?(name: string, attributes: readonly XmlAttribute[], value: string, local: string): void
  /** Asked before an element is told; true leaves it out with all that it holds. Its tags are still checked. */
  skips?(local: string): boolean
}
