import { Problem } from '../../../model/problems/index.ts'
import type { ManagedType, Reference } from '../schema.ts'
import type { Slice } from '../source.ts'
import type { Batch } from './retrieve.ts'

/** Objects asked for in one call, and calls at the same time. */
export interface Pace {
  readonly sliceObjects: number
  readonly inFlight: number
}

/** A real vCenter answers about a hundred objects in a page; four calls hide most of its latency. */
export const defaultPace: Pace = { sliceObjects: 100, inFlight: 4 }

/** The objects of these types in batches of one type each. */
export function batchesOf(ids: readonly Reference[], types: readonly ManagedType[], pace: Pace): Batch[] {
  return types.flatMap((type) => {
    const own = ids.filter((id) => id.type === type).map((id) => id.value)
    const batches: Batch[] = []
    for (let at = 0; at < own.length; at += pace.sliceObjects) {
      batches.push({ type, ids: own.slice(at, at + pace.sliceObjects) })
    }
    return batches
  })
}

/**
 * Reads batches, several at a time, and gives them in the order they stand, so that the same inventory gives the same
 * sequence; nothing new is asked for while the consumer is busy. When the server is overloaded (no answer in time,
 * 503) the batch is cut in two and fewer run at once; only a single object that still gets no answer ends the read.
 */
export async function* inParallel(
  batches: readonly Batch[],
  pace: Pace,
  readBatch: (batch: Batch) => Promise<Slice>,
): AsyncGenerator<Slice> {
  const waiting = [...batches].reverse()
  const running: Promise<Outcome>[] = []
  let limit = pace.inFlight
  try {
    for (;;) {
      while (running.length < limit) {
        const batch = waiting.pop()
        if (batch === undefined) break
        running.push(attempt(batch, readBatch))
      }
      const outcome = await running.shift()
      if (outcome === undefined) return
      if ('slice' in outcome) {
        yield outcome.slice
        continue
      }
      const { batch, error } = outcome
      if (!isOverload(error) || batch.ids.length === 1) throw error
      limit = Math.max(1, Math.floor(limit / 2))
      const middle = Math.ceil(batch.ids.length / 2)
      // Its halves go first, before what is under way, and one after the other: the server asked for less.
      for (const ids of [batch.ids.slice(0, middle), batch.ids.slice(middle)]) {
        yield* inParallel([{ ...batch, ids }], { ...pace, inFlight: 1 }, readBatch)
      }
    }
  } finally {
    // Whoever stops listening must not leave work behind; the outcomes never reject.
    await Promise.all(running)
  }
}

type Outcome = { readonly slice: Slice } | { readonly batch: Batch; readonly error: unknown }

async function attempt(batch: Batch, readBatch: (batch: Batch) => Promise<Slice>): Promise<Outcome> {
  try {
    return { slice: await readBatch(batch) }
  } catch (error) {
    return { batch, error }
  }
}

function isOverload(error: unknown): boolean {
  return error instanceof Problem && error.code === 'vcenter-busy'
}
