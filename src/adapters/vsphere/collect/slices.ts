import { setTimeout as sleep } from 'node:timers/promises'
import { FormatError } from '../../../lib/format-error.ts'
import { Problem } from '../../../model/problems/index.ts'
import type { ManagedType, Reference } from '../schema.ts'
import type { Slice } from '../source.ts'
import { Throttle } from './throttle.ts'
import type { Batch } from './retrieve.ts'

/** Garbled answers in a row after which a server is no longer believed. */
const mostGarbled = 30

/** Objects asked for in one call, calls at the same time, and how long a server may be away in the middle. */
export interface Pace {
  readonly sliceObjects: number
  readonly inFlight: number
  /** A vCenter that starts anew needs minutes; whoever is away longer has gone. */
  readonly awayMilliseconds: number
  /** Before a server that is away is asked again for the first time; doubles each time. */
  readonly pauseMilliseconds: number
}

/** A real vCenter answers about a hundred objects in a page; four calls hide most of its latency. */
export const defaultPace: Pace = {
  sliceObjects: 100,
  inFlight: 4,
  awayMilliseconds: 5 * 60_000,
  pauseMilliseconds: 1000,
}

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
 * sequence; nothing new is asked for while the consumer is busy. A server that is overloaded (no answer in time, 503)
 * is asked for less and less at once, and for more again when it answers. One that is away is waited for; when it does
 * not come back, what was not read is named, and what was read stays. Only a read that never got anything fails.
 */
export async function* inParallel(
  batches: readonly Batch[],
  pace: Pace,
  readBatch: (batch: Batch) => Promise<Slice>,
  signal: AbortSignal,
): AsyncGenerator<Slice> {
  const waiting: Pending[] = [...batches].reverse()
  const running: Promise<Outcome>[] = []
  const throttle = new Throttle(pace)
  let read = false
  let garbled = 0
  const start = (): void => {
    while (running.length < throttle.inFlight) {
      const batch = waiting.pop()
      if (batch === undefined) return
      const [now, later] = cut(batch, throttle.objects)
      if (later !== undefined) waiting.push(later)
      running.push(attempt(now, readBatch))
    }
  }
  try {
    for (;;) {
      start()
      const outcome = await running.shift()
      if (outcome === undefined) return
      if ('slice' in outcome) {
        throttle.answered()
        read = true
        garbled = 0
        yield outcome.slice
        continue
      }
      const { batch, error } = outcome
      if (isGarbled(error) ? !read || ++garbled > mostGarbled : !isTrouble(error)) throw error
      signal.throwIfAborted()
      // What was under way behind it comes first into order again: its own answers are not lost, only asked once more.
      const behind = await Promise.all(running.splice(0))
      for (const late of behind.reverse())
        waiting.push('slice' in late ? { ...late.batch, done: late.slice } : late.batch)
      if (isGarbled(error) && batch.ids.length === 1) {
        yield unread([batch], `its answer cannot be read: ${error.message}`)
        continue
      }
      waiting.push(batch)
      if (throttle.refused(batch.ids.length)) continue
      const pause = throttle.pause()
      if (pause !== undefined) await sleep(pause, undefined, { signal })
      else if (!read) throw error
      else return yield unread(waiting, stopped(error))
    }
  } finally {
    // Whoever stops listening must not leave work behind; the outcomes never reject.
    await Promise.all(running)
  }
}

/** A batch, with its answer where there is one already that waits for its turn. */
type Pending = Batch & { readonly done?: Slice }

type Outcome =
  | { readonly batch: Batch; readonly slice: Slice }
  | { readonly batch: Batch; readonly error: unknown }

async function attempt(batch: Pending, readBatch: (batch: Batch) => Promise<Slice>): Promise<Outcome> {
  if (batch.done !== undefined) return { batch, slice: batch.done }
  try {
    return { batch, slice: await readBatch(batch) }
  } catch (error) {
    return { batch, error }
  }
}

/** The first objects of a batch, as many as are asked for now, and the rest of it. */
function cut(batch: Pending, objects: number): [Pending, Pending | undefined] {
  if (batch.done !== undefined || batch.ids.length <= objects) return [batch, undefined]
  return [
    { ...batch, ids: batch.ids.slice(0, objects) },
    { ...batch, ids: batch.ids.slice(objects) },
  ]
}

function stopped(error: unknown): string {
  return `the vCenter stopped answering while the inventory was read: ${error instanceof Error ? error.message : ''}`
}

function unread(waiting: readonly Pending[], why: string): Slice {
  const left = waiting.toReversed()
  return {
    records: left.flatMap((batch) => batch.done?.records ?? []),
    unread: left.flatMap(
      (batch) =>
        batch.done?.unread ?? batch.ids.map((value) => ({ object: { type: batch.type, value }, why })),
    ),
  }
}

/** An answer that is no XML, again and again: something in it breaks it, or it is no vCenter. */
function isGarbled(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'vcenter-answer' && error.cause instanceof FormatError
}

function isTrouble(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  return ['vcenter-busy', 'vcenter-unreachable', 'proxy-refused'].includes(error.code)
}
