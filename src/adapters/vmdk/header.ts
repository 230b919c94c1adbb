import { damaged, refused } from './refuse.ts'
import { directoryAtEnd, flags, maxVirtualBytes, sectorBytes, type SparseHeader } from './schema.ts'

/** The grain sizes that are read: 8 KiB to 1 MiB. VMware and qemu write 64 KiB. */
const grainLimits = { min: 16, max: 2048 } as const

/**
 * Reads the 512-byte header of a sparse extent; every field that steers later reads is checked here.
 * Throws `disk-damaged` or `disk-refused` with the offset of the field.
 */
export function parseHeader(bytes: Uint8Array, at: number, file: string): SparseHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  if (magic !== 'KDMV') {
    throw damaged({
      file,
      offset: at,
      seen: `the first bytes ${hex(bytes.subarray(0, 4))}`,
      expected: 'KDMV, the mark of a sparse VMDK',
    })
  }
  const version = view.getUint32(4, true)
  if (version < 1 || version > 3) {
    throw refused({ file, offset: at + 4, seen: `version ${version}`, expected: 'version 1, 2 or 3' })
  }
  if (
    view.getUint8(73) !== 0x0a ||
    view.getUint8(74) !== 0x20 ||
    view.getUint8(75) !== 0x0d ||
    view.getUint8(76) !== 0x0a
  ) {
    throw damaged({
      file,
      offset: at + 73,
      seen: `line ends ${hex(bytes.subarray(73, 77))}`,
      expected: '0a200d0a; a text-mode transfer changes them',
    })
  }
  const bits = view.getUint32(8, true)
  const grainSectors = number(view, 20)
  if (grainSectors < grainLimits.min || grainSectors > grainLimits.max || !isPowerOfTwo(grainSectors)) {
    throw refused({
      file,
      offset: at + 20,
      seen: `a grain of ${grainSectors} sectors`,
      expected: `a power of two from ${grainLimits.min} to ${grainLimits.max}`,
    })
  }
  const capacitySectors = number(view, 12)
  if (capacitySectors === 0) {
    throw refused({ file, offset: at + 12, seen: 'a capacity of 0', expected: 'a disk with contents' })
  }
  if (capacitySectors * sectorBytes > maxVirtualBytes) {
    throw refused({
      file,
      offset: at + 12,
      seen: `a capacity of ${capacitySectors * sectorBytes} bytes`,
      expected: `at most ${maxVirtualBytes} bytes (62 TiB), the largest disk of vSphere`,
    })
  }
  const tableEntries = view.getUint32(44, true)
  if (tableEntries !== 512) {
    throw refused({
      file,
      offset: at + 44,
      seen: `${tableEntries} entries in a grain table`,
      expected: '512',
    })
  }
  const compression = view.getUint16(77, true)
  const compressed = (bits & flags.compressed) !== 0
  if (compression > 1 || (compression === 1) !== compressed) {
    throw refused({
      file,
      offset: at + 77,
      seen: `compression ${compression} with flags 0x${bits.toString(16)}`,
      expected: 'none, or deflate with its flag set',
    })
  }
  const directory = view.getBigUint64(56, true)
  return {
    version,
    flags: bits,
    capacitySectors,
    grainSectors,
    descriptorOffsetSectors: number(view, 28),
    descriptorSectors: number(view, 36),
    tableEntries,
    directorySectors: directory === directoryAtEnd ? undefined : Number(directory),
    overheadSectors: number(view, 64),
    compressed,
    markers: (bits & flags.markers) !== 0,
    zeroedGrains: (bits & flags.zeroedGrain) !== 0,
  }
}

/** Writes the 512 bytes of a header. */
export function writeHeader(
  header: Omit<SparseHeader, 'compressed' | 'markers' | 'zeroedGrains'>,
): Uint8Array {
  const bytes = new Uint8Array(sectorBytes)
  const view = new DataView(bytes.buffer)
  bytes.set([0x4b, 0x44, 0x4d, 0x56])
  view.setUint32(4, header.version, true)
  view.setUint32(8, header.flags, true)
  view.setBigUint64(12, BigInt(header.capacitySectors), true)
  view.setBigUint64(20, BigInt(header.grainSectors), true)
  view.setBigUint64(28, BigInt(header.descriptorOffsetSectors), true)
  view.setBigUint64(36, BigInt(header.descriptorSectors), true)
  view.setUint32(44, header.tableEntries, true)
  const directory = header.directorySectors
  view.setBigUint64(56, directory === undefined ? directoryAtEnd : BigInt(directory), true)
  view.setBigUint64(64, BigInt(header.overheadSectors), true)
  bytes.set([0x0a, 0x20, 0x0d, 0x0a], 73)
  view.setUint16(77, (header.flags & flags.compressed) === 0 ? 0 : 1, true)
  return bytes
}

function number(view: DataView, offset: number): number {
  // Numbers beyond 2^53 lose their last digits; they are refused by every limit all the same.
  return Number(view.getBigUint64(offset, true))
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value))
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
