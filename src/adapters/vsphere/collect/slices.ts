import { setTimeout as sleep } from 'node:timers/promises'
import { FormatError } from '../../../lib/format-error.ts'
import { Problem } from '../../../model/problems/index.ts'
import type { ManagedType, Reference } from '../schema.ts'
import type { Slice } from '../source.ts'
import { Throttle } from './throttle.ts'
import type { Batch } from './retrieve.ts'
import { type Outlet, UnderWay } from './under-way.ts'

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
  readBatch: (batch: Batch, outlet: Outlet) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<Slice> {
  const waiting: (Batch | UnderWay)[] = [...batches].reverse()
  const running: UnderWay[] = []
  const throttle = new Throttle(pace)
  let read = false
  let garbled = 0
  const start = (): void => {
    while (running.length < throttle.inFlight) {
      const next = waiting.pop()
      if (next === undefined) return
      if (next instanceof UnderWay) running.push(next)
      else {
        const [now, later] = cut(next, throttle.objects)
        if (later !== undefined) waiting.push(later)
        running.push(new UnderWay(now, readBatch))
      }
    }
  }
  try {
    for (;;) {
      start()
      const [front] = running
      if (front === undefined) return
      for await (const slice of front.flow()) {
        read = true
        yield slice
      }
      running.shift()
      const { batch, failure } = front
      if (failure === undefined) {
        throttle.answered()
        read = true
        garbled = 0
        continue
      }
      const { error } = failure
      if (isGarbled(error) ? !read || ++garbled > mostGarbled : !isTrouble(error)) throw error
      signal.throwIfAborted()
      // What was under way behind it comes first into order again: its own answers are not lost, only asked once more.
      for (const late of (await gathered(running.splice(0))).reverse())
        waiting.push(late.failure === undefined ? late : late.batch)
      const left = front.left(batch.ids)
      if (isGarbled(error) && batch.ids.length === 1) {
        yield unread([{ ...batch, ids: left }], `its answer cannot be read: ${error.message}`)
        continue
      }
      if (left.length > 0) waiting.push({ ...batch, ids: left })
      if (throttle.refused(batch.ids.length)) continue
      const pause = throttle.pause()
      if (pause !== undefined) await sleep(pause, undefined, { signal })
      else if (!read) throw error
      else return yield unread(waiting, stopped(error))
    }
  } finally {
    // Whoever stops listening must not leave work behind.
    await gathered(running)
  }
}

/** These, when all of them have ended. */
async function gathered(running: readonly UnderWay[]): Promise<UnderWay[]> {
  for (const one of running) one.gather()
  await Promise.all(running.map((one) => one.ended))
  return [...running]
}

/** The first objects of a batch, as many as are asked for now, and the rest of it. */
function cut(batch: Batch, objects: number): [Batch, Batch | undefined] {
  if (batch.ids.length <= objects) return [batch, undefined]
  return [
    { ...batch, ids: batch.ids.slice(0, objects) },
    { ...batch, ids: batch.ids.slice(objects) },
  ]
}

function stopped(error: unknown): string {
  return `the vCenter stopped answering while the inventory was read: ${error instanceof Error ? error.message : ''}`
}

function unread(waiting: readonly (Batch | UnderWay)[], why: string): Slice {
  const left = waiting
    .toReversed()
    .map((one) =>
      one instanceof UnderWay
        ? one.take()
        : { records: [], unread: one.ids.map((value) => ({ object: { type: one.type, value }, why })) },
    )
  return {
    records: left.flatMap(({ records }) => records),
    unread: left.flatMap((slice) => slice.unread),
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
