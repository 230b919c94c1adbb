import { isAscii, isUtf8 } from 'node:buffer'
import { FormatError } from '../../lib/format-error.ts'

/** Encodings that exports of spreadsheets and tools come in. */
export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** Turns the bytes of a text file, chunk by chunk, into UTF-8 without a byte order mark. */
export interface Transcoder {
  readonly encoding: () => CsvEncoding
  /** UTF-8 of this chunk; what a later chunk must complete is held back until then. */
  push(chunk: Uint8Array): Buffer
  end(): Buffer
}

// What 0x80 to 0x9f mean in Windows-1252; everything else is Latin-1.
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * Decides the encoding from the byte order mark, from NULs in every other byte, and otherwise as it goes: UTF-8 as
 * long as the bytes are valid, Windows-1252 from the first line that is not, unless real UTF-8 was seen before it
 * (then a broken character becomes U+FFFD). Throws FormatError for a file that is not text.
 */
export function transcoder(): Transcoder {
  let encoding: CsvEncoding | undefined
  let carry: Buffer = Buffer.alloc(0)
  let sawUtf8 = false
  function decode(bytes: Buffer): Buffer {
    if (encoding === 'utf-16le') return Buffer.from(bytes.toString('utf16le'), 'utf8')
    if (encoding === 'utf-16be') return Buffer.from(Buffer.from(bytes).swap16().toString('utf16le'), 'utf8')
    if (encoding === 'windows-1252') return Buffer.from(windowsText(bytes), 'utf8')
    if (isAscii(bytes)) return bytes
    if (isUtf8(bytes)) {
      sawUtf8 = true
      return bytes
    }
    if (sawUtf8) return Buffer.from(bytes.toString('utf8'), 'utf8')
    encoding = 'windows-1252'
    return decode(bytes)
  }
  return {
    encoding: () => encoding ?? 'utf-8',
    push(chunk) {
      let bytes = Buffer.concat([carry, chunk])
      if (encoding === undefined) {
        const found = detect(bytes)
        encoding = found.encoding
        bytes = bytes.subarray(found.markBytes)
      }
      const cut = cutOf(bytes, encoding)
      carry = Buffer.from(bytes.subarray(cut))
      return decode(bytes.subarray(0, cut))
    },
    end() {
      const rest = encoding?.startsWith('utf-16') ? carry.subarray(0, carry.length & ~1) : carry
      carry = Buffer.alloc(0)
      return decode(rest)
    },
  }
}

function detect(bytes: Buffer): { encoding: CsvEncoding; markBytes: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  const sample = bytes.subarray(0, 4096)
  const nuls = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) nuls[at & 1] = (nuls[at & 1] ?? 0) + 1
  })
  const [even = 0, odd = 0] = nuls
  const half = sample.length / 2
  if (odd > half * 0.7 && even < half * 0.1) return { encoding: 'utf-16le', markBytes: 0 }
  if (even > half * 0.7 && odd < half * 0.1) return { encoding: 'utf-16be', markBytes: 0 }
  if (even + odd > sample.length * 0.1) {
    throw new FormatError('csv', {
      seen: `${even + odd} NUL bytes in the first ${sample.length}`,
      expected: 'text',
    })
  }
  return { encoding: 'utf-8', markBytes: 0 }
}

/** Up to where whole characters, and while the encoding is open whole lines, reach. */
function cutOf(bytes: Buffer, encoding: CsvEncoding): number {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') {
    const line = bytes.lastIndexOf(0x0a) + 1
    if (line > 0) return line
    // A line longer than a chunk: cut before the last character that may be incomplete.
    let at = bytes.length
    while (at > 0 && bytes.length - at < 3 && ((bytes[at - 1] ?? 0) & 0xc0) === 0x80) at -= 1
    return at > 0 && (bytes[at - 1] ?? 0) >= 0xc0 ? at - 1 : bytes.length
  }
  const even = bytes.length & ~1
  if (even < 2) return 0
  const last = encoding === 'utf-16le' ? bytes.readUInt16LE(even - 2) : bytes.readUInt16BE(even - 2)
  return last >= 0xd800 && last < 0xdc00 ? even - 2 : even
}

function windowsText(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => windows.charAt(character.charCodeAt(0) - 0x80))
}
