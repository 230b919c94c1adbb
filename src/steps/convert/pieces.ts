import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { problem } from '../../model/problems/index.ts'
import { blockBytes, type DiskPiece, type Extent, type Placement } from '../../ports/disk.ts'
import { writeAll, type WriteSome } from './write-all.ts'

/** A piece with its place in the output. */
export type PieceJob = DiskPiece & Placement

/** What is the same for all batches of one disk. */
export interface PieceTarget {
  /** Name of the input, for messages. */
  readonly input: string
  /** Name of the output, for messages. */
  readonly output: string
  readonly virtualBytes: number
  readonly grainBytes: number
}

/** What became of a batch. */
export interface PieceResult {
  /** SHA-256 per block as far as this batch fills it; undefined = all zeros. */
  readonly blocks: readonly { readonly block: number; readonly hash: Uint8Array | undefined }[]
  /** Positions of the pieces that were all zeros, which were not written. */
  readonly zeros: readonly number[]
}

const scratch = Buffer.alloc(blockBytes)
const zeros = Buffer.alloc(blockBytes)

/**
 * Unpacks, checks, hashes and writes the pieces of one batch; runs in a worker thread and does not wait for anything.
 * zlib verifies each grain's Adler-32. Throws `disk-damaged` with the input offset, or `move-no-space`.
 */
export function writePieces(
  buffer: ArrayBuffer,
  jobs: readonly PieceJob[],
  target: PieceTarget,
  write: WriteSome,
): PieceResult {
  const byBlock = new Map<number, number[]>()
  for (const [index, job] of jobs.entries()) {
    const block = Math.floor(job.diskOffsetBytes / blockBytes)
    const list = byBlock.get(block)
    if (list === undefined) byBlock.set(block, [index])
    else list.push(index)
  }
  const blocks: { block: number; hash: Uint8Array | undefined }[] = []
  const zeroPieces: number[] = []
  for (const [block, members] of byBlock) {
    scratch.fill(0)
    members.sort((left, right) => (jobs[left]?.diskOffsetBytes ?? 0) - (jobs[right]?.diskOffsetBytes ?? 0))
    const runs = new RunWriter(write, target.output)
    let filled = false
    for (const index of members) {
      const job = jobs[index]
      if (job === undefined) continue
      const from = job.diskOffsetBytes - block * blockBytes
      const stored = new Uint8Array(buffer, job.start, job.storedBytes)
      const bytes = job.encoding === 'zlib' ? unpack(stored, job, target) : stored
      scratch.set(bytes, from)
      const part = scratch.subarray(from, from + job.diskLengthBytes)
      if (part.equals(zeros.subarray(0, part.length))) {
        zeroPieces.push(index)
        continue
      }
      filled = true
      if (job.stored === 'decoded') runs.add(from, part.length, job.fileOffsetBytes)
      else writeAll(write, stored.subarray(2, stored.length - 4), job.fileOffsetBytes, target.output)
    }
    runs.flush()
    const length = Math.min(blockBytes, target.virtualBytes - block * blockBytes)
    blocks.push({ block, hash: filled ? hashOf(scratch.subarray(0, length)) : undefined })
  }
  return { blocks, zeros: zeroPieces }
}

/** Reads one block back from the output and hashes it; undefined = all zeros. */
export function hashBlock(
  handle: number,
  block: number,
  lengthBytes: number,
  extents: readonly Extent[],
): Uint8Array | undefined {
  scratch.fill(0)
  for (const extent of extents) {
    const from = extent.diskOffsetBytes - block * blockBytes
    if (extent.stored === 'decoded') {
      readAll(handle, scratch.subarray(from, from + extent.diskLengthBytes), extent.fileOffsetBytes)
      continue
    }
    const stored = Buffer.allocUnsafe(extent.storedBytes)
    readAll(handle, stored, extent.fileOffsetBytes)
    const bytes = inflateRawSync(stored, {
      maxOutputLength: extent.diskLengthBytes,
      chunkSize: blockBytes / 16,
    })
    scratch.set(bytes, from)
  }
  const part = scratch.subarray(0, lengthBytes)
  return part.equals(zeros.subarray(0, lengthBytes)) ? undefined : hashOf(part)
}

/** Joins pieces that are neighbours in memory and in the file into one write. */
class RunWriter {
  readonly #write: WriteSome
  readonly #file: string
  #from = 0
  #length = 0
  #at = 0

  constructor(write: WriteSome, file: string) {
    this.#write = write
    this.#file = file
  }

  add(from: number, length: number, fileOffsetBytes: number): void {
    if (from !== this.#from + this.#length || fileOffsetBytes !== this.#at + this.#length) {
      this.flush()
      this.#from = from
      this.#at = fileOffsetBytes
    }
    this.#length += length
  }

  flush(): void {
    if (this.#length === 0) return
    writeAll(this.#write, scratch.subarray(this.#from, this.#from + this.#length), this.#at, this.#file)
    this.#length = 0
  }
}

function unpack(stored: Uint8Array, job: DiskPiece, target: PieceTarget): Uint8Array {
  const broken = (seen: string, cause?: unknown) =>
    problem(
      'disk-damaged',
      {
        file: target.input,
        offset: job.inputOffsetBytes,
        seen,
        expected: `the ${job.diskLengthBytes} bytes of the disk from ${job.diskOffsetBytes} on`,
      },
      cause,
    )
  let bytes: Buffer
  try {
    bytes = inflateSync(stored, {
      chunkSize: Math.max(64, target.grainBytes),
      maxOutputLength: target.grainBytes,
    })
  } catch (error) {
    throw broken(`a grain that does not unpack (${reasonOf(error)})`, error)
  }
  if (bytes.length < job.diskLengthBytes) throw broken(`a grain that unpacks to ${bytes.length} bytes`)
  return bytes.subarray(0, job.diskLengthBytes)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    ? 'it is larger than a grain'
    : error.message
}

function hashOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}

function readAll(handle: number, target: Uint8Array, fileOffsetBytes: number): void {
  let done = 0
  while (done < target.length) {
    const got = readSync(handle, target, done, target.length - done, fileOffsetBytes + done)
    if (got === 0) return
    done += got
  }
}
