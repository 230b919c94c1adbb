import type { AnyRecord } from '../schema.ts'
import type { Slice, Unread } from '../source.ts'
import type { Batch } from './retrieve.ts'

/** Where the records of a batch go while its answers are read. */
export interface Outlet {
  /** Takes a record, once: an answer that broke off is asked for again, and begins with what was told already. */
  tell(record: AnyRecord): void
  /** Takes an object that gives no record. */
  miss(unread: Unread): void
  /** Those that nothing is known of yet. */
  left(ids: readonly string[]): string[]
  /** Undefined when the next piece of an answer may be read now, else a promise of that moment. */
  ready(): Promise<void> | undefined
}

/**
 * A batch that was asked for. Its answer waits in the connection until its turn comes, and then is passed on piece by
 * piece: a record that is dropped as soon as it is understood costs the memory next to nothing, one that waits for a
 * hundred others is copied twice. Only when another batch failed are whole answers gathered, not to ask for them again.
 */
export class UnderWay implements Outlet {
  readonly batch: Batch
  /** Settles with the batch; never rejects. */
  readonly ended: Promise<void>
  /** Why the batch was not read to its end. */
  failure: { readonly error: unknown } | undefined
  readonly #known = new Set<string>()
  #records: AnyRecord[] = []
  #unread: Unread[] = []
  #turn: 'waits' | 'flows' | 'gathers' = 'waits'
  #isOver = false
  /** Lets the answer be read on. */
  #goOn: (() => void) | undefined
  /** Lets what was told be taken. */
  #tellTaker: (() => void) | undefined

  constructor(batch: Batch, readBatch: (batch: Batch, outlet: Outlet) => Promise<void>) {
    this.batch = batch
    this.ended = this.#run(readBatch)
  }

  tell(record: AnyRecord): void {
    if (this.#known.has(record.id)) return
    this.#known.add(record.id)
    this.#records.push(record)
  }

  miss(unread: Unread): void {
    if (this.#known.has(unread.object.value)) return
    this.#known.add(unread.object.value)
    this.#unread.push(unread)
  }

  left(ids: readonly string[]): string[] {
    return ids.filter((id) => !this.#known.has(id))
  }

  ready(): Promise<void> | undefined {
    if (this.#turn === 'gathers' || (this.#turn === 'flows' && this.#records.length === 0)) return undefined
    return new Promise((resolve) => {
      this.#goOn = resolve
      this.#tellTaker?.()
    })
  }

  /** What was told, as it comes, until the batch ends or fails; nothing more is read than is taken. */
  async *flow(): AsyncGenerator<Slice> {
    if (this.#turn === 'waits') this.#turn = 'flows'
    for (;;) {
      if (this.#records.length + this.#unread.length > 0) yield this.take()
      else if (this.#isOver) return
      else await this.#more()
    }
  }

  /** What was told and not taken yet. */
  take(): Slice {
    const slice = { records: this.#records, unread: this.#unread }
    this.#records = []
    this.#unread = []
    return slice
  }

  /** Reads to the end without waiting for anybody. */
  gather(): void {
    this.#turn = 'gathers'
    this.#wakeReader()
  }

  async #run(readBatch: (batch: Batch, outlet: Outlet) => Promise<void>): Promise<void> {
    try {
      await readBatch(this.batch, this)
    } catch (error) {
      this.failure = { error }
    }
    this.#isOver = true
    this.#tellTaker?.()
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#tellTaker = resolve
      this.#wakeReader()
    })
  }

  #wakeReader(): void {
    const goOn = this.#goOn
    this.#goOn = undefined
    goOn?.()
  }
}
