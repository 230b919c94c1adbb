import type { DiskLayout } from '../../ports/disk.ts'

/** A raw image: the virtual disk byte for byte. What is not written stays a hole and reads as zeros. */
export function rawLayout(virtualBytes: number): DiskLayout {
  return {
    format: 'raw',
    begin: (file) => file.truncate(virtualBytes),
    place: (piece) => ({ fileOffsetBytes: piece.diskOffsetBytes, stored: 'decoded' }),
    forget() {},
    extents(diskOffsetBytes, diskLengthBytes) {
      return [
        {
          diskOffsetBytes,
          diskLengthBytes,
          fileOffsetBytes: diskOffsetBytes,
          stored: 'decoded',
          storedBytes: diskLengthBytes,
        },
      ]
    },
    async finish() {},
  }
}
