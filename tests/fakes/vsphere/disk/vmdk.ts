import { deflateSync } from 'node:zlib'
import type { DiskTraits, Traits } from '../inventory/traits.ts'
import { grainAt, grainsOf } from './content.ts'

const sectorBytes = 512
const grainSectors = 128
const tableEntries = 512
const overheadSectors = 128
const markers = { end: 0, table: 1, directory: 2, footer: 3 } as const

/** A disk at a time as a stream-optimised VMDK: what an export lease sends, made while it is sent. */
export function* vmdkOf(traits: Traits, disk: DiskTraits, epoch: number): Generator<Buffer> {
  const sectors = disk.bytes / sectorBytes
  const directory = zeros(Math.ceil(sectors / (grainSectors * tableEntries)))
  let at = overheadSectors
  const counted = (part: Buffer): Buffer => {
    at += part.length / sectorBytes
    return part
  }
  yield Buffer.concat([header(sectors, 0xffff_ffff_ffff_ffffn), descriptor(sectors, disk)])
  let table: number[] = []
  let tableAt = -1
  const closeTable = function* (): Generator<Buffer> {
    if (tableAt < 0) return
    yield counted(marker(markers.table, (tableEntries * 4) / sectorBytes))
    directory[tableAt] = at
    yield counted(numbers(table))
  }
  for (const offset of grainsOf(traits, disk, epoch)) {
    const grain = offset / (grainSectors * sectorBytes)
    if (Math.floor(grain / tableEntries) !== tableAt) {
      yield* closeTable()
      table = zeros(tableEntries)
      tableAt = Math.floor(grain / tableEntries)
    }
    table[grain % tableEntries] = at
    const bytes = grainAt(traits, disk, offset, epoch)
    if (bytes !== undefined) yield counted(packed(grain * grainSectors, bytes))
  }
  yield* closeTable()
  const entries = padded(numbers(directory))
  yield counted(marker(markers.directory, entries.length / sectorBytes))
  const directoryAt = at
  yield counted(entries)
  yield counted(marker(markers.footer, 1))
  yield counted(header(sectors, BigInt(directoryAt)))
  yield counted(marker(markers.end, 0))
}

function header(sectors: number, directoryAt: bigint): Buffer {
  const bytes = Buffer.alloc(sectorBytes)
  bytes.write('KDMV', 0, 'latin1')
  bytes.writeUInt32LE(3, 4)
  bytes.writeUInt32LE(0x3_0001, 8)
  bytes.writeBigUInt64LE(BigInt(sectors), 12)
  bytes.writeBigUInt64LE(BigInt(grainSectors), 20)
  bytes.writeBigUInt64LE(1n, 28)
  bytes.writeBigUInt64LE(20n, 36)
  bytes.writeUInt32LE(tableEntries, 44)
  bytes.writeBigUInt64LE(0n, 48)
  bytes.writeBigUInt64LE(directoryAt, 56)
  bytes.writeBigUInt64LE(BigInt(overheadSectors), 64)
  bytes.write('\n \r\n', 73, 'latin1')
  bytes.writeUInt16LE(1, 77)
  return bytes
}

function descriptor(sectors: number, disk: DiskTraits): Buffer {
  const text = `# Disk DescriptorFile
version=1
CID=${disk.uuid.slice(-8)}
parentCID=ffffffff
createType="streamOptimized"

# Extent description
RDONLY ${sectors} SPARSE "call-me-stream.vmdk"

# The Disk Data Base
ddb.adapterType = "lsilogic"
ddb.virtualHWVersion = "19"
`
  const bytes = Buffer.alloc((overheadSectors - 1) * sectorBytes)
  bytes.write(text, 0, 'utf8')
  return bytes
}

function packed(lba: number, grain: Buffer): Buffer {
  const small = deflateSync(grain)
  const head = Buffer.alloc(12)
  head.writeBigUInt64LE(BigInt(lba), 0)
  head.writeUInt32LE(small.length, 8)
  return padded(Buffer.concat([head, small]))
}

function marker(type: number, sectors: number): Buffer {
  const bytes = Buffer.alloc(sectorBytes)
  bytes.writeBigUInt64LE(BigInt(sectors), 0)
  bytes.writeUInt32LE(type, 12)
  return bytes
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0)
}

function numbers(list: readonly number[]): Buffer {
  const bytes = Buffer.alloc(list.length * 4)
  list.forEach((number, at) => bytes.writeUInt32LE(number, at * 4))
  return bytes
}

function padded(bytes: Buffer): Buffer {
  const more = (sectorBytes - (bytes.length % sectorBytes)) % sectorBytes
  return more === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(more)])
}
