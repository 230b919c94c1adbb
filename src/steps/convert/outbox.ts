import { blockBytes } from '../../ports/disk.ts'
import { pageAlignedBuffer } from './page-memory.ts'
import { writeAll, type WriteSome } from './write-all.ts'

/** A stretch of a block's memory and where it goes in the file. */
export interface Run {
  readonly from: number
  readonly length: number
  readonly fileOffsetBytes: number
}

/**
 * Blocks on their way to the file. While some are being written the next one is put together: `take` waits only when
 * all memory is under way.
 */
export class Outbox {
  readonly #write: WriteSome
  readonly #file: string
  readonly #free: Buffer[]
  readonly #wakes: (() => void)[] = []

  constructor(write: WriteSome, file: string, blocks = 3) {
    this.#write = write
    this.#file = file
    this.#free = Array.from({ length: blocks }, () => pageAlignedBuffer(blockBytes))
  }

  /** Page-aligned memory for one block, with whatever was in it. */
  async take(): Promise<Buffer> {
    for (;;) {
      const memory = this.#free.pop()
      if (memory !== undefined) return memory
      await new Promise<void>((resolve) => this.#wakes.push(resolve))
    }
  }

  /** Takes memory back that is not sent. */
  give(memory: Buffer): void {
    this.#free.push(memory)
    this.#wakes.shift()?.()
  }

  /** Writes runs of the memory and takes it back; rejects with `move-no-space`. */
  async send(memory: Buffer, runs: readonly Run[]): Promise<void> {
    try {
      for (const { from, length, fileOffsetBytes } of runs) {
        await writeAll(this.#write, memory.subarray(from, from + length), fileOffsetBytes, this.#file)
      }
    } finally {
      this.give(memory)
    }
  }
}

/** Joins runs that are neighbours in memory and in the file. */
export function addRun(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  const joins =
    last !== undefined &&
    last.from + last.length === run.from &&
    last.fileOffsetBytes + last.length === run.fileOffsetBytes
  if (joins) runs[runs.length - 1] = { ...last, length: last.length + run.length }
  else runs.push(run)
}
