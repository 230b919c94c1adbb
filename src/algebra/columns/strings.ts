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
      const encoder = new TextEncoder()
      const parts = [...numbers.keys()].map((text) => encoder.encode(text))
      const starts = new Uint32Array(parts.length + 1)
      let size = 0
      for (const [index, part] of parts.entries()) {
        starts[index] = size
        size += part.length
      }
      starts[parts.length] = size
      const text = new Uint8Array(size)
      for (const [index, part] of parts.entries()) text.set(part, starts[index])
      return { stringBytes: text, stringStarts: starts }
    },
  }
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
