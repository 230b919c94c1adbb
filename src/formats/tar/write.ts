import { tarRecordBytes } from './header.ts'

/** The header record of a plain file, ustar with base-256 size above 8 GiB. Names are at most 100 bytes. */
export function tarHeader(name: string, sizeBytes: number, type = '0'): Uint8Array {
  const record = new Uint8Array(tarRecordBytes)
  const encoder = new TextEncoder()
  const put = (offset: number, value: string) => record.set(encoder.encode(value), offset)
  if (encoder.encode(name).length > 100)
    throw new RangeError(`the member name is longer than 100 bytes: ${name}`)
  put(0, name)
  put(100, '0000644\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  if (sizeBytes < 8 * 1024 ** 3) put(124, `${sizeBytes.toString(8).padStart(11, '0')}\0`)
  else {
    let rest = sizeBytes
    for (let index = 135; index > 124; index -= 1) {
      record[index] = rest % 256
      rest = Math.floor(rest / 256)
    }
    record[124] = 0x80
  }
  put(136, '00000000000\0')
  put(148, '        ')
  put(156, type)
  put(257, 'ustar\x0000')
  const sum = record.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return record
}

/** A whole small archive in memory: each member with its padding, and the two records of zeros that end it. */
export function writeTar(
  members: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Uint8Array {
  const parts: Uint8Array[] = []
  for (const { name, bytes } of members) {
    const padding = (tarRecordBytes - (bytes.length % tarRecordBytes)) % tarRecordBytes
    parts.push(tarHeader(name, bytes.length), bytes, new Uint8Array(padding))
  }
  parts.push(new Uint8Array(2 * tarRecordBytes))
  return new Uint8Array(Buffer.concat(parts))
}
