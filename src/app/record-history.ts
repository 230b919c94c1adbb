import { createHash } from 'node:crypto'
import type { EstateObject } from '../model/estate.ts'
import { fieldChanges, type ObjectChange } from '../stages/discover/index.ts'
import { allObjects, listSources, pageDocuments, putDocument, putDocuments } from '../store/index.ts'
import { readConflictsFile } from './conflicts-file.ts'
import type { AppContext } from './context.ts'

/** The change sets, by the time of the estate that they begin with. */
export const setDocuments = 'estate-history'
/** Pages of the changes of one set. */
export const pagesOf = (set: string): string => `estate-history/set/${set}`
/** Changes by object, then by set: those of one object stand together. */
export const objectDocuments = 'estate-history/of'
/** What the keys of one object's changes begin with. */
export const objectPrefix = (kind: string, id: string): string => `${kind}/${id} `

/** A change set as it is kept. */
export interface KeptSet {
  readonly at: string
  readonly from: string
  readonly to: string
  readonly because: readonly string[]
  readonly appeared: number
  readonly vanished: number
  readonly changed: number
  readonly first: boolean
}

/** What an estate was made of, so that the next one can say what is new. */
export interface MadeOf {
  readonly rules: number
  readonly decisions: string
  readonly sources: Readonly<
    Record<string, { readonly label: string; readonly version: number; readonly hash?: string }>
  >
}

const changesPerPage = 200

/** What the estate is made of now. */
export async function madeOf({ store, workspace }: AppContext, rules: number): Promise<MadeOf> {
  const sources: Record<string, { label: string; version: number; hash: string }> = {}
  for (const { id, label, newest } of await listSources(store)) {
    if (newest) sources[id] = { label, version: newest.id, hash: newest.hash }
  }
  const decisions = JSON.stringify(readConflictsFile(workspace))
  return { rules, sources, decisions: createHash('sha256').update(decisions).digest('hex').slice(0, 16) }
}

/** What happened between two estates, in words; undefined when only our own rules of merging changed. */
export function causesOf(before: MadeOf, after: MadeOf): readonly string[] | undefined {
  const causes: string[] = []
  for (const [id, { label, version, hash }] of Object.entries(after.sources)) {
    const old = before.sources[id]
    if (!old) causes.push(`${label} was added`)
    else if (old.version !== version) causes.push(`${label} was read again`)
    else if (old.hash !== undefined && old.hash !== hash) causes.push(`${label} changed while it was watched`)
  }
  for (const [id, { label }] of Object.entries(before.sources)) {
    if (!after.sources[id]) causes.push(`${label} was taken out`)
  }
  if (before.decisions !== '' && before.decisions !== after.decisions)
    causes.push('conflicts.yaml was changed')
  return before.rules === after.rules ? causes : undefined
}

/** Whether anything was kept yet. */
export async function hasHistory({ store }: AppContext): Promise<boolean> {
  return (await pageDocuments(store, setDocuments, { limit: 1 })).length > 0
}

/** From which estate to which. */
interface HistorySpan {
  readonly from: string | undefined
  /** When the estate that is shown was built. */
  readonly since: string | undefined
  readonly to: string
  readonly because: readonly string[]
}

/**
 * Compares the estate that is shown with the one that is about to be, and keeps what appeared, vanished and changed.
 * Called before the new one is shown: a crash between the two writes the same set again, not a second one.
 */
export async function recordHistory(
  context: AppContext,
  projection: string,
  span: HistorySpan,
  objects: Iterable<EstateObject>,
): Promise<void> {
  const { store, clock } = context
  const left = new Map<string, EstateObject>()
  for (const object of objects) left.set(`${object.kind} ${object.id}`, object)
  const changes: ObjectChange[] = []
  if (span.from !== undefined) {
    for await (const page of allObjects<EstateObject>(store, projection)) {
      for (const { doc: before } of page) {
        if (!('kind' in before)) continue
        const key = `${before.kind} ${before.id}`
        const after = left.get(key)
        left.delete(key)
        if (!after) changes.push(changeOf(before, 'vanished'))
        else {
          const fields = fieldChanges(before, after)
          if (fields.length > 0) changes.push({ ...changeOf(after, 'changed'), fields })
        }
      }
    }
  }
  const first = span.from === undefined
  const appeared = left.size
  if (!first) for (const object of left.values()) changes.push(changeOf(object, 'appeared'))
  if (changes.length === 0 && !first) return
  const at = clock.now()
  // Two processes may build the same estate at once, and a crash may make one do it again: the same key then. In order of
  // time, the first of all before every other.
  const key = `${span.since ?? '0'} ${span.to.slice(0, 8)}`
  const kept: KeptSet = {
    at,
    from: span.from ?? '',
    to: span.to,
    because: span.because,
    appeared,
    vanished: changes.filter(({ change }) => change === 'vanished').length,
    changed: changes.filter(({ change }) => change === 'changed').length,
    first,
  }
  await putDocuments(store, pagesOf(key), pagesFrom(changes))
  await putDocuments(store, objectDocuments, changesByObject(changes, key))
  await putDocument(store, setDocuments, key, kept)
}

function changeOf(object: EstateObject, change: ObjectChange['change']): ObjectChange {
  return { kind: object.kind, id: object.id, name: object.name, change, fields: [] }
}

function* changesByObject(
  changes: readonly ObjectChange[],
  set: string,
): Iterable<readonly [string, ObjectChange]> {
  for (const change of changes) yield [objectPrefix(change.kind, change.id) + set, change]
}

function* pagesFrom(changes: readonly ObjectChange[]): Iterable<readonly [string, readonly ObjectChange[]]> {
  for (let at = 0; at < changes.length; at += changesPerPage) {
    yield [String(at).padStart(9, '0'), changes.slice(at, at + changesPerPage)]
  }
}

/** Sets of all times, the newest first. */
export async function keptSets(context: AppContext): Promise<readonly (KeptSet & { readonly id: string })[]> {
  const found: (KeptSet & { readonly id: string })[] = []
  for (let after: string | undefined; ; ) {
    const rows = await pageDocuments<KeptSet>(context.store, setDocuments, {
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    })
    for (const { key, doc } of rows) found.push({ ...doc, id: key })
    if (rows.length < 1000) return found.reverse()
    after = rows.at(-1)?.key
  }
}
