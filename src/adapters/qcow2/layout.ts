import type { DiskLayout, Extent, OutputFile, PlacedPiece, Placement } from '../../ports/disk.ts'
import { finishTables } from './finish.ts'
import { ClusterMap } from './map.ts'
import { clusterBytes, maxStoredBytes } from './schema.ts'

/** Two bytes of zlib header and four of Adler-32 are left out of a compressed cluster. */
const wrapBytes = 6

/**
 * A qcow2 image. A zlib grain of exactly one cluster is stored as it is, without its wrapping: qcow2's compressed
 * clusters hold the same deflate stream (reference: docs/interop/qcow2.txt, "compressed clusters"). All else becomes
 * plain clusters. Offsets are given in the order of the pieces; tables and header are written at the end.
 */
export function qcow2Layout(virtualBytes: number): DiskLayout {
  const map = new ClusterMap()
  /** Compressed clusters are packed from `packed` to `packedEnd`; `free` is the first unused host cluster's offset. */
  let packed = clusterBytes
  let packedEnd = clusterBytes
  let free = clusterBytes

  function placePacked(storedBytes: number): number {
    if (packed + storedBytes > packedEnd) {
      if (packedEnd !== free) packed = free
      packedEnd = roundUp(packed + storedBytes)
      free = packedEnd
    }
    const offset = packed
    packed += storedBytes
    return offset
  }

  function place(piece: PlacedPiece): Placement {
    const cluster = Math.floor(piece.diskOffsetBytes / clusterBytes)
    if (passes(piece)) {
      const storedBytes = piece.storedBytes - wrapBytes
      const fileOffsetBytes = placePacked(storedBytes)
      map.set(cluster, { fileOffsetBytes, storedBytes })
      return { fileOffsetBytes, stored: 'deflated' }
    }
    const first = map.get(cluster)
    if (first === undefined) {
      const clusters = Math.ceil(piece.diskLengthBytes / clusterBytes)
      for (let index = 0; index < clusters; index += 1) {
        map.set(cluster + index, { fileOffsetBytes: free, storedBytes: clusterBytes })
        free += clusterBytes
      }
    }
    const start = map.get(cluster)?.fileOffsetBytes ?? 0
    return { fileOffsetBytes: start + (piece.diskOffsetBytes % clusterBytes), stored: 'decoded' }
  }

  return {
    format: 'qcow2',
    async begin() {},
    place,
    forget(piece) {
      // A part of a cluster may have neighbours with contents; it reads as zeros from the hole it leaves.
      if (piece.diskLengthBytes < clusterBytes) return
      const first = piece.diskOffsetBytes / clusterBytes
      const clusters = Math.ceil(piece.diskLengthBytes / clusterBytes)
      for (let index = 0; index < clusters; index += 1) map.set(first + index, undefined)
    },
    extents: (offset, length) => extents(map, offset, length),
    finish: (file: OutputFile) => finishTables(file, map, virtualBytes, free),
  }
}

/** Whether the stored bytes of a piece can stand as a compressed cluster. */
function passes(piece: PlacedPiece): boolean {
  return (
    piece.encoding === 'zlib' &&
    piece.diskLengthBytes === clusterBytes &&
    piece.storedBytes > wrapBytes &&
    piece.storedBytes - wrapBytes <= maxStoredBytes
  )
}

function extents(map: ClusterMap, offset: number, length: number): readonly Extent[] {
  const found: Extent[] = []
  for (let at = offset; at < offset + length; at += clusterBytes) {
    const entry = map.get(Math.floor(at / clusterBytes))
    if (entry === undefined) continue
    found.push({
      diskOffsetBytes: at,
      diskLengthBytes: Math.min(clusterBytes, offset + length - at),
      fileOffsetBytes: entry.fileOffsetBytes,
      stored: entry.storedBytes === clusterBytes ? 'decoded' : 'deflated',
      storedBytes: entry.storedBytes,
    })
  }
  return found
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / clusterBytes) * clusterBytes
}
