import { inflateSync } from 'node:zlib'
import { problem } from '../../model/problems/index.ts'
import { blockBytes, type DiskPiece, type Placement } from '../../ports/disk.ts'
import { hashUnlessZero, isZero } from './hash-block.ts'
import { addRun, type Outbox, type Run } from './outbox.ts'
import { release } from './release.ts'

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

/**
 * Unpacks, checks and hashes the pieces of one batch and sends them to the file; `written` settles when they are
 * there. zlib verifies each grain's Adler-32. Throws `disk-damaged` with the input offset.
 */
export async function writePieces(
  buffer: ArrayBuffer,
  jobs: readonly PieceJob[],
  target: PieceTarget,
  outbox: Outbox,
): Promise<{ readonly result: PieceResult; readonly written: Promise<void> }> {
  const blocks: { block: number; hash: Uint8Array | undefined }[] = []
  const zeros: number[] = []
  const sent: Promise<void>[] = []
  const send = (memory: Buffer, runs: readonly Run[]): void => {
    const done = outbox.send(memory, runs)
    // Whoever awaits `written` learns it; until then nobody listens.
    done.catch(() => {})
    sent.push(done)
  }
  const packed = new Packed(outbox, send)
  for (const [block, members] of groupByBlock(jobs)) {
    const memory = await outbox.take()
    const runs: Run[] = []
    try {
      memory.fill(0)
      for (const { index, job } of members) {
        const from = job.diskOffsetBytes - block * blockBytes
        const stored = new Uint8Array(buffer, job.start, job.storedBytes)
        if (job.encoding === 'zlib') unpack(stored, job, target, memory, from)
        else memory.set(stored, from)
        if (isZero(memory.subarray(from, from + job.diskLengthBytes))) zeros.push(index)
        else if (job.stored === 'decoded') {
          addRun(runs, { from, length: job.diskLengthBytes, fileOffsetBytes: job.fileOffsetBytes })
        } else {
          await packed.add(stored.subarray(2, stored.length - 4), job.fileOffsetBytes)
        }
      }
      const length = Math.min(blockBytes, target.virtualBytes - block * blockBytes)
      blocks.push({ block, hash: hashUnlessZero(memory.subarray(0, length)) })
    } catch (error) {
      outbox.give(memory)
      throw error
    }
    send(memory, runs)
  }
  packed.flush()
  return { result: { blocks, zeros }, written: Promise.all(sent).then(() => undefined) }
}

interface Member {
  readonly index: number
  readonly job: PieceJob
}

function groupByBlock(jobs: readonly PieceJob[]): ReadonlyMap<number, readonly Member[]> {
  const groups = new Map<number, Member[]>()
  for (const [index, job] of jobs.entries()) {
    const block = Math.floor(job.diskOffsetBytes / blockBytes)
    const list = groups.get(block)
    if (list === undefined) groups.set(block, [{ index, job }])
    else list.push({ index, job })
  }
  return groups
}

/** Deflated clusters lie close together in the file; they are joined into few writes. */
class Packed {
  readonly #outbox: Outbox
  readonly #send: (memory: Buffer, runs: readonly Run[]) => void
  #memory: Buffer | undefined
  #length = 0
  #runs: Run[] = []

  constructor(outbox: Outbox, send: (memory: Buffer, runs: readonly Run[]) => void) {
    this.#outbox = outbox
    this.#send = send
  }

  async add(bytes: Uint8Array, fileOffsetBytes: number): Promise<void> {
    if (this.#memory !== undefined && this.#length + bytes.length > this.#memory.length) this.flush()
    this.#memory ??= await this.#outbox.take()
    this.#memory.set(bytes, this.#length)
    addRun(this.#runs, { from: this.#length, length: bytes.length, fileOffsetBytes })
    this.#length += bytes.length
  }

  flush(): void {
    if (this.#memory !== undefined) this.#send(this.#memory, this.#runs)
    this.#memory = undefined
    this.#length = 0
    this.#runs = []
  }
}

/** Puts the guest bytes of a zlib grain into `memory` at `from`. */
function unpack(stored: Uint8Array, job: DiskPiece, target: PieceTarget, memory: Buffer, from: number): void {
  const broken = (seen: string, cause?: unknown) => {
    const expected = `the ${job.diskLengthBytes} bytes of the disk from ${job.diskOffsetBytes} on`
    return problem(
      'disk-damaged',
      { file: target.input, offset: job.inputOffsetBytes, seen, expected },
      cause,
    )
  }
  // A little more room than a grain: when the output just fits, zlib is asked once more into a second buffer.
  const chunkSize = target.grainBytes + 64
  let bytes: Buffer<ArrayBuffer>
  try {
    bytes = inflateSync(stored, { chunkSize, maxOutputLength: target.grainBytes })
  } catch (error) {
    throw broken(`a grain that does not unpack (${reasonOf(error)})`, error)
  }
  if (bytes.length < job.diskLengthBytes) throw broken(`a grain that unpacks to ${bytes.length} bytes`)
  memory.set(bytes.subarray(0, job.diskLengthBytes), from)
  if (bytes.buffer.byteLength === chunkSize) release(bytes)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    ? 'it is larger than a grain'
    : error.message
}
