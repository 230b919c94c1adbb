import { createMasker, maskText } from '../../lib/mask.ts'
import type { Line } from '../../lib/lines.ts'

/** Most characters of a line that are masked for one excerpt. */
const excerptReach = 600

/** Where things stand in a text that is read as a whole, and its texts without secrets. */
export interface MaskedPlaces {
  /** The line at an offset; a line that is longer than an excerpt begins there. */
  readonly lineAt: (offset: number) => Line
  readonly numberAt: (offset: number) => number
  readonly textOf: (line: number) => string
  /** A text that leaves the reader: a name, a comment. */
  readonly plain: (text: string) => string
  /** How many secrets were taken out so far. */
  readonly masked: () => number
}

/** The places of a text. JSON may be one line; a rule's text is then what stands from the rule on. */
export function placesOf(text: string): MaskedPlaces {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const numberAt = (offset: number): number => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
  const textFrom = (from: number, number: number): string => {
    const end = Math.min(from + excerptReach, (starts[number] ?? text.length + 1) - 1)
    const line = text.slice(from, end).replaceAll('\0', '\ufffd').replace(/\r$/, '')
    return createMasker()(line).text
  }
  const startOf = (number: number): number => starts[number - 1] ?? 0
  const names = new Map<string, string>()
  let masked = 0
  return {
    masked: () => masked,
    numberAt,
    textOf: (number) => textFrom(startOf(number), number),
    lineAt: (offset) => {
      const number = numberAt(offset)
      const end = starts[number] ?? text.length
      const from = end - startOf(number) > excerptReach ? offset : startOf(number)
      return { number, text: textFrom(from, number) }
    },
    plain: (name) => {
      const before = names.get(name)
      if (before !== undefined) return before
      const { text: clean, masks } = maskText(name)
      masked += masks
      names.set(name, clean)
      return clean
    },
  }
}
