import { crc32, deflateRawSync } from 'node:zlib'
import { FormatError } from '../../lib/format-error.ts'

/** One file to put into an archive. `store` keeps the bytes as they are, for callers that need the same bytes on every zlib. */
export interface ZipInput {
  readonly name: string
  readonly data: Uint8Array
  readonly method?: 'deflate' | 'store'
}

// 1980-01-01 00:00, the first moment that the format can name: the same input gives the same bytes on any day.
const firstDate = 0x0021
const utf8Names = 0x0800
const largestSize = 0xffff_fffe
const mostEntries = 0xfffe

/**
 * A ZIP archive of the given files in the given order, without times or attributes: same input, same bytes
 * (deflate output is that of the running zlib). Throws FormatError beyond 4 GiB or 65,534 entries (no ZIP64 is written).
 */
export function writeZip(inputs: readonly ZipInput[]): Uint8Array {
  if (inputs.length > mostEntries) throw tooLarge(`${inputs.length} entries`, `at most ${mostEntries}`)
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offsetBytes = 0
  for (const input of inputs) {
    const name = Buffer.from(input.name, 'utf8')
    const deflated = input.method !== 'store'
    const body = deflated ? deflateRawSync(input.data, { level: 6 }) : input.data
    const header = headerOf(input.data, body, deflated ? 8 : 0, name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x0403_4b50, 0)
    header.copy(local, 4)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x0201_4b50, 0)
    central.writeUInt16LE(20, 4)
    header.copy(central, 6)
    central.writeUInt32LE(offsetBytes, 42)
    parts.push(local, name, body)
    directory.push(central, name)
    offsetBytes += local.length + name.length + body.length
    if (offsetBytes > largestSize) throw tooLarge(`${offsetBytes} bytes`, `at most ${largestSize}`)
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(inputs.length, 8)
  end.writeUInt16LE(inputs.length, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(offsetBytes, 16)
  return Buffer.concat([...parts, ...directory, end])
}

/** The 26 bytes that local header and central entry share, from "version needed" to "extra length". */
function headerOf(data: Uint8Array, body: Uint8Array, method: number, name: Uint8Array): Buffer {
  if (data.length > largestSize) throw tooLarge(`${data.length} bytes`, `at most ${largestSize}`)
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(utf8Names, 2)
  header.writeUInt16LE(method, 4)
  header.writeUInt16LE(0, 6)
  header.writeUInt16LE(firstDate, 8)
  header.writeUInt32LE(crc32(data), 10)
  header.writeUInt32LE(body.length, 14)
  header.writeUInt32LE(data.length, 18)
  header.writeUInt16LE(name.length, 22)
  header.writeUInt16LE(0, 24)
  return header
}

function tooLarge(seen: string, expected: string): FormatError {
  return new FormatError('zip', { seen, expected })
}
