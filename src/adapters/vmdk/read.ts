import { type ByteReader, readBytes } from '../../lib/byte-reader.ts'
import { problem } from '../../model/problems/index.ts'
import type { DiskSource } from '../../ports/disk.ts'
import { checkDescriptor, parseDescriptor } from './descriptor.ts'
import { parseHeader } from './header.ts'
import { asDamage, damaged, refused } from './refuse.ts'
import { type DiskDescriptor, markerTypes, sectorBytes, type SparseHeader } from './schema.ts'
import { checkRoom, sparseBatches, sparseBufferBytes } from './sparse.ts'
import { streamBatches, streamBufferBytes } from './stream.ts'
import { GrainTables } from './tables.ts'

/** Bytes of a text descriptor that are read at most. */
const maxDescriptorBytes = 1024 * 1024

/** What the first and last sectors of an image say, checked. */
interface DiskHead {
  readonly header: SparseHeader
  readonly descriptor: DiskDescriptor
  readonly virtualBytes: number
}

/** Reads and checks header, descriptor and footer. Throws `disk-damaged` or `disk-refused` with the offset. */
export async function readHead(reader: ByteReader): Promise<DiskHead> {
  const file = reader.name
  try {
    const first = await readBytes(reader, 0, Math.min(sectorBytes, reader.sizeBytes))
    refuseText(first, file)
    if (first.length < sectorBytes) {
      throw damaged({
        file,
        offset: first.length,
        seen: `the end of the file after ${first.length} bytes`,
        expected: 'a header of 512 bytes',
      })
    }
    const head = parseHeader(first, 0, file)
    const header = head.directorySectors === undefined ? await readFooter(reader, head) : head
    const { descriptorOffsetSectors, descriptorSectors } = head
    const at = descriptorOffsetSectors * sectorBytes
    const length = descriptorSectors * sectorBytes
    if (at === 0 || length === 0 || length > maxDescriptorBytes) {
      throw refused({
        file,
        offset: 28,
        seen: `a descriptor of ${length} bytes at offset ${at}`,
        expected: `one of at most ${maxDescriptorBytes} bytes within the file`,
      })
    }
    const descriptor = parseDescriptor(new TextDecoder('latin1').decode(await readBytes(reader, at, length)))
    checkDescriptor(descriptor, header.capacitySectors, at, file)
    const streamed = descriptor.createType.toLowerCase() === 'streamoptimized'
    if (streamed !== (header.compressed && header.markers)) {
      throw refused({
        file,
        offset: 8,
        seen: `flags 0x${header.flags.toString(16)} in a disk of type ${descriptor.createType}`,
        expected: streamed ? 'compressed grains with markers' : 'plain grains without markers',
      })
    }
    if (
      header.overheadSectors < at / sectorBytes ||
      header.overheadSectors * sectorBytes > reader.sizeBytes
    ) {
      throw damaged({
        file,
        offset: 64,
        seen: `a first grain at sector ${header.overheadSectors}`,
        expected: 'one behind the descriptor and within the file',
      })
    }
    return { header, descriptor, virtualBytes: header.capacitySectors * sectorBytes }
  } catch (error) {
    throw asDamage(file, error)
  }
}

/**
 * Opens an image for one pass. `virtualBytes` is what a descriptor outside claims; an image that differs is refused
 * with `disk-capacity-differs`.
 */
export async function openDisk(
  reader: ByteReader,
  claimed?: { readonly virtualBytes: number; readonly descriptor: string },
): Promise<DiskSource> {
  const { header, descriptor, virtualBytes } = await readHead(reader)
  if (claimed !== undefined && claimed.virtualBytes !== virtualBytes) {
    throw problem('disk-capacity-differs', {
      file: reader.name,
      offset: 12,
      seen: virtualBytes,
      expected: claimed.virtualBytes,
      descriptor: claimed.descriptor,
    })
  }
  const sequential = header.compressed
  const tables = await GrainTables.open(reader, header)
  if (!sequential) await checkRoom(reader, header, tables)
  return {
    format: descriptor.createType,
    virtualBytes,
    grainBytes: header.grainSectors * sectorBytes,
    inputBytes: reader.sizeBytes,
    endOffset: sequential ? reader.sizeBytes : virtualBytes,
    sequential,
    bufferBytes: sequential ? streamBufferBytes : sparseBufferBytes,
    async *batches(reading) {
      try {
        yield* sequential
          ? streamBatches(reader, header, reading)
          : sparseBatches(reader, header, tables, reading)
      } catch (error) {
        throw asDamage(reader.name, error)
      }
    },
    checkComplete: (seen, count) => checkComplete(reader, tables, seen, count),
    close: () => reader.close(),
  }
}

/** The tables and the grains that were seen must be the same set. */
async function checkComplete(
  reader: ByteReader,
  tables: GrainTables,
  seen: (grain: number) => boolean,
  count: number,
): Promise<void> {
  let named = 0
  let lastOffset = 0
  for await (const entries of tables.entries()) {
    for (const { grain, entryOffset } of entries) {
      named += 1
      lastOffset = entryOffset
      if (!seen(grain)) {
        throw damaged({
          file: reader.name,
          offset: entryOffset,
          seen: `a grain table entry for grain ${grain}, which the file does not hold`,
          expected: 'a grain for every entry (is the file cut off?)',
        })
      }
    }
  }
  if (named !== count) {
    throw damaged({
      file: reader.name,
      offset: lastOffset,
      seen: `grain tables that name ${named} grains`,
      expected: `the ${count} grains that the file holds`,
    })
  }
}

/** VMware's form: footer marker, footer and end-of-stream marker are the last 1536 bytes. */
async function readFooter(reader: ByteReader, head: SparseHeader): Promise<SparseHeader> {
  const file = reader.name
  const at = reader.sizeBytes - 3 * sectorBytes
  const missing = (seen: string) =>
    damaged({
      file,
      offset: Math.max(0, at),
      seen,
      expected: 'the footer that ends the file (is it cut off?)',
    })
  if (at < sectorBytes) throw missing(`the end of the file after ${reader.sizeBytes} bytes`)
  const tail = await readBytes(reader, at, 3 * sectorBytes)
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  if (
    view.getBigUint64(0, true) !== 1n ||
    view.getUint32(8, true) !== 0 ||
    view.getUint32(12, true) !== markerTypes.footer
  ) {
    throw missing('no footer marker')
  }
  if (tail.subarray(2 * sectorBytes, 2 * sectorBytes + 16).some((byte) => byte !== 0))
    throw missing('no end-of-stream marker')
  const footer = parseHeader(tail.subarray(sectorBytes, 2 * sectorBytes), at + sectorBytes, file)
  if (
    footer.capacitySectors !== head.capacitySectors ||
    footer.grainSectors !== head.grainSectors ||
    footer.directorySectors === undefined
  ) {
    throw damaged({
      file,
      offset: at + sectorBytes + 12,
      seen: `a footer for ${footer.capacitySectors} sectors in grains of ${footer.grainSectors}`,
      expected: `the header's ${head.capacitySectors} and ${head.grainSectors}, with a grain directory`,
    })
  }
  return footer
}

/** A text descriptor names other files; qemu follows them, we do not. */
function refuseText(first: Uint8Array, file: string): void {
  const text = new TextDecoder('latin1').decode(first).trimStart().toLowerCase()
  if (text.startsWith('# disk descriptorfile') || text.startsWith('version=1')) {
    throw refused({
      file,
      offset: 0,
      seen: 'a text descriptor, which names other files',
      expected: 'a streamOptimized or monolithicSparse disk, whose bytes are all in this file',
    })
  }
}
