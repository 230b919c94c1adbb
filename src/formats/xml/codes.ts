const less = 60
/** Texts are short; a longer one is searched by the language's own means. */
const shortText = 40

/**
 * The characters of a text as numbers, with a zero behind the last. `room` is used again where it is large enough. In
 * the order of bytes of every machine that Node runs on today, and turned where it is the other one.
 */
export function codesOf(text: string, room: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const codes = room.length > text.length ? room : new Uint16Array(Math.max(text.length + 1, 80_000))
  const bytes = Buffer.from(codes.buffer)
  bytes.write(text, 'utf16le')
  if (!isLittleEndian) bytes.swap16()
  codes[text.length] = 0
  return codes
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Whether `part` stands at `from`. */
export function sameCodes(codes: Uint16Array, from: number, part: Uint16Array): boolean {
  for (let at = 0; at < part.length; at++) if (codes[from + at] !== part[at]) return false
  return true
}

/** Where the next `<` is; -1 when there is none. */
export function lessFrom(source: string, codes: Uint16Array, from: number): number {
  const most = Math.min(source.length, from + shortText)
  for (let at = from; at < most; at++) if (codes[at] === less) return at
  return most === source.length ? -1 : source.indexOf('<', most)
}

/** The same text in memory of its own: a piece that was cut from a chunk holds all of it. */
export function ownText(text: string): string {
  let encoding: 'latin1' | 'utf16le' = 'latin1'
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 255) encoding = 'utf16le'
  return Buffer.from(text, encoding).toString(encoding)
}
