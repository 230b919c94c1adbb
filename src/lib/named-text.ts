/** Code pages of Windows that products name and the standard calls otherwise. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['windows-932', 'shift_jis'],
  ['windows-936', 'gbk'],
  ['windows-949', 'euc-kr'],
  ['windows-950', 'big5'],
])

/** Text out of bytes, and whether they were in the encoding that was named. */
export interface NamedText {
  readonly text: string
  /** The encoding that was looked for, as the standard names it. */
  readonly encoding: string
  /** The bytes were not in it, or it is unknown: they were read as windows-1252, which reads anything. */
  readonly guessed: boolean
}

/** Text in the encoding that a file names for itself; without a name it is UTF-8. A mark at the beginning is taken off. */
export function namedText(bytes: Uint8Array, named: string | undefined): NamedText {
  const asked = named?.toLowerCase() ?? 'utf-8'
  const encoding = otherNames.get(asked) ?? asked
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, guessed: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding, guessed: true }
  }
}
