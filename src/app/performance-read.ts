import type { PerformanceRead } from '../contract/performance.ts'
import { problem } from '../model/problems/index.ts'
import type { OpenPerformance, PerformanceRequest } from '../ports/performance-reader.ts'
import type { SourceInput } from '../ports/source-reader.ts'
import {
  addSamples,
  getDocument,
  lastSlots,
  objectById,
  putDocument,
  readIdentities,
  samplesKept,
  type Store,
} from '../store/index.ts'
import type { AppContext } from './context.ts'
import { estateProjection } from './estate.ts'
import {
  countersOf,
  entityPrefixes,
  intervalOf,
  type IntervalNote,
  performanceDocuments,
  type VcenterNote,
} from './performance-notes.ts'

/** Reads the performance of one vCenter into the store: what is newer than what is there. */
export async function readPerformance(
  context: AppContext,
  input: SourceInput,
  request: PerformanceRequest,
): Promise<PerformanceRead> {
  const started = performance.now()
  const opened = await context.adapters.performance.open(input, request, context.progress)
  try {
    const note = noteOf(opened)
    await keepNote(context.store, opened, { ...note, finished: false })
    const outcome = await readAll(context, opened)
    await keepNote(context.store, opened, note)
    const { host, vcenter, now, from } = opened
    return {
      vcenter,
      host,
      readAt: now,
      from,
      interval: intervalOf(opened.interval),
      counters: countersOf(note),
      asked: { ...opened.entities },
      ...outcome,
      kept: await keptOf(context.store, vcenter),
      notes: [...opened.notes],
      seconds: Math.round((performance.now() - started) / 10) / 100,
    }
  } finally {
    await opened.close()
  }
}

type Outcome = Pick<PerformanceRead, 'read' | 'empty' | 'upToDate' | 'unread' | 'samples' | 'inEstate'>

async function readAll(context: AppContext, opened: OpenPerformance): Promise<Outcome> {
  const { store, progress } = context
  const { seconds } = opened.interval
  const total = Object.values(opened.entities).reduce((sum, count) => sum + count, 0)
  const known = await readIdentities(store)
  const read = new Set<string>()
  const unread: { entity: string; why: string }[] = []
  let [upToDate, samples, done] = [0, 0, 0]
  progress.phase(`reading performance of ${opened.host}, averages of ${seconds} seconds`)
  for await (const part of opened.read(await since(store, opened))) {
    progress.signal.throwIfAborted()
    samples += await addSamples(store, seconds, part.samples)
    for (const { entity, values } of part.samples) {
      for (const series of values.values()) if (series.some((value) => value >= 0)) read.add(entity)
    }
    unread.push(...part.unread)
    upToDate += part.upToDate
    done += part.done
    progress.advance(done, total, 'objects')
  }
  const [first] = unread
  if (first !== undefined && read.size === 0 && upToDate === 0 && unread.length === total)
    throw problem('performance-refused', { host: opened.host, count: total, why: first.why })
  return {
    read: read.size,
    empty: total - read.size - upToDate - unread.length,
    upToDate,
    unread: await named(store, known, unread),
    samples,
    inEstate: [...read].filter((entity) => known.has(entity)).length,
  }
}

/** Where the last read of each entity ended. */
async function since(
  store: Store,
  { vcenter, interval }: OpenPerformance,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>()
  for (const prefix of entityPrefixes(vcenter)) {
    for (const [entity, slot] of await lastSlots(store, prefix, interval.seconds))
      times.set(entity, slot * interval.seconds)
  }
  return times
}

/** The same with the names that the estate has for them. */
async function named(
  store: Store,
  known: ReadonlyMap<string, string>,
  unread: readonly { readonly entity: string; readonly why: string }[],
): Promise<PerformanceRead['unread']> {
  const told: PerformanceRead['unread'] = []
  for (const { entity, why } of unread) {
    const id = known.get(entity)
    const found = id === undefined ? undefined : await objectById(store, estateProjection, id)
    const object = entity.slice(entity.lastIndexOf('/') + 1)
    told.push({ object, ...(found === undefined ? {} : { name: found.name }), why })
  }
  return told
}

function noteOf({ interval, now, from, counters }: OpenPerformance): IntervalNote {
  return { interval, readAt: now, from, finished: true, counters: Object.fromEntries(counters) }
}

async function keepNote(store: Store, { vcenter, host }: OpenPerformance, note: IntervalNote): Promise<void> {
  const before = await getDocument<VcenterNote>(store, performanceDocuments, vcenter)
  const earlier = before?.intervals[note.interval.seconds]
  const from = earlier !== undefined && earlier.from < note.from ? earlier.from : note.from
  const intervals = { ...before?.intervals, [note.interval.seconds]: { ...note, from } }
  await putDocument(store, performanceDocuments, vcenter, { host, intervals } satisfies VcenterNote)
}

/** How much is kept of a vCenter. */
export async function keptOf(store: Store, vcenter: string): Promise<PerformanceRead['kept']> {
  let [entities, samples, bytes] = [0, 0, 0]
  for (const prefix of entityPrefixes(vcenter)) {
    const part = await samplesKept(store, prefix)
    entities += part.entities
    samples += part.samples
    bytes += part.bytes
  }
  return { entities, samples, bytes }
}
