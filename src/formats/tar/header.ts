import { FormatError } from '../../lib/format-error.ts'

/** Bytes of a tar record; headers and contents start on multiples of it. */
export const tarRecordBytes = 512

/** One header record as it stands, before pax and GNU long names are applied. */
export interface TarHeader {
  readonly name: string
  readonly sizeBytes: number
  /** The type byte as a character; `0` is a plain file. */
  readonly type: string
  readonly mode: number
}

/**
 * Reads one 512-byte header record: v7, ustar (with prefix), GNU (base-256 sizes above 8 GiB).
 * A record of zeros, which ends an archive, is `undefined`. Throws FormatError with the offset.
 */
export function parseTarHeader(
  record: Uint8Array,
  offsetBytes: number,
  archive: string,
): TarHeader | undefined {
  if (record.every((byte) => byte === 0)) return undefined
  const wanted = octal(record.subarray(148, 156), offsetBytes + 148, archive)
  const sum = record.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0)
  if (sum !== wanted) {
    throw new FormatError(archive, {
      seen: `a tar header with checksum ${sum}`,
      expected: `${wanted} as the header says`,
      where: { offset: offsetBytes },
    })
  }
  const ustar = text(record.subarray(257, 262)) === 'ustar'
  // In GNU archives the magic is followed by a space and the prefix field holds times.
  const prefix = ustar && record[262] === 0 ? text(record.subarray(345, 500)) : ''
  const name = text(record.subarray(0, 100))
  const type = String.fromCharCode(record[156] === 0 ? 0x30 : (record[156] ?? 0))
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    sizeBytes: size(record.subarray(124, 136), offsetBytes + 124, archive),
    type,
    mode: octal(record.subarray(100, 108), offsetBytes + 100, archive),
  }
}

/** The key=value records of a pax extended header. Throws FormatError with the offset. */
export function parsePaxRecords(
  bytes: Uint8Array,
  offsetBytes: number,
  archive: string,
): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  let at = 0
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at)
    const digits = space > at && space - at < 10 ? text(bytes.subarray(at, space)) : ''
    const length = /^\d+$/.test(digits) ? Number(digits) : 0
    const end = at + length
    const equals = bytes.indexOf(0x3d, space)
    if (length === 0 || end > bytes.length || bytes[end - 1] !== 0x0a || equals === -1 || equals >= end) {
      throw new FormatError(archive, {
        seen: 'a damaged pax record',
        expected: '`length key=value`',
        where: { offset: offsetBytes + at },
      })
    }
    records.set(text(bytes.subarray(space + 1, equals)), text(bytes.subarray(equals + 1, end - 1)))
    at = end
  }
  return records
}

function size(field: Uint8Array, offsetBytes: number, archive: string): number {
  const first = field[0] ?? 0
  if ((first & 0x80) === 0) return octal(field, offsetBytes, archive)
  let value = first & 0x3f
  for (const byte of field.subarray(1)) value = value * 256 + byte
  if ((first & 0x40) !== 0 || !Number.isSafeInteger(value)) {
    throw new FormatError(archive, {
      seen: 'a member size that no file can have',
      expected: 'a size below 9 PiB',
      where: { offset: offsetBytes },
    })
  }
  return value
}

function octal(field: Uint8Array, offsetBytes: number, archive: string): number {
  const digits = text(field).trim()
  if (digits === '') return 0
  if (!/^[0-7]{1,12}$/.test(digits)) {
    throw new FormatError(archive, {
      seen: `${JSON.stringify(digits.slice(0, 20))} in a tar header`,
      expected: 'an octal number',
      where: { offset: offsetBytes },
    })
  }
  return Number.parseInt(digits, 8)
}

function text(field: Uint8Array): string {
  const end = field.indexOf(0)
  return new TextDecoder().decode(end === -1 ? field : field.subarray(0, end))
}
