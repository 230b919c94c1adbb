import type { PerformanceList, PerformanceRemoved } from '../contract/performance.ts'
import { problem } from '../model/problems/index.ts'
import { deleteDocuments, removeSamples } from '../store/index.ts'
import type { AppContext } from './context.ts'
import {
  countersOf,
  entityPrefixes,
  intervalOf,
  performanceDocuments,
  vcenterNotes,
} from './performance-notes.ts'
import { keptOf } from './performance-read.ts'

/** What was read of which vCenter, and how much room it takes. */
export async function listPerformance({ store }: AppContext): Promise<PerformanceList> {
  const vcenters: PerformanceList['vcenters'] = []
  for (const [vcenter, { host, intervals }] of await vcenterNotes(store)) {
    vcenters.push({
      vcenter,
      host,
      intervals: Object.values(intervals)
        .sort((one, other) => one.interval.seconds - other.interval.seconds)
        .map((note) => ({
          interval: intervalOf(note.interval),
          readAt: note.readAt,
          from: note.from,
          finished: note.finished,
          counters: countersOf(note),
        })),
      kept: await keptOf(store, vcenter),
    })
  }
  return { vcenters }
}

/** Removes the samples of one vCenter, named by its host or its instance UUID. */
export async function removePerformance({ store }: AppContext, wanted: string): Promise<PerformanceRemoved> {
  const notes = await vcenterNotes(store)
  const found = [...notes].find(([vcenter, { host }]) => vcenter === wanted.toLowerCase() || host === wanted)
  if (found === undefined) {
    const kind = `vCenter of which performance was read (there are: ${[...notes.values()].map(({ host }) => host).join(', ') || 'none'})`
    throw problem('performance-unknown', { kind, wanted })
  }
  const [vcenter, { host }] = found
  const kept = await keptOf(store, vcenter)
  for (const prefix of entityPrefixes(vcenter)) await removeSamples(store, prefix)
  await deleteDocuments(store, performanceDocuments, vcenter)
  return { removed: vcenter, host, kept }
}
