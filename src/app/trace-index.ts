import { createHash } from 'node:crypto'
import { type AddressEntry, packAddressBook } from '../algebra/columns/address-book.ts'
import { collectFlows, openFlows } from '../algebra/columns/flow-table.ts'
import { mergeReferences } from '../algebra/columns/merge-references.ts'
import { referenceChunks } from '../algebra/columns/pack-references.ts'
import { openReferences, type ReferenceTable } from '../algebra/columns/reference-table.ts'
import { parseAddress } from '../lib/ip.ts'
import { addressesOf } from '../model/estate.ts'
import type { OwnerRecord, Reference } from '../model/evidence.ts'
import type { Network } from '../model/infrastructure.ts'
import type { Vm } from '../model/vm.ts'
import {
  allDocuments,
  allObjects,
  appendChunks,
  beginBuild,
  type Chunk,
  chunks,
  discardBuild,
  type EvidenceRow,
  finishBuild,
  listEvidence,
  listSources,
  readProjection,
  type Store,
} from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, estateInputHash, estateProjection } from './estate.ts'
import { reportOf } from './evidence-report.ts'
import { marks, ownerDocuments, storedFlows, storedReferences } from './import-evidence.ts'
import { readTextsAgain, readWhatIsToldAnew } from './read-again.ts'

/** Name of the projection that holds references, flows and addresses of all files together. */
export const traceProjection = 'trace-index'

/** Bump when the rules of the index change, so that stored ones are rebuilt. */
const rulesVersion = 2

/** First sign of the names under which owner records are found among the references. */
const ownerMark = '\u0002'

/** What the index carries beside its chunks. */
export interface TraceMeta {
  readonly kinds: readonly string[]
  readonly files: number
  readonly notUnderstood: { readonly statements: number; readonly files: number }
  readonly flowWindow?: { readonly first: string; readonly last: string }
  /** The newest time that a source or the flows state; when nothing was read, nobody knows. */
  readonly asOf?: string
  readonly references: number
  readonly flows: number
  /** Teams that CMDB and IPAM name, by their own spelling. */
  readonly teams: readonly string[]
  /** People that CMDB and IPAM name. */
  readonly people: readonly string[]
  /** Owners of folders. */
  readonly folders: readonly OwnerRecord[]
  readonly networks: readonly Network[]
}

/** Hash over everything the index is made of. */
async function traceInputHash(context: AppContext): Promise<string> {
  const hash = createHash('sha256').update(`rules ${rulesVersion}\n${await estateInputHash(context)}\n`)
  for (const { id, version, hash: content } of await listEvidence(context.store))
    hash.update(`${id} ${version} ${content}\n`)
  return hash.digest('hex')
}

/** The index as it belongs to estate and evidence now; built in a worker when it does not. */
export async function ensureTraceIndex(
  context: AppContext,
): Promise<{ readonly build: number; readonly meta: TraceMeta; readonly hash: string }> {
  const current = await readProjection<TraceMeta>(context.store, traceProjection)
  if (current && current.inputHash === (await traceInputHash(context))) {
    return { build: current.build, meta: current.meta, hash: current.inputHash }
  }
  await ensureEstate(context)
  context.progress.phase('indexing evidence')
  await context.workers.run('build-trace-index', {}, context.progress)
  const built = await readProjection<TraceMeta>(context.store, traceProjection)
  if (!built) throw new Error('the trace index was built but cannot be read back')
  return { build: built.build, meta: built.meta, hash: built.inputHash }
}

/** Merges the columns of all files into one sorted index. Runs in a worker. */
export async function buildTraceIndex(context: AppContext): Promise<TraceMeta> {
  const { store } = context
  await readWhatIsToldAnew(context)
  await readTextsAgain(context)
  const inputHash = await traceInputHash(context)
  const rows = await listEvidence(store)
  const build = await beginBuild(store, traceProjection)
  const owner = { kind: 'projection', build } as const
  try {
    context.progress.phase('indexing addresses')
    await appendChunks(store, 'reference_chunk', owner, [await addressBook(store)])
    context.progress.phase('indexing references')
    const owners = await loadOwners(store, rows)
    const tables = await openAll(store, owners.records)
    await appendChunks(store, 'reference_chunk', owner, storedReferences(mergeReferences(tables)))
    context.progress.phase('indexing flows')
    const flows = await indexFlows(context, build, rows)
    const meta = {
      ...metaOf(rows, await newestStated(store)),
      flows,
      teams: owners.teams,
      people: owners.people,
      folders: owners.folders,
      networks: await networksOf(store),
    }
    await finishBuild(store, build, { name: traceProjection, inputHash, meta })
    return meta
  } catch (error) {
    await discardBuild(store, build).catch(() => {})
    throw error
  }
}

async function addressBook(store: Store): Promise<Chunk> {
  const entries: AddressEntry[] = []
  for await (const page of allObjects<Vm>(store, estateProjection, 'vm')) {
    for (const { doc } of page) {
      if (doc.template === true) continue
      for (const address of addressesOf(doc)) {
        const key = parseAddress(address)
        if (key !== undefined) entries.push({ key, id: doc.id, name: doc.name })
      }
    }
  }
  return { rows: entries.length, firstName: marks.book, lastName: marks.book, data: packAddressBook(entries) }
}

async function networksOf(store: Store): Promise<readonly Network[]> {
  const found: Network[] = []
  for await (const page of allObjects<Network>(store, estateProjection, 'network')) {
    for (const { doc } of page) found.push(doc)
  }
  return found
}

interface LoadedOwners {
  readonly records: readonly OwnerRecord[]
  readonly teams: readonly string[]
  readonly people: readonly string[]
  readonly folders: readonly OwnerRecord[]
}

/** All owner records; folders and team names are few and stay whole, the others become rows found by subject. */
async function loadOwners(store: Store, rows: readonly EvidenceRow[]): Promise<LoadedOwners> {
  const records: OwnerRecord[] = []
  const folders: OwnerRecord[] = []
  const teams = new Set<string>()
  const people = new Set<string>()
  for (const row of rows) {
    if (reportOf(row).owners === 0) continue
    for await (const page of allDocuments<readonly OwnerRecord[]>(store, ownerDocuments(row.version))) {
      for (const record of page.flatMap(({ doc }) => doc)) {
        if (record.subject.startsWith('path:')) folders.push(record)
        else records.push(record)
        if (record.team !== undefined && record.basis !== 'owner-list') teams.add(record.team)
        if (record.person !== undefined) people.add(record.person)
      }
    }
  }
  return { records, teams: [...teams].sort(), people: [...people].sort(), folders }
}

/** Name under which the owner record of a subject stands among the references. */
export function ownerName(subject: string): string {
  return ownerMark + subject.toLowerCase()
}

function asReference(record: OwnerRecord): Reference {
  return {
    kind: 'cmdb-record',
    device: record.basis,
    file: record.file,
    line: record.line,
    text: JSON.stringify(record),
    matched: '',
    host: ownerName(record.subject),
    strength: 'name',
    role: 'literal',
  }
}

async function openAll(store: Store, owners: readonly OwnerRecord[]): Promise<readonly ReferenceTable[]> {
  const tables: ReferenceTable[] = []
  for (const { data } of referenceChunks(owners.map(asReference))) tables.push(openReferences(data))
  for await (const chunk of chunks(store, 'reference_chunk', { of: 'newest' }))
    tables.push(openReferences(chunk.data))
  return tables
}

async function indexFlows(context: AppContext, build: number, rows: readonly EvidenceRow[]): Promise<number> {
  const { store, progress } = context
  const owner = { kind: 'projection', build } as const
  const withFlows = rows.filter((row) => reportOf(row).flows > 0)
  const [only] = withFlows
  if (only && withFlows.length === 1) {
    await appendChunks(
      store,
      'flow_chunk',
      owner,
      chunks(store, 'flow_chunk', { of: { kind: 'evidence', version: only.version } }),
    )
    return reportOf(only).flows
  }
  const collector = collectFlows()
  const byClient = { first: marks.client, last: marks.client }
  for (const row of withFlows) {
    const of = { kind: 'evidence', version: row.version } as const
    for await (const chunk of chunks(store, 'flow_chunk', { of, names: byClient })) {
      progress.signal.throwIfAborted()
      const table = openFlows(chunk.data)
      for (let at = 0; at < table.rows; at++) collector.add(table.flowAt(at))
    }
  }
  await appendChunks(store, 'flow_chunk', owner, storedFlows(collector.chunks()))
  return collector.rows
}

function metaOf(
  rows: readonly EvidenceRow[],
  stated: string,
): Omit<TraceMeta, 'flows' | 'teams' | 'people' | 'folders' | 'networks'> {
  let statements = 0
  let files = 0
  let references = 0
  let first = ''
  let last = ''
  for (const row of rows) {
    const report = reportOf(row)
    const missed = report.statements - report.understood
    statements += missed
    if (missed > 0) files++
    references += report.references
    const { flowFirst, flowLast } = report
    if (flowFirst !== undefined && (first === '' || flowFirst < first)) first = flowFirst
    if (flowLast !== undefined && flowLast > last) last = flowLast
  }
  return {
    kinds: [...new Set(rows.map(({ kind }) => kind))].sort(),
    files: rows.length,
    notUnderstood: { statements, files },
    references,
    ...(first === '' || last === '' ? {} : { flowWindow: { first, last } }),
    ...asOfOf(stated, last),
  }
}

function asOfOf(stated: string, lastFlow: string): { readonly asOf?: string } {
  const newest = [stated, lastFlow].filter((time) => !Number.isNaN(Date.parse(time)))
  const latest = newest.sort((a, b) => Date.parse(b) - Date.parse(a))[0]
  return latest === undefined ? {} : { asOf: latest }
}

/** The newest time that a source says of itself; when it was read does not count. */
async function newestStated(store: Store): Promise<string> {
  const times = (await listSources(store)).flatMap(({ observedAt }) => observedAt ?? [])
  return times.sort().at(-1) ?? ''
}
