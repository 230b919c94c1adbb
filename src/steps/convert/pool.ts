import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { problem } from '../../model/problems/index.ts'
import type { BlockJob, WorkerAnswer, WorkerRequest, WorkerStart } from './messages.ts'
import type { PieceJob, PieceResult } from './pieces.ts'

/** Batches that may wait in front of a worker while it works. */
const batchesPerWorker = 2
/** A worker's garbage is unpacked grains; a small nursery gives them back early. */
const youngMib = 4

interface Hand {
  readonly worker: Worker
  busy: number
}

interface Waiting {
  readonly hand: Hand
  resolve(answer: WorkerAnswer): void
  reject(error: unknown): void
}

/**
 * Worker threads for one disk, with buffers that go round. `takeBuffer` and `pieces` wait while all hands are full,
 * which holds the reader back; memory stays at (2 × workers + 2) buffers.
 */
export class PiecePool {
  readonly #hands: readonly Hand[]
  readonly #waiting = new Map<number, Waiting>()
  readonly #wakes: (() => void)[] = []
  readonly #free: ArrayBuffer[] = []
  readonly #bufferBytes: number
  #buffersLeft: number
  #next = 1
  #failure: unknown

  constructor(start: WorkerStart, bufferBytes: number, workers = Math.min(8, availableParallelism())) {
    const file = join(process.env['CAUSEWAY_BUILD'] ?? '.', 'workers', 'disk-pieces.js')
    this.#bufferBytes = bufferBytes
    this.#buffersLeft = workers * batchesPerWorker + 2
    this.#hands = Array.from({ length: workers }, () => {
      const hand: Hand = {
        worker: new Worker(file, {
          workerData: start,
          resourceLimits: { maxYoungGenerationSizeMb: youngMib },
        }),
        busy: 0,
      }
      hand.worker.on('message', (answer: WorkerAnswer) => this.#answered(answer))
      hand.worker.on('error', (error) => this.#broke(error))
      return hand
    })
  }

  /** A buffer that nobody uses; waits for one. */
  async takeBuffer(): Promise<ArrayBuffer> {
    for (;;) {
      this.#check()
      const buffer = this.#free.pop()
      if (buffer !== undefined) return buffer
      if (this.#buffersLeft > 0) {
        this.#buffersLeft -= 1
        return new ArrayBuffer(this.#bufferBytes)
      }
      await this.#wake()
    }
  }

  /** Gives a buffer back. */
  giveBuffer(buffer: ArrayBuffer): void {
    this.#free.push(buffer)
    this.#stir()
  }

  /** Hands a batch over (its buffer with it) as soon as a worker has room, and returns the promise of its result. */
  async pieces(
    buffer: ArrayBuffer,
    jobs: readonly PieceJob[],
  ): Promise<{ readonly result: Promise<PieceResult> }> {
    const hand = await this.#freeHand()
    const answer = this.#ask(hand, { kind: 'pieces', id: this.#id(), buffer, jobs }, [buffer])
    const result = answer.then((done) => {
      if (done.kind !== 'pieces') throw new TypeError('a worker answered something else')
      this.giveBuffer(done.buffer)
      return done.result
    })
    return { result }
  }

  /** Hashes blocks as they stand in the output. */
  async blocks(jobs: readonly BlockJob[]): Promise<{ readonly result: Promise<PieceResult['blocks']> }> {
    const hand = await this.#freeHand()
    const answer = this.#ask(hand, { kind: 'blocks', id: this.#id(), jobs }, [])
    const result = answer.then((done) => {
      if (done.kind !== 'blocks') throw new TypeError('a worker answered something else')
      return done.blocks
    })
    return { result }
  }

  /** Ends the threads; open requests fail. */
  async close(): Promise<void> {
    await Promise.all(this.#hands.map(({ worker }) => worker.terminate()))
    this.#failure ??= new Error('the worker pool is closed')
    for (const { reject } of this.#waiting.values()) reject(this.#failure)
    this.#waiting.clear()
    this.#stir()
  }

  async #freeHand(): Promise<Hand> {
    for (;;) {
      this.#check()
      const hand = this.#hands.reduce((best, other) => (other.busy < best.busy ? other : best))
      if (hand.busy < batchesPerWorker) return hand
      await this.#wake()
    }
  }

  #ask(hand: Hand, request: WorkerRequest, transfer: readonly ArrayBuffer[]): Promise<WorkerAnswer> {
    hand.busy += 1
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { hand, resolve, reject })
      hand.worker.postMessage(request, [...transfer])
    })
  }

  #answered(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    if (waiting === undefined) return
    this.#waiting.delete(answer.id)
    waiting.hand.busy -= 1
    if (answer.kind !== 'failed') waiting.resolve(answer)
    else {
      const error = answer.problem
        ? problem(answer.problem.code, answer.problem.values)
        : new Error(answer.message)
      this.#failure ??= error
      waiting.reject(error)
    }
    this.#stir()
  }

  #broke(error: unknown): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    this.#stir()
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure
  }

  #id(): number {
    const id = this.#next
    this.#next += 1
    return id
  }

  #wake(): Promise<void> {
    return new Promise((resolve) => this.#wakes.push(resolve))
  }

  #stir(): void {
    for (const wake of this.#wakes.splice(0)) wake()
  }
}
