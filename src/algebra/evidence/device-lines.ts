import { Announced } from '../../lib/announced.ts'
import type { MaskedFile } from './collect.ts'
import { MaskedText } from './masked-text.ts'
import { mayHavePager, withoutPager } from './pager.ts'

/** One sign per character, as the masker writes it. */
const blot = '\u2022'

/** Where a line of a device configuration has secrets that its dialect alone knows: pairs of offsets. */
export type SecretsOf = (text: string) => readonly (readonly [from: number, to: number])[]

/** Masked lines, and the secrets of the dialect masked as well. `may` says quickly whether a line can have one. */
export function maskedDeviceLines(bytes: Uint8Array, may: RegExp, secretsOf: SecretsOf): MaskedFile {
  const text = maskedDeviceText(bytes, may, secretsOf)
  return { lines: [...text], masked: text.masked }
}

/** The same, to be gone through line by line. */
export function maskedDeviceText(bytes: Uint8Array, may: RegExp, secretsOf: SecretsOf): MaskedText {
  const announced = new Announced(may)
  let more = 0
  return new MaskedText(bytes, {
    open: (text) => announced.open(text),
    concerns: (text, from, to) => announced.within(from, to) || mayHavePager(text, from),
    change(printed) {
      const line = withoutPager(printed)
      const found = may.test(line) ? withoutSecrets(line, secretsOf(line)) : { text: line, more: 0 }
      more += found.more
      return found.text
    },
    masked: () => more,
  })
}

function withoutSecrets(
  line: string,
  secrets: ReturnType<SecretsOf>,
): { readonly text: string; readonly more: number } {
  const parts: string[] = []
  let more = 0
  let past = 0
  for (const [from, to] of secrets) {
    const secret = line.slice(from, to)
    if (from < past || secret.replaceAll(blot, '') === '') continue
    if (!secret.includes(blot)) more++
    parts.push(line.slice(past, from), blot.repeat(to - from))
    past = to
  }
  return { text: past === 0 ? line : parts.join('') + line.slice(past), more }
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
