import type { Transaction } from 'kysely'
import type { Progress } from '../lib/progress.ts'
import type { Store } from './open.ts'
import type { Database } from './schema.ts'

/** Bounds of one transaction: design §6. */
const maximumRows = 2_000
const maximumMs = 100
/** Text of one batch; a document may be large. */
const maximumBytes = 4 * 1_048_576

/** Items as they come, at once or over time. */
export type Items<Item> = AsyncIterable<Item> | Iterable<Item>

/**
 * Writes items in short transactions whose size follows the time that the last one took. Returns how many there were.
 * `bytesOf` is the length of an item as it is sent.
 */
export async function inBatches<Item>(
  store: Store,
  items: Items<Item>,
  bytesOf: (item: Item) => number,
  write: (trx: Transaction<Database>, batch: readonly Item[], first: number) => Promise<void>,
  progress?: Progress,
): Promise<number> {
  let limit = 500
  let bytes = 0
  let done = 0
  let batch: Item[] = []

  async function flush(): Promise<void> {
    if (batch.length === 0) return
    progress?.signal.throwIfAborted()
    const full = batch
    const began = performance.now()
    await store.transact((trx) => write(trx, full, done))
    const took = performance.now() - began
    if (full.length === limit || took > maximumMs) {
      limit = Math.round(Math.min(maximumRows, Math.max(50, (full.length * maximumMs * 0.7) / took)))
    }
    done += full.length
    progress?.advance(done)
    batch = []
    bytes = 0
  }

  for await (const item of items) {
    batch.push(item)
    bytes += bytesOf(item)
    if (batch.length >= limit || bytes >= maximumBytes) await flush()
  }
  await flush()
  return done
}

/** Rows of one page of a long read. */
export const pageRows = 2_000
