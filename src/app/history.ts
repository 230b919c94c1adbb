import type { HistoryQuery, HistoryResult } from '../contract/history.ts'
import { problem } from '../model/problems/index.ts'
import type { ObjectChange } from '../stages/discover/index.ts'
import { allDocuments, pageDocuments } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, loadVm } from './estate.ts'
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
  if (query.set === undefined) {
    const start = query.after === undefined ? 0 : sets.findIndex(({ id }) => id === query.after) + 1
    const page = sets.slice(start, start + query.limit)
    const last = page.at(-1)
    const more = last !== undefined && start + page.length < sets.length
    return { sets: page.map(shown), changes: [], ...(more ? { next: last.id } : {}) }
  }
  const set = sets.find(({ id }) => id === query.set)
  if (!set) throw problem('history-unknown', { wanted: query.set })
  const changes: Change[] = []
  for await (const page of allDocuments<readonly ObjectChange[]>(context.store, pagesOf(set.id))) {
    for (const { doc } of page) for (const change of doc) changes.push(withSet(change, set))
  }
  return paged(changes.filter(wantedBy(query)), [set], query)
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

function wantedBy({ change, field }: HistoryQuery): (one: Change) => boolean {
  return (one) =>
    (change === undefined || one.change === change) &&
    (field === undefined || one.fields.some((changed) => changed.field.split(/[.[]/)[0] === field))
}

function paged(changes: readonly Change[], sets: readonly Set[], query: HistoryQuery): HistoryResult {
  const idOfChange = ({ set, kind, id }: Change): string => `${set} ${kind}/${id}`
  const start =
    query.after === undefined ? 0 : changes.findIndex((one) => idOfChange(one) === query.after) + 1
  const page = changes.slice(start, start + query.limit)
  const last = page.at(-1)
  const more = last !== undefined && start + page.length < changes.length
  return { sets: sets.map(shown), changes: page, ...(more ? { next: idOfChange(last) } : {}) }
}

function withSet(change: ObjectChange, { id, at }: Set): Change {
  const { kind, name, change: what, fields } = change
  return { set: id, at, kind, id: change.id, name, change: what, fields: fields.map((one) => ({ ...one })) }
}

function shown({ id, at, because, appeared, vanished, changed, first }: Set): HistoryResult['sets'][number] {
  return { id, at, because: [...because], appeared, vanished, changed, first }
}
