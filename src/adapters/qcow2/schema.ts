/** Numbers of the qcow2 format, version 3 (docs/interop/qcow2.txt of QEMU). All integers are big-endian. */
export const clusterBits = 16
/** 64 KiB, the size of a VMDK grain: a stored grain fits a compressed cluster as it is. */
export const clusterBytes = 1 << clusterBits
/** Entries of an L2 table, which is one cluster. */
export const tableEntries = clusterBytes / 8
/** Entries of a refcount block with 16-bit counts. */
export const refcountEntries = clusterBytes / 2
/** Header bytes of version 3 without extensions. */
export const headerBytes = 104
/** L1 and plain L2 entries: this cluster is used once and may be written in place. */
export const copied = 1n << 63n
/** L2 entries: the cluster is compressed. */
export const compressed = 1n << 62n
/** Where the count of further sectors begins in a compressed entry: 62 - (clusterBits - 8). */
export const sectorShift = BigInt(62 - (clusterBits - 8))
/** Longest stored stream: its sector count must fit the eight bits, and it must be shorter than the cluster. */
export const maxStoredBytes = clusterBytes - 1

/** The 104 bytes at the start of a file. */
export interface Qcow2Header {
  readonly virtualBytes: number
  readonly l1Entries: number
  readonly l1Offset: number
  readonly refcountTableOffset: number
  readonly refcountTableClusters: number
}

/** The entry for a compressed cluster of `storedBytes` at `offset`. */
export function compressedEntry(offset: number, storedBytes: number): bigint {
  const further = Math.floor((offset + storedBytes - 1) / 512) - Math.floor(offset / 512)
  return compressed | (BigInt(further) << sectorShift) | BigInt(offset)
}

/** The bytes of the header. */
export function headerOf(header: Qcow2Header): Uint8Array {
  const bytes = new Uint8Array(clusterBytes)
  const view = new DataView(bytes.buffer)
  bytes.set([0x51, 0x46, 0x49, 0xfb])
  view.setUint32(4, 3)
  view.setUint32(20, clusterBits)
  view.setBigUint64(24, BigInt(header.virtualBytes))
  view.setUint32(36, header.l1Entries)
  view.setBigUint64(40, BigInt(header.l1Offset))
  view.setBigUint64(48, BigInt(header.refcountTableOffset))
  view.setUint32(56, header.refcountTableClusters)
  // 2^4 = 16 bits for each refcount.
  view.setUint32(96, 4)
  view.setUint32(100, headerBytes)
  return bytes
}
