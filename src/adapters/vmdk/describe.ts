import { type ByteReader, readBytes } from '../../lib/byte-reader.ts'
import { namedText } from '../../lib/named-text.ts'
import { uuidOf } from '../../lib/uuid.ts'
import { parseDescriptor } from './descriptor.ts'
import { parseHeader } from './header.ts'
import { asDamage, damaged } from './refuse.ts'
import { maxVirtualBytes, sectorBytes } from './schema.ts'

const maxDescriptorBytes = 1024 * 1024

/** What a disk says of itself, whether its text stands alone or within the image. No other file is opened. */
export interface DiskWords {
  readonly virtualBytes: number
  readonly createType: string
  /** Name of the disk that this one holds the changes of, as written. */
  readonly parentHint: string | undefined
  readonly thin: boolean | undefined
  readonly uuid: string | undefined
}

/** Reads the words of a disk of any kind, those too whose data is never read. Throws `disk-damaged`. */
export async function describeDisk(reader: ByteReader): Promise<DiskWords> {
  const file = reader.name
  try {
    const first = await readBytes(reader, 0, Math.min(sectorBytes, reader.sizeBytes))
    const sparse = new TextDecoder('latin1').decode(first.subarray(0, 4)) === 'KDMV'
    const head = sparse ? parseHeader(first, 0, file) : undefined
    const at = (head?.descriptorOffsetSectors ?? 0) * sectorBytes
    const length = head === undefined ? reader.sizeBytes : head.descriptorSectors * sectorBytes
    if (length > maxDescriptorBytes) {
      throw damaged({
        file,
        offset: at,
        seen: `a descriptor of ${length} bytes`,
        expected: `at most ${maxDescriptorBytes}`,
      })
    }
    const text = wordsOf(await readBytes(reader, at, length))
    const words = parseDescriptor(text)
    const sectors = head?.capacitySectors ?? words.extents.reduce((sum, extent) => sum + extent.sectors, 0)
    if (words.createType === '' || sectors * sectorBytes > maxVirtualBytes) {
      throw damaged({
        file,
        offset: at,
        seen: words.createType === '' ? 'no createType' : `${sectors} sectors`,
        expected: `a disk descriptor of at most ${maxVirtualBytes} bytes`,
      })
    }
    const thin = words.database['thinprovisioned']
    return {
      virtualBytes: sectors * sectorBytes,
      createType: words.createType,
      parentHint: words.parentHint,
      // A flat file on a datastore is thin only when it says so.
      thin: thin === '1' ? true : words.createType.toLowerCase() === 'vmfs' ? false : undefined,
      uuid: uuidOf(words.database['uuid']),
    }
  } catch (error) {
    throw asDamage(file, error)
  }
}

/** The text in the encoding that it names; names of parents have the letters of their machines. */
function wordsOf(bytes: Uint8Array): string {
  const latin = new TextDecoder('latin1').decode(bytes)
  return namedText(bytes, /^[ \t]*encoding[ \t]*=[ \t]*"?([\w-]{1,40})/im.exec(latin)?.[1]).text
}
