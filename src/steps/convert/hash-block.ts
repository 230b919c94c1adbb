import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { blockBytes } from '../../ports/disk.ts'
import type { DirectFile } from './direct-file.ts'
import type { BlockJob } from './messages.ts'
import { pageAlignedBuffer } from './page-memory.ts'

const zeros = Buffer.alloc(blockBytes)
const memory = pageAlignedBuffer(blockBytes)

/** Reads one block back from the output and hashes it; undefined = all zeros. */
export function hashBlock(file: DirectFile, job: BlockJob): Uint8Array | undefined {
  memory.fill(0)
  for (const extent of job.extents) {
    const from = extent.diskOffsetBytes - job.block * blockBytes
    if (extent.stored === 'decoded') {
      readAll(file, memory.subarray(from, from + extent.diskLengthBytes), extent.fileOffsetBytes)
      continue
    }
    const stored = Buffer.allocUnsafe(extent.storedBytes)
    readAll(file, stored, extent.fileOffsetBytes)
    const limits = { maxOutputLength: extent.diskLengthBytes, chunkSize: extent.diskLengthBytes + 64 }
    memory.set(inflateRawSync(stored, limits), from)
  }
  return hashUnlessZero(memory.subarray(0, job.lengthBytes))
}

/** SHA-256 of a block, or undefined when it is all zeros. */
export function hashUnlessZero(bytes: Buffer): Uint8Array | undefined {
  return isZero(bytes) ? undefined : new Uint8Array(createHash('sha256').update(bytes).digest())
}

/** Whether there is nothing but zeros; at most a block. */
export function isZero(bytes: Buffer): boolean {
  return bytes.equals(zeros.subarray(0, bytes.length))
}

/** Fills `target`; behind the end of the file there are zeros. */
function readAll(file: DirectFile, target: Uint8Array, fileOffsetBytes: number): void {
  let done = 0
  while (done < target.length) {
    const got = file.readSync(target.subarray(done), fileOffsetBytes + done)
    if (got === 0) return
    done += got
  }
}
