/** Texts by number; number 0 stands for "none". */
export interface StringTable {
  /** The text with that number; undefined for 0. Decoded when asked for. */
  at(index: number): string | undefined
  readonly size: number
}

/** Collects texts and numbers them, each once. */
export interface StringCollector {
  /** Number of the text; 0 for undefined. */
  add(text: string | undefined): number
  /** The collected texts as two columns: UTF-8 bytes, and where each text begins. */
  encode(): { readonly stringBytes: Uint8Array; readonly stringStarts: Uint32Array }
}

/** A new, empty collector. */
export function collectStrings(): StringCollector {
  const numbers = new Map<string, number>()
  return {
    add(text) {
      if (text === undefined) return 0
      const known = numbers.get(text)
      if (known !== undefined) return known
      const number = numbers.size + 1
      numbers.set(text, number)
      return number
    },
    encode() {
      const texts = [...numbers.keys()]
      const stringBytes = new TextEncoder().encode(texts.join(''))
      const stringStarts = startsOf(texts)
      // As many bytes as signs: each begins at its sign.
      return stringStarts.at(-1) === stringBytes.length ? { stringBytes, stringStarts } : encodedApart(texts)
    },
  }
}

/** Where a sign takes more than a byte each text is encoded by itself: two halves of signs that were cut are not one sign. */
function encodedApart(texts: readonly string[]): ReturnType<StringCollector['encode']> {
  const encoder = new TextEncoder()
  const parts = texts.map((text) => encoder.encode(text))
  const stringStarts = startsOf(parts)
  const stringBytes = new Uint8Array(stringStarts.at(-1) ?? 0)
  for (const [index, part] of parts.entries()) stringBytes.set(part, stringStarts[index])
  return { stringBytes, stringStarts }
}

/** Where each part begins when they stand one after the other, and where the last one ends. */
function startsOf(parts: readonly { readonly length: number }[]): Uint32Array {
  const starts = new Uint32Array(parts.length + 1)
  let size = 0
  for (const [index, part] of parts.entries()) starts[index + 1] = size += part.length
  return starts
}

/** Reads what {@link collectStrings} encoded. */
export function openStrings(text: Uint8Array, starts: Uint32Array): StringTable {
  // For short texts a Buffer is several times as fast as a TextDecoder.
  const buffer = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  return {
    size: Math.max(0, starts.length - 1),
    at(index) {
      if (index === 0) return undefined
      const from = starts[index - 1]
      const to = starts[index]
      return from === undefined || to === undefined ? undefined : buffer.toString('utf8', from, to)
    },
  }
}
