import { type MaskedFile, maskedLines } from './collect.ts'
import { withoutPager } from './pager.ts'

/** One sign per character, as the masker writes it. */
const blot = '\u2022'

/** Where a line of a device configuration has secrets that its dialect alone knows: pairs of offsets. */
export type SecretsOf = (text: string) => readonly (readonly [from: number, to: number])[]

/** Masked lines, and the secrets of the dialect masked as well. `may` says quickly whether a line can have one. */
export function maskedDeviceLines(bytes: Uint8Array, may: RegExp, secretsOf: SecretsOf): MaskedFile {
  let more = 0
  const { lines, masked } = maskedLines(bytes, (printed) => {
    const line = withoutPager(printed)
    if (!may.test(line)) return line
    const parts: string[] = []
    let past = 0
    for (const [from, to] of secretsOf(line)) {
      const secret = line.slice(from, to)
      if (from < past || secret.replaceAll(blot, '') === '') continue
      if (!secret.includes(blot)) more++
      parts.push(line.slice(past, from), blot.repeat(to - from))
      past = to
    }
    return past === 0 ? line : parts.join('') + line.slice(past)
  })
  return { lines, masked: masked + more }
}

/** A word of a line with its place. */
export interface PlacedWord {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Words at blanks with their places. */
export function placedWords(text: string): readonly PlacedWord[] {
  const words: PlacedWord[] = []
  for (const found of text.matchAll(/\S+/g)) {
    words.push({ text: found[0], from: found.index, to: found.index + found[0].length })
  }
  return words
}
