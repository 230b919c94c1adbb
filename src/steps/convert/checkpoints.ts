import type { JournalFile, WorkFile } from './workspace.ts'

/** Input bytes between two checkpoints. The first one comes with the first batch. */
const intervalBytes = 16 * 1024 * 1024
/** Input bytes that may be read beyond the last checkpoint: with the reader's own 6.5 MiB and its next 4 MiB below 64. */
const aheadBytes = 48 * 1024 * 1024

interface Slot {
  readonly position: number
  readonly readBytes: number
  frame: Uint8Array | undefined
  written: number
}

/** What a checkpoint says of the two files. */
export interface CheckpointMark {
  readonly position: number
  readonly journalBytes: number
  readonly writtenBytes: number
}

/**
 * Saves checkpoints beside the running work: batches finish in any order, a checkpoint covers the longest finished
 * row from the front. Order is everything: output flushed, journal flushed, then the mark saved.
 */
export class Checkpoints {
  readonly #file: WorkFile
  readonly #journal: JournalFile
  readonly #save: (mark: CheckpointMark) => Promise<void>
  readonly #slots: Slot[] = []
  readonly #wakes: (() => void)[] = []
  #written: number
  #unsavedBytes = 0
  #saved = false
  #busy: Promise<void> | undefined
  #failure: { readonly error: unknown } | undefined

  constructor(
    file: WorkFile,
    journal: JournalFile,
    writtenBytes: number,
    save: (mark: CheckpointMark) => Promise<void>,
  ) {
    this.#file = file
    this.#journal = journal
    this.#written = writtenBytes
    this.#save = save
  }

  /** A batch begins; `done` is called with its journal frame when its bytes are written. */
  add(position: number, readBytes: number): { done(frame: Uint8Array | undefined, written: number): void } {
    const slot: Slot = { position, readBytes, frame: undefined, written: 0 }
    this.#slots.push(slot)
    this.#unsavedBytes += readBytes
    return {
      done: (frame, written) => {
        slot.frame = frame ?? new Uint8Array()
        slot.written = written
        this.#consider(false)
        this.#stir()
      },
    }
  }

  /** A batch failed; whoever waits learns it. */
  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#stir()
  }

  /** Waits while too much was read since the last checkpoint. */
  async room(): Promise<void> {
    for (;;) {
      this.#check()
      if (this.#unsavedBytes <= aheadBytes) return
      this.#consider(true)
      await this.#wake()
    }
  }

  /** Waits for all batches and saves a last checkpoint. */
  async drain(): Promise<void> {
    for (;;) {
      this.#check()
      if (this.#slots.length === 0 && this.#busy === undefined) return
      this.#consider(true)
      await this.#wake()
    }
  }

  /** Waits for a checkpoint that is being written, whatever comes of it. */
  async quiet(): Promise<void> {
    await this.#busy
  }

  /** Starts a checkpoint when one is due (`force`: when there is anything to save). */
  #consider(force: boolean): void {
    if (this.#busy !== undefined || this.#failure !== undefined) return
    const first = this.#slots.findIndex((slot) => slot.frame === undefined)
    const ready = first === -1 ? this.#slots.length : first
    const bytes = this.#slots.slice(0, ready).reduce((sum, slot) => sum + slot.readBytes, 0)
    const due = ready > 0 && (force || !this.#saved || bytes >= intervalBytes)
    if (!due) return
    const slots = this.#slots.splice(0, ready)
    this.#busy = this.#write(slots)
      .then(
        () => {
          this.#saved = true
          this.#unsavedBytes -= bytes
        },
        (error: unknown) => {
          this.#failure ??= { error }
        },
      )
      .finally(() => {
        this.#busy = undefined
        this.#stir()
      })
  }

  async #write(slots: readonly Slot[]): Promise<void> {
    const last = slots.at(-1)
    if (last === undefined) return
    await this.#file.sync()
    await this.#journal.append(slots.flatMap((slot) => (slot.frame === undefined ? [] : [slot.frame])))
    for (const slot of slots) this.#written += slot.written
    await this.#save({
      position: last.position,
      journalBytes: this.#journal.bytes,
      writtenBytes: this.#written,
    })
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure.error
  }

  #wake(): Promise<void> {
    return new Promise((resolve) => this.#wakes.push(resolve))
  }

  #stir(): void {
    for (const wake of this.#wakes.splice(0)) wake()
  }
}
