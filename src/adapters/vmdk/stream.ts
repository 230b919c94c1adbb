import type { ByteReader } from '../../lib/byte-reader.ts'
import type { DiskBatch, DiskPiece, DiskReading } from '../../ports/disk.ts'
import { blockBytes } from '../../ports/disk.ts'
import { damaged } from './refuse.ts'
import { markerTypes, sectorBytes, type SparseHeader } from './schema.ts'

/** Bytes asked of the file at a time. */
const readBytesAtOnce = 2 * 1024 * 1024
/** Room in front of them for what the last batch left over: one record, or the grains of one block. */
const carryBytes = 2.5 * 1024 * 1024
/** Size of the buffers that {@link streamBatches} asks for. */
export const streamBufferBytes = readBytesAtOnce + carryBytes

/** One record: a grain, or a marker with the bytes that follow it. */
type StreamRecord =
  | { readonly kind: 'grain'; readonly piece: DiskPiece; readonly bytes: number }
  | { readonly kind: 'skip'; readonly bytes: number }
  | { readonly kind: 'end' }

/**
 * One forward pass over a streamOptimized image. Grains are placed by the address in their marker, never by their
 * order: qemu writes them out of order. Batches end at the border of a 1 MiB block where they can, so that a block is
 * hashed from memory. Throws `disk-damaged` with the offset.
 */
export async function* streamBatches(
  reader: ByteReader,
  header: SparseHeader,
  reading: DiskReading,
): AsyncGenerator<DiskBatch> {
  if (reading.from >= reader.sizeBytes) return
  const start = header.overheadSectors * sectorBytes
  let buffer = await reading.takeBuffer()
  if (reading.from === 0) await pass(reader, 0, start, buffer, reading)
  /** Input offset of the buffer's first byte, bytes in it, and where the next record begins in it. */
  let base = Math.max(start, reading.from)
  let filled = 0
  let at = 0
  let ended = false
  let pieces: DiskPiece[] = []
  while (!ended) {
    const want = Math.min(readBytesAtOnce, streamBufferBytes - filled, reader.sizeBytes - base - filled)
    const fresh = new Uint8Array(buffer, filled, want)
    await reader.readInto(fresh, base + filled)
    reading.onInput?.(fresh)
    filled += want
    const atEnd = base + filled === reader.sizeBytes
    const view = new DataView(buffer, 0, filled)
    let skip = 0
    const least = atEnd ? 1 : sectorBytes
    while (filled - at >= least) {
      const record = parseRecord(view, at, base, header, reader)
      if (record.kind === 'end') {
        ended = true
        break
      }
      if (record.kind === 'grain') {
        // The padding of the very last record may be missing.
        const needed = atEnd ? record.piece.start + record.piece.storedBytes : at + record.bytes
        if (needed > filled) {
          if (atEnd) throw cutOff(reader, base + at, `a grain of ${record.piece.storedBytes} bytes`)
          break
        }
        pieces.push(record.piece)
      }
      at += record.bytes
      if (at > filled) {
        skip = at - filled
        break
      }
    }
    if (atEnd && !ended) {
      if (header.directorySectors === undefined)
        throw cutOff(reader, base + filled, 'the marker that ends the stream')
      ended = true
    }
    const keep = ended || skip > 0 ? filled : carryFrom(pieces, at, filled)
    const whole = pieces.filter((piece) => piece.start < keep)
    const next = await reading.takeBuffer()
    new Uint8Array(next).set(new Uint8Array(buffer, keep, filled - keep))
    const consumed = ended ? reader.sizeBytes : base + keep + skip
    if (ended && !atEnd) await pass(reader, base + filled, reader.sizeBytes, next, reading)
    if (skip > 0) await pass(reader, base + filled, base + filled + skip, next, reading)
    const kept = pieces.slice(whole.length)
    yield { buffer, pieces: whole, nextOffset: consumed, readBytes: consumed - base }
    pieces = kept.map((piece) => ({ ...piece, start: piece.start - keep }))
    at = skip > 0 ? 0 : at - keep
    filled = skip > 0 ? 0 : filled - keep
    base = consumed
    buffer = next
  }
}

/** Where the part begins that the next batch takes over: the last, perhaps unfinished block, or the cut record. */
function carryFrom(pieces: readonly DiskPiece[], at: number, filled: number): number {
  const last = pieces.at(-1)
  if (last === undefined) return at
  const block = Math.floor(last.diskOffsetBytes / blockBytes)
  let first = pieces.length - 1
  while (first > 0 && Math.floor((pieces[first - 1]?.diskOffsetBytes ?? -1) / blockBytes) === block)
    first -= 1
  const from = (pieces[first]?.start ?? at) - 12
  return first > 0 && filled - from <= carryBytes ? from : at
}

function parseRecord(
  view: DataView,
  at: number,
  base: number,
  header: SparseHeader,
  reader: ByteReader,
): StreamRecord {
  const offset = base + at
  if (at + 16 > view.byteLength) throw cutOff(reader, offset, 'a marker')
  const value = view.getBigUint64(at, true)
  const size = view.getUint32(at + 8, true)
  const file = reader.name
  if (size === 0) {
    const type = view.getUint32(at + 12, true)
    if (type === markerTypes.endOfStream) return { kind: 'end' }
    const bytes = sectorBytes + Number(value) * sectorBytes
    if (type > markerTypes.footer) {
      throw damaged({ file, offset: offset + 12, seen: `a marker of type ${type}`, expected: 'type 0 to 3' })
    }
    if (offset + bytes > reader.sizeBytes) throw cutOff(reader, offset, `a table of ${value} sectors`)
    return { kind: 'skip', bytes }
  }
  const grainBytes = header.grainSectors * sectorBytes
  // An incompressible grain is stored longer than it is, never twice as long.
  if (size > 2 * grainBytes + 12) {
    throw damaged({
      file,
      offset: offset + 8,
      seen: `a stored grain of ${size} bytes`,
      expected: `at most ${2 * grainBytes + 12}`,
    })
  }
  const sector = Number(value)
  if (sector >= header.capacitySectors || sector % header.grainSectors !== 0) {
    throw damaged({
      file,
      offset,
      seen: `a grain for sector ${value}`,
      expected: `a multiple of ${header.grainSectors} below the capacity of ${header.capacitySectors} sectors`,
    })
  }
  const piece: DiskPiece = {
    diskOffsetBytes: sector * sectorBytes,
    diskLengthBytes: Math.min(header.grainSectors, header.capacitySectors - sector) * sectorBytes,
    encoding: 'zlib',
    start: at + 12,
    storedBytes: size,
    inputOffsetBytes: offset + 12,
  }
  return { kind: 'grain', piece, bytes: Math.ceil((12 + size) / sectorBytes) * sectorBytes }
}

/** Reads bytes that hold no grains, for the hash over the whole input. */
async function pass(
  reader: ByteReader,
  from: number,
  to: number,
  buffer: ArrayBuffer,
  reading: DiskReading,
): Promise<void> {
  if (reading.onInput === undefined || from >= to) return
  // The front of the buffer may hold what was carried over; its end is free.
  const room = new Uint8Array(buffer, carryBytes)
  for (let at = from; at < to; at += room.length) {
    const part = room.subarray(0, Math.min(room.length, to - at))
    await reader.readInto(part, at)
    reading.onInput(part)
  }
}

function cutOff(reader: ByteReader, offset: number, what: string): Error {
  return damaged({
    file: reader.name,
    offset,
    seen: `the end of the file after ${reader.sizeBytes} bytes`,
    expected: `${what} (is the file cut off?)`,
  })
}
