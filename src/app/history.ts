import type { HistoryQuery, HistoryResult } from '../contract/history.ts'
import { problem } from '../model/problems/index.ts'
import type { ObjectChange } from '../stages/discover/index.ts'
import { allDocuments, pageDocuments } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, loadVm } from './estate.ts'
import { netChanges } from './history-net.ts'
import { pageAfter } from './page-after.ts'
import { type KeptSet, keptSets, objectDocuments, objectPrefix, pagesOf } from './record-history.ts'

type Set = KeptSet & { readonly id: string }
type Change = HistoryResult['changes'][number]

/**
 * What appeared, vanished and changed in the estate, the newest first: the change sets, and the changes of one VM or of
 * one set. A VM that has vanished is found by its id or its last name in the sets.
 */
export async function showHistory(context: AppContext, query: HistoryQuery): Promise<HistoryResult> {
  await ensureEstate(context)
  const sets = await keptSets(context)
  if (query.vm !== undefined) return historyOfVm(context, query.vm, sets, query)
  const meant = sets.filter(within(query))
  if (query.set !== undefined) {
    const set = setOf(sets, query.set)
    return paged(await found(context, [set], query), [set], query)
  }
  if (query.from !== undefined || query.to !== undefined) return between(context, sets, query)
  if ([query.change, query.field, query.kind, query.find].some((asked) => asked !== undefined))
    return acrossSets(context, meant, query)
  const { items, next } = pageAfter(meant, query, ({ id }) => id)
  return { sets: items.map(shown), changes: [], ...(next === undefined ? {} : { next }) }
}

function setOf(sets: readonly Set[], wanted: string): Set {
  const set = sets.find(({ id }) => id === wanted)
  if (!set) throw problem('history-unknown', { wanted })
  return set
}

/** Changes of these sets that fit, in the order of the sets. */
async function found(context: AppContext, sets: readonly Set[], query: HistoryQuery): Promise<Change[]> {
  const changes: Change[] = []
  const fits = wantedBy(query)
  for (const set of sets) {
    for await (const page of allDocuments<readonly ObjectChange[]>(context.store, pagesOf(set.id))) {
      for (const { doc } of page) {
        for (const change of doc) {
          const one = withSet(change, set)
          if (fits(one)) changes.push(one)
        }
      }
    }
  }
  return changes
}

/** What the sets after one up to another come to. */
async function between(
  context: AppContext,
  sets: readonly Set[],
  query: HistoryQuery,
): Promise<HistoryResult> {
  // Sets stand newest first; ids are in the order of time.
  const from = query.from === undefined ? '' : setOf(sets, query.from).id
  const to = query.to === undefined ? sets[0]?.id : setOf(sets, query.to).id
  const inside = sets.filter(({ id }) => id > from && to !== undefined && id <= to)
  const all = { ...query, change: undefined, field: undefined }
  const net = netChanges(await found(context, inside.toReversed(), all))
  return paged(net.filter(wantedBy(query)), inside, query)
}

/** A page of the changes of many sets: reads only as many sets as it takes. */
async function acrossSets(
  context: AppContext,
  sets: readonly Set[],
  query: HistoryQuery,
): Promise<HistoryResult> {
  const start = sets.findIndex(({ id }) => query.after?.startsWith(`${id} `) === true)
  const changes: Change[] = []
  for (const set of sets.slice(Math.max(0, start))) {
    changes.push(...(await found(context, [set], query)))
    const passed = changes.findIndex((one) => idOfChange(one) === query.after) + 1
    if (changes.length - passed > query.limit) break
  }
  const named = new globalThis.Set(changes.map(({ set }) => set))
  return paged(
    changes,
    sets.filter(({ id }) => named.has(id)),
    query,
  )
}

async function historyOfVm(
  context: AppContext,
  wanted: string,
  sets: readonly Set[],
  query: HistoryQuery,
): Promise<HistoryResult> {
  const id = await idOf(context, wanted, sets)
  const prefix = objectPrefix('vm', id)
  const byId = new Map(sets.map((set) => [set.id, set]))
  const changes: Change[] = []
  for (let after = prefix; ; ) {
    const rows = await pageDocuments<ObjectChange>(context.store, objectDocuments, { limit: 500, after })
    const own = rows.filter(({ key }) => key.startsWith(prefix))
    for (const { key, doc } of own) {
      const set = byId.get(key.slice(prefix.length))
      if (set) changes.push(withSet(doc, set))
    }
    const last = own.at(-1)
    if (!last || own.length < 500) break
    after = last.key
  }
  const kept = changes.reverse().filter(wantedBy(query))
  const named = new globalThis.Set(kept.map(({ set }) => set))
  return paged(
    kept,
    sets.filter((set) => named.has(set.id)),
    query,
  )
}

/** The id of a VM that is there, or of one that is gone and whose name or id a set still tells. */
async function idOf(context: AppContext, wanted: string, sets: readonly Set[]): Promise<string> {
  try {
    return (await loadVm(context, wanted)).id
  } catch (error) {
    for (const set of sets) {
      if (set.vanished === 0) continue
      for await (const page of allDocuments<readonly ObjectChange[]>(context.store, pagesOf(set.id))) {
        for (const { doc } of page) {
          const gone = doc.find(
            ({ kind, change, id, name }) =>
              kind === 'vm' && change === 'vanished' && (id === wanted || name === wanted),
          )
          if (gone) return gone.id
        }
      }
    }
    throw error
  }
}

function wantedBy({ change, field, kind, find }: HistoryQuery): (one: Change) => boolean {
  const part = find?.toLowerCase()
  return (one) =>
    (change === undefined || one.change === change) &&
    (kind === undefined || one.kind === kind) &&
    (part === undefined || one.name.toLowerCase().includes(part)) &&
    (field === undefined || one.fields.some((changed) => changed.field.split(/[.[]/)[0] === field))
}

/** `2026-11-20` as the end is that whole day. */
function within({ since, until }: HistoryQuery): (set: Set) => boolean {
  return ({ at }) =>
    (since === undefined || at >= since) && (until === undefined || at.slice(0, until.length) <= until)
}

const idOfChange = ({ set, kind, id }: Change): string => `${set} ${kind}/${id}`

function paged(changes: readonly Change[], sets: readonly Set[], query: HistoryQuery): HistoryResult {
  const { items, next } = pageAfter(changes, query, idOfChange)
  return { sets: sets.map(shown), changes: [...items], ...(next === undefined ? {} : { next }) }
}

function withSet(change: ObjectChange, { id, at }: Set): Change {
  const { kind, name, change: what, fields } = change
  return { set: id, at, kind, id: change.id, name, change: what, fields: fields.map((one) => ({ ...one })) }
}

function shown({ id, at, because, appeared, vanished, changed, first }: Set): HistoryResult['sets'][number] {
  return { id, at, because: [...because], appeared, vanished, changed, first }
}
