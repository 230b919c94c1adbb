import type { ByteReader } from '../../lib/byte-reader.ts'
import { blockBytes, type DiskBatch, type DiskPiece, type DiskReading } from '../../ports/disk.ts'
import { damaged, refused } from './refuse.ts'
import { sectorBytes, type SparseHeader } from './schema.ts'
import type { GrainTables, TableEntry } from './tables.ts'

/** Size of the buffers that {@link sparseBatches} asks for. */
export const sparseBufferBytes = 4 * 1024 * 1024

/**
 * The grains of a monolithicSparse image in the order of the virtual disk. Positions (`from`, `nextOffset`) are disk
 * offsets, since grains may lie anywhere in the file.
 */
export async function* sparseBatches(
  reader: ByteReader,
  header: SparseHeader,
  tables: GrainTables,
  reading: DiskReading,
): AsyncGenerator<DiskBatch> {
  const grainBytes = header.grainSectors * sectorBytes
  const virtualBytes = header.capacitySectors * sectorBytes
  let buffer = await reading.takeBuffer()
  let pieces: DiskPiece[] = []
  let filled = 0
  for await (const entries of tables.entries(Math.floor(reading.from / grainBytes))) {
    for (const run of runsOf(entries, header, reader)) {
      const bytes = run.length * grainBytes
      const first = run[0]
      if (first === undefined) continue
      if (filled + bytes > sparseBufferBytes) {
        yield { buffer, pieces, nextOffset: first.grain * grainBytes, readBytes: filled }
        buffer = await reading.takeBuffer()
        pieces = []
        filled = 0
      }
      const inputOffsetBytes = first.sector * sectorBytes
      // The file may end within the last grain of the disk.
      const there = Math.min(bytes, reader.sizeBytes - inputOffsetBytes)
      const target = new Uint8Array(buffer, filled, bytes)
      await reader.readInto(target.subarray(0, there), inputOffsetBytes)
      target.fill(0, there)
      for (const [index, entry] of run.entries()) {
        const diskOffsetBytes = entry.grain * grainBytes
        const diskLengthBytes = Math.min(grainBytes, virtualBytes - diskOffsetBytes)
        if (index * grainBytes + diskLengthBytes > there) {
          throw damaged({
            file: reader.name,
            offset: entry.entryOffset,
            seen: `a grain at offset ${entry.sector * sectorBytes} that ends behind the file`,
            expected: `${diskLengthBytes} bytes before ${reader.sizeBytes} (is the file cut off?)`,
          })
        }
        pieces.push({
          diskOffsetBytes,
          diskLengthBytes,
          encoding: 'plain',
          start: filled + index * grainBytes,
          storedBytes: diskLengthBytes,
          inputOffsetBytes: entry.sector * sectorBytes,
        })
      }
      filled += bytes
    }
  }
  yield { buffer, pieces, nextOffset: virtualBytes, readBytes: filled }
}

/** Neighbours on the disk that are neighbours in the file too, within one block. */
function* runsOf(
  entries: readonly TableEntry[],
  header: SparseHeader,
  reader: ByteReader,
): Generator<TableEntry[]> {
  const grainsPerBlock = blockBytes / (header.grainSectors * sectorBytes)
  let run: TableEntry[] = []
  for (const entry of entries) {
    if (entry.sector < header.overheadSectors) {
      throw damaged({
        file: reader.name,
        offset: entry.entryOffset,
        seen: `a grain at offset ${entry.sector * sectorBytes}, within the tables`,
        expected: `grains from offset ${header.overheadSectors * sectorBytes} on`,
      })
    }
    const last = run.at(-1)
    const joins =
      last !== undefined &&
      entry.grain === last.grain + 1 &&
      entry.sector === last.sector + header.grainSectors &&
      entry.grain % grainsPerBlock !== 0
    if (!joins && run.length > 0) {
      yield run
      run = []
    }
    run.push(entry)
  }
  if (run.length > 0) yield run
}

/** Refuses tables that name more grains than the file can hold: the trick that makes a small file a huge disk. */
export async function checkRoom(
  reader: ByteReader,
  header: SparseHeader,
  tables: GrainTables,
): Promise<void> {
  const grainBytes = header.grainSectors * sectorBytes
  const most = Math.ceil(reader.sizeBytes / grainBytes) + 1
  let named = 0
  for await (const entries of tables.entries()) {
    named += entries.length
    if (named > most) {
      throw refused({
        file: reader.name,
        offset: entries[0]?.entryOffset ?? 0,
        seen: `more than ${most} grains of ${grainBytes} bytes`,
        expected: `at most what the ${reader.sizeBytes} bytes of the file have room for`,
      })
    }
  }
}
