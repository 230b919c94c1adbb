import { deflateSync } from 'node:zlib'
import { writeDescriptor } from './descriptor.ts'
import { writeHeader } from './header.ts'
import { flags, markerTypes, sectorBytes } from './schema.ts'

/** The disk that is written. */
export interface WrittenDisk {
  /** Multiple of 512. */
  readonly virtualBytes: number
  /** The bytes of one grain, or undefined when it is all zeros; the last one may be shorter. */
  grain(diskOffsetBytes: number, lengthBytes: number): Uint8Array | undefined
}

/** Choices of the writer. */
export interface WriteChoices {
  /** Name in the descriptor's extent line. */
  readonly file: string
  /** zlib level; 1 like VMware's exports by default. */
  readonly level?: number
  /** Eight hex digits. */
  readonly contentId?: string
}

const grainSectors = 128
const tableEntries = 512
const zeros = Buffer.alloc(grainSectors * sectorBytes)
const descriptorSectors = 20

/**
 * A streamOptimized image in the form that VMware exports: grains, each table after its grains, then grain directory,
 * footer and end-of-stream marker. Yields the bytes in order; nothing is ever written back. All-zero grains are left out.
 */
export function* writeStreamOptimized(disk: WrittenDisk, choices: WriteChoices): Generator<Uint8Array> {
  const capacitySectors = disk.virtualBytes / sectorBytes
  const overheadSectors = 128
  const head = {
    version: 3,
    flags: flags.compressed | flags.markers | 1,
    capacitySectors,
    grainSectors,
    descriptorOffsetSectors: 1,
    descriptorSectors,
    tableEntries,
    overheadSectors,
  }
  const front = new Uint8Array(overheadSectors * sectorBytes)
  front.set(writeHeader({ ...head, directorySectors: undefined }))
  const text = writeDescriptor(
    'streamOptimized',
    capacitySectors,
    choices.file,
    choices.contentId ?? 'fffffffe',
  )
  front.set(new TextEncoder().encode(text), sectorBytes)
  yield front
  let sector = overheadSectors
  const grainBytes = grainSectors * sectorBytes
  const tableBytes = tableEntries * grainBytes
  const directory = new DataView(new ArrayBuffer(roundUp(Math.ceil(disk.virtualBytes / tableBytes) * 4)))
  for (let tableStart = 0; tableStart < disk.virtualBytes; tableStart += tableBytes) {
    const table = new DataView(new ArrayBuffer(tableEntries * 4))
    let used = false
    const end = Math.min(tableStart + tableBytes, disk.virtualBytes)
    for (let at = tableStart; at < end; at += grainBytes) {
      const bytes = disk.grain(at, Math.min(grainBytes, disk.virtualBytes - at))
      if (bytes === undefined || isZero(bytes)) continue
      const record = grainRecord(at / sectorBytes, deflateSync(bytes, { level: choices.level ?? 1 }))
      table.setUint32(((at - tableStart) / grainBytes) * 4, sector, true)
      used = true
      sector += record.length / sectorBytes
      yield record
    }
    if (!used) continue
    directory.setUint32((tableStart / tableBytes) * 4, sector + 1, true)
    yield marker(markerTypes.grainTable, table.byteLength / sectorBytes)
    yield new Uint8Array(table.buffer)
    sector += 1 + table.byteLength / sectorBytes
  }
  yield marker(markerTypes.grainDirectory, directory.byteLength / sectorBytes)
  yield new Uint8Array(directory.buffer)
  yield marker(markerTypes.footer, 1)
  yield writeHeader({ ...head, directorySectors: sector + 1 })
  yield marker(markerTypes.endOfStream, 0)
}

function isZero(bytes: Uint8Array): boolean {
  return zeros.compare(bytes, 0, bytes.length, 0, bytes.length) === 0
}

function grainRecord(sector: number, stored: Uint8Array): Uint8Array {
  const record = new Uint8Array(roundUp(12 + stored.length))
  const view = new DataView(record.buffer)
  view.setBigUint64(0, BigInt(sector), true)
  view.setUint32(8, stored.length, true)
  record.set(stored, 12)
  return record
}

function marker(type: number, sectors: number): Uint8Array {
  const record = new Uint8Array(sectorBytes)
  const view = new DataView(record.buffer)
  view.setBigUint64(0, BigInt(sectors), true)
  view.setUint32(12, type, true)
  return record
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / sectorBytes) * sectorBytes
}
