import type { PerformanceList } from '../contract/performance.ts'
import { type CounterState, metrics, performanceKinds } from '../model/performance.ts'
import type { PerformanceInterval } from '../ports/performance-reader.ts'
import { allDocuments, type Store } from '../store/index.ts'

/** What was read of each vCenter, beside the samples. */
export const performanceDocuments = 'performance'

/** One interval of a vCenter as it was read last. */
export interface IntervalNote {
  readonly interval: PerformanceInterval
  /** ISO 8601, by the clock of the vCenter. */
  readonly readAt: string
  /** How far back was ever asked. */
  readonly from: string
  /** False while it is read, and when that broke off. */
  readonly finished: boolean
  /** By the name of the counter. */
  readonly counters: Readonly<Record<string, CounterState>>
}

/** What is kept of a vCenter, by its instance UUID. */
export interface VcenterNote {
  readonly host: string
  /** By the seconds of the interval. */
  readonly intervals: Readonly<Record<string, IntervalNote>>
}

/** All vCenters of which performance was read, by instance UUID. */
export async function vcenterNotes(store: Store): Promise<ReadonlyMap<string, VcenterNote>> {
  const notes = new Map<string, VcenterNote>()
  for await (const page of allDocuments<VcenterNote>(store, performanceDocuments))
    for (const { key, doc } of page) notes.set(key, doc)
  return notes
}

/** What the keys of a vCenter's entities begin with, one for each kind. */
export function entityPrefixes(vcenter: string): readonly string[] {
  return performanceKinds.map((kind) => `${kind}|vc:${vcenter}/`)
}

type Counters = PerformanceList['vcenters'][number]['intervals'][number]['counters']

/** The counters as every answer shows them. */
export function countersOf({ counters, interval }: Pick<IntervalNote, 'counters' | 'interval'>): Counters {
  return metrics.map(({ name, counter }) => {
    const state = counters[counter] ?? { state: 'unknown' }
    const text = sentenceOf(state, counter, interval)
    return { metric: name, counter, state: state.state, ...(text === undefined ? {} : { text }) }
  })
}

function sentenceOf(state: CounterState, counter: string, interval: PerformanceInterval): string | undefined {
  if (state.state === 'kept') return undefined
  if (state.state === 'unknown') return `This server has no counter ${counter}.`
  return `Not kept at level ${state.level}: “${interval.name}” keeps counters of statistics level ${state.level} and below, and ${counter} is of level ${state.needs}.`
}

/** An interval as every answer shows it. */
export function intervalOf({ seconds, name, level }: PerformanceInterval): {
  seconds: number
  name: string
  level?: number
} {
  return { seconds, name, ...(level === undefined ? {} : { level }) }
}
