import { expect, test } from 'vitest'
import type { OutputFile } from '../../ports/disk.ts'
import { qcow2Layout } from './index.ts'
import { compressedEntry } from './schema.ts'

const cluster = 64 * 1024
const piece = (diskOffsetBytes: number, storedBytes: number) => ({
  diskOffsetBytes,
  diskLengthBytes: cluster,
  encoding: 'zlib' as const,
  storedBytes,
})

/** An output file in memory. */
function memoryFile(): OutputFile & { bytes: Uint8Array } {
  const file = {
    bytes: new Uint8Array(),
    async write(bytes: Uint8Array, at: number) {
      file.bytes.set(bytes, at)
    },
    async truncate(size: number) {
      const grown = new Uint8Array(size)
      grown.set(file.bytes.subarray(0, size))
      file.bytes = grown
    },
  }
  return file
}

test('a zlib grain becomes a compressed cluster without its wrapping; they are packed', () => {
  const layout = qcow2Layout(100 * cluster)
  expect(layout.place(piece(0, 1006))).toEqual({ fileOffsetBytes: cluster, stored: 'deflated' })
  expect(layout.place(piece(cluster, 506))).toEqual({ fileOffsetBytes: cluster + 1000, stored: 'deflated' })
  expect(layout.extents(0, 3 * cluster)).toEqual([
    {
      diskOffsetBytes: 0,
      diskLengthBytes: cluster,
      fileOffsetBytes: cluster,
      stored: 'deflated',
      storedBytes: 1000,
    },
    {
      diskOffsetBytes: cluster,
      diskLengthBytes: cluster,
      fileOffsetBytes: cluster + 1000,
      stored: 'deflated',
      storedBytes: 500,
    },
  ])
})

test('an incompressible grain becomes a plain cluster, and packing goes on beside it', () => {
  const layout = qcow2Layout(100 * cluster)
  layout.place(piece(0, 1006))
  expect(layout.place(piece(cluster, cluster + 26))).toEqual({
    fileOffsetBytes: 2 * cluster,
    stored: 'decoded',
  })
  expect(layout.place(piece(2 * cluster, 1006))).toEqual({
    fileOffsetBytes: cluster + 1000,
    stored: 'deflated',
  })
  // It does not fit behind the packed ones, and the next cluster is taken.
  expect(layout.place(piece(3 * cluster, 65_006))).toEqual({
    fileOffsetBytes: 3 * cluster,
    stored: 'deflated',
  })
  expect(layout.place(piece(4 * cluster, 1006))).toEqual({
    fileOffsetBytes: 3 * cluster + 65_000,
    stored: 'deflated',
  })
})

test('the entry of a compressed cluster counts the further sectors it touches', () => {
  expect(compressedEntry(cluster, 512)).toBe((1n << 62n) | BigInt(cluster))
  expect(compressedEntry(cluster, 513)).toBe((1n << 62n) | (1n << 54n) | BigInt(cluster))
  expect(compressedEntry(cluster + 500, 100)).toBe((1n << 62n) | (1n << 54n) | BigInt(cluster + 500))
})

test('the file has a header, and every cluster in use is counted', async () => {
  const layout = qcow2Layout(100 * cluster)
  const file = memoryFile()
  layout.place(piece(0, 1006))
  layout.place(piece(cluster, cluster + 26))
  layout.place(piece(5 * cluster, 700))
  layout.forget(piece(5 * cluster, 700))
  await layout.finish(file)
  const view = new DataView(file.bytes.buffer)
  expect(Buffer.from(file.bytes.subarray(0, 8)).toString('hex')).toBe('514649fb00000003')
  const l1 = Number(view.getBigUint64(40))
  const l2 = Number(view.getBigUint64(l1) & ((1n << 62n) - 1n))
  expect([view.getBigUint64(l2), view.getBigUint64(l2 + 8), view.getBigUint64(l2 + 40)]).toEqual([
    compressedEntry(cluster, 1000),
    (1n << 63n) | BigInt(2 * cluster),
    0n,
  ])
  const blocks = Number(view.getBigUint64(Number(view.getBigUint64(48))))
  const clusters = file.bytes.length / cluster
  // Header, packed cluster, plain cluster, L2, L1, refcount block, refcount table.
  expect(clusters).toBe(7)
  expect(Array.from({ length: clusters }, (_, index) => view.getUint16(blocks + index * 2))).toEqual([
    1, 1, 1, 1, 1, 1, 1,
  ])
})
