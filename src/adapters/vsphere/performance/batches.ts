import { Problem } from '../../../model/problems/index.ts'
import type { PerformancePart, ReadSamples } from '../../../ports/performance-reader.ts'
import type { Reference } from '../schema/kinds.ts'
import { SoapFault } from '../soap/fault.ts'
import type { Counter } from './counters.ts'
import { whyNot } from './managers.ts'

/** One entity and what is asked of it. */
export interface Wanted {
  /** Its identity key. */
  readonly entity: string
  readonly reference: Reference
  /** Seconds since 1970; only what is newer. */
  readonly since: number
  readonly counters: readonly Counter[]
  /** A cluster counts for each of its members against the limit, so it is asked about alone. */
  readonly alone: boolean
}

/** Asks about a few entities at once; throws SoapFault. */
export type Ask = (wanted: readonly Wanted[]) => Promise<readonly ReadSamples[]>

/** More entities in one question make answers that take too long. */
const mostEntities = 50
const inFlight = 4
/** Refusals in a row after which nobody is asked any more: the user may see none of them. */
const mostRefused = 100

/** What one question gave. */
type Part = Pick<PerformancePart, 'samples' | 'unread'>

/**
 * Reads entities in questions that stay under the limit, four at a time. A question that is refused is asked again in
 * halves, down to one counter of one entity, so that one bad entity costs nothing but itself; a refusal because of size
 * lowers the limit for all that follow. After 100 entities in a row that were refused the others are not asked about.
 */
export async function* readInBatches(
  all: readonly Wanted[],
  most: number,
  ask: Ask,
  signal: AbortSignal,
): AsyncGenerator<Part & { readonly done: number }> {
  let limit = most
  let next = 0
  let refused = 0
  let lastRefusal = ''
  const take = (): readonly Wanted[] => {
    const batch: Wanted[] = []
    let metrics = 0
    for (let one = all[next]; one !== undefined && batch.length < mostEntities; one = all[next]) {
      metrics += one.counters.length
      if (batch.length > 0 && (metrics > limit || one.alone || batch[0]?.alone === true)) break
      batch.push(one)
      next++
    }
    return batch
  }
  const answer = async (wanted: readonly Wanted[]): Promise<Part> => {
    signal.throwIfAborted()
    if (refused >= mostRefused)
      return unreadOf(wanted, `${lastRefusal}; not asked, since ${mostRefused} before it were refused`)
    try {
      const samples = await ask(wanted)
      refused = 0
      return { samples, unread: [] }
    } catch (error) {
      const why = refusal(error)
      if (why === undefined) throw error
      if (tooMuch(error)) limit = Math.max(1, Math.min(limit, Math.floor(metricsOf(wanted) / 2)))
      const [left, right] = halves(wanted, tooMuch(error))
      if (left === undefined || right === undefined) {
        refused++
        lastRefusal = why
        return unreadOf(wanted, why)
      }
      return joined(wanted, await answer(left), await answer(right))
    }
  }
  const running: Promise<{ readonly part?: Part; readonly error?: unknown; readonly done: number }>[] = []
  const start = (): void => {
    while (running.length < inFlight && next < all.length) {
      const batch = take()
      running.push(
        answer(batch).then(
          (part) => ({ part, done: batch.length }),
          (error: unknown) => ({ error, done: 0 }),
        ),
      )
    }
  }
  try {
    for (start(); running.length > 0; start()) {
      const outcome = await running.shift()
      if (outcome?.part === undefined) throw outcome?.error
      yield { ...outcome.part, done: outcome.done }
    }
  } finally {
    // Whoever stops listening must not leave work behind; the outcomes never reject.
    await Promise.all(running)
  }
}

function unreadOf(wanted: readonly Wanted[], why: string): Part {
  return { samples: [], unread: wanted.map(({ entity }) => ({ entity, why })) }
}

/** Why a question was refused in a way that a smaller one may not be; undefined for trouble of another kind. */
function refusal(error: unknown): string | undefined {
  if (error instanceof SoapFault) return whyNot(error)
  if (error instanceof Problem && error.code === 'vcenter-answer') return error.message
  return undefined
}

function tooMuch(error: unknown): boolean {
  if (!(error instanceof SoapFault)) return false
  const { fault, detail, text } = error
  return (
    fault === 'RestrictedByAdministrator' ||
    /querySpec\.size/.test(`${detail['invalidProperty'] ?? ''} ${text}`)
  )
}

function metricsOf(wanted: readonly Wanted[]): number {
  return wanted.reduce((sum, { counters }) => sum + counters.length, 0)
}

/** Half of the entities, or half of the counters of the only one when there were too many; none when there is no half. */
function halves(wanted: readonly Wanted[], byCounters: boolean): readonly (readonly Wanted[])[] {
  const [first, ...others] = wanted
  if (first === undefined) return []
  const middle = Math.ceil((others.length > 0 ? wanted.length : first.counters.length) / 2)
  if (others.length > 0) return [wanted.slice(0, middle), wanted.slice(middle)]
  if (!byCounters || first.counters.length < 2) return []
  return [
    [{ ...first, counters: first.counters.slice(0, middle) }],
    [{ ...first, counters: first.counters.slice(middle) }],
  ]
}

/** Both halves together; an entity of which a half is missing counts as not read, so that the next read asks again. */
function joined(wanted: readonly Wanted[], left: Part, right: Part): Part {
  const why = new Map([...left.unread, ...right.unread].map((one) => [one.entity, one.why]))
  return {
    samples: [...left.samples, ...right.samples].filter(({ entity }) => !why.has(entity)),
    unread: wanted.flatMap(({ entity }) => {
      const reason = why.get(entity)
      return reason === undefined ? [] : [{ entity, why: reason }]
    }),
  }
}
