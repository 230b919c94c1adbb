import { ownText, sameCodes } from './codes.ts'
import type { XmlAttribute } from './element.ts'

const slots = 512
const longestKept = 160
const greater = 62

/** What stands between the name of an element and the end of its start tag, with what it was understood as. */
interface Section {
  /** As written, with the `>`. */
  readonly codes: Uint16Array
  readonly attributes: readonly XmlAttribute[]
}

/** Attributes that were met before: documents of machines repeat `xsi:type="…"` a million times. */
export class KeptAttributes {
  readonly #kept: (Section | undefined)[] = Array.from({ length: slots })

  /** The section that begins at `from`, when exactly this one was understood before. */
  find(codes: Uint16Array, from: number): Section | undefined {
    const known = this.#kept[slotOf(codes, from)]
    return known !== undefined && sameCodes(codes, from, known.codes) ? known : undefined
  }

  /** Remembers what the characters from `from` to `to` mean. */
  keep(codes: Uint16Array, from: number, to: number, attributes: readonly XmlAttribute[]): void {
    if (to - from > longestKept) return
    this.#kept[slotOf(codes, from)] = {
      codes: codes.slice(from, to),
      attributes: attributes.map(({ name, local, value }) => ({
        name: ownText(name),
        local: ownText(local),
        value: ownText(value),
      })),
    }
  }
}

/** A slot by the characters up to the first `>`: what is found there is compared whole. */
function slotOf(codes: Uint16Array, from: number): number {
  let hash = 0
  for (let at = from, end = from + longestKept; at < end; at++) {
    const code = codes[at] ?? 0
    if (code === greater || code === 0) break
    hash = (hash * 31 + code) & 0xffffff
  }
  return (hash ^ (hash >> 9)) & (slots - 1)
}
