// The signatures that others code against; the implementations replace these declarations one by one.
import type { Readable } from 'node:stream'
import type { Kysely, Transaction } from 'kysely'
import type { Progress } from '../lib/progress.ts'
import type { SourceDescription } from '../model/observation.ts'

/** Rows of every table; filled in by src/store/schema.ts. */
// biome-ignore lint: grows with the migrations
export interface Database {}

export interface StoreOptions {
  readonly what: 'serve' | 'command'
  /** PostgreSQL 15 or newer; without it the embedded database of the workspace. */
  readonly databaseUrl?: string
  readonly progress?: Progress
  /** The URL that a server answers at, when it is known already. */
  readonly url?: string
}
export interface Store {
  readonly db: Kysely<Database>
  readonly role: 'holder' | 'client' | 'postgres'
  /** One transaction; repeated when the holder goes away. `key` makes the repeat of a committed one return its result. */
  transact<T>(
    work: (trx: Transaction<Database>) => Promise<T>,
    options?: { readonly key?: string },
  ): Promise<T>
  /** Writes the URL that this process serves at into the lock file. */
  announce(url: string): Promise<void>
  close(): Promise<void>
}
export declare function openStore(workspaceDir: string, options: StoreOptions): Promise<Store>

// ── sources.ts
export interface SourceVersion {
  readonly id: number
  readonly source: string
  readonly hash: string
  readonly readAt: string
  readonly counts: unknown
  readonly report: unknown
}
export interface SourceRow {
  readonly id: string
  readonly reader: string
  readonly key: string
  readonly label: string
  readonly rank: number
  readonly observedAt?: string
  /** The newest ready version. */
  readonly newest?: SourceVersion
  readonly versions: number
}
/** Id of a source: 12 hex digits of the SHA-256 of reader and key. */
export declare function sourceIdOf(description: SourceDescription): string
export declare function beginVersion(
  store: Store,
  description: SourceDescription,
  version: { readonly hash: string; readonly readAt: string },
): Promise<number>
export declare function finishVersion(
  store: Store,
  version: number,
  outcome: { readonly counts: unknown; readonly report: unknown; /** Known only after the read; replaces the hash given at the start. */ readonly hash?: string },
): Promise<void>
export declare function discardVersion(store: Store, version: number): Promise<void>
export declare function listSources(store: Store): Promise<readonly SourceRow[]>
export declare function newestVersion(store: Store, source: string): Promise<SourceVersion | undefined>
/** False when there is no such source. */
export declare function removeSource(store: Store, source: string): Promise<boolean>

// ── observations.ts
export interface ObservationInput {
  readonly kind: string
  readonly key: string
}
export interface ObservationRow<Doc> {
  readonly source: string
  readonly version: number
  readonly kind: string
  readonly key: string
  readonly doc: Doc
}
/** `observations` are stored whole as documents; the same kind and key twice in a version keeps the last. */
export declare function appendObservations(
  store: Store,
  version: number,
  observations: AsyncIterable<ObservationInput> | Iterable<ObservationInput>,
  progress?: Progress,
): Promise<number>
/** All observations of the newest ready version of every source, in pages, ordered by version, kind, key. */
export declare function newestObservations<Doc>(
  store: Store,
  filter?: { readonly kind?: string; readonly source?: string },
): AsyncIterable<readonly ObservationRow<Doc>[]>
/** What each version said of one object, newest first. */
export declare function observationHistory<Doc>(
  store: Store,
  kind: string,
  key: string,
): Promise<readonly (ObservationRow<Doc> & { readonly readAt: string })[]>

// ── identity.ts
export declare function readIdentities(store: Store): Promise<Map<string, string>>
/** Upserts. */
export declare function saveIdentities(
  store: Store,
  entries: Iterable<readonly [key: string, id: string]>,
): Promise<void>
export declare function resolveIdentity(store: Store, key: string): Promise<string | undefined>

// ── projections.ts
export interface Projection<Meta> {
  readonly name: string
  readonly build: number
  readonly inputHash: string
  readonly builtAt: string
  readonly meta: Meta
}
export interface ProjectedObject<Doc> {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly doc: Doc
}
export declare function readProjection<Meta>(
  store: Store,
  name: string,
): Promise<Projection<Meta> | undefined>
/** Replaces the projection `name` in one flip at the end; objects keep the order given, per kind. */
export declare function writeProjection<Meta>(
  store: Store,
  projection: { readonly name: string; readonly inputHash: string; readonly meta: Meta },
  objects: AsyncIterable<ProjectedObject<unknown>> | Iterable<ProjectedObject<unknown>>,
  progress?: Progress,
): Promise<Projection<Meta>>
/** The same in three steps, for a projection that also owns chunks. */
export declare function beginBuild(store: Store, name: string): Promise<number>
export declare function appendObjects(
  store: Store,
  build: number,
  objects: AsyncIterable<ProjectedObject<unknown>> | Iterable<ProjectedObject<unknown>>,
  progress?: Progress,
): Promise<number>
export declare function finishBuild<Meta>(
  store: Store,
  build: number,
  projection: { readonly name: string; readonly inputHash: string; readonly meta: Meta },
): Promise<Projection<Meta>>
export declare function discardBuild(store: Store, build: number): Promise<void>
export interface ObjectPage<Doc> {
  readonly total: number
  readonly objects: readonly ProjectedObject<Doc>[]
  /** Give it as `after` for the next page; undefined on the last one. */
  readonly next?: string
}
export declare function pageObjects<Doc>(
  store: Store,
  projection: string,
  page: { readonly kind: string; readonly limit: number; readonly after?: string },
): Promise<ObjectPage<Doc>>
export declare function allObjects<Doc>(
  store: Store,
  projection: string,
  kind?: string,
): AsyncIterable<readonly ProjectedObject<Doc>[]>
export declare function objectById<Doc>(
  store: Store,
  projection: string,
  id: string,
): Promise<ProjectedObject<Doc> | undefined>
/** Exact name, letter case ignored. */
export declare function objectsByName<Doc>(
  store: Store,
  projection: string,
  name: string,
): Promise<readonly ProjectedObject<Doc>[]>
export declare function countObjects(store: Store, projection: string): Promise<ReadonlyMap<string, number>>

// ── evidence.ts
export interface EvidenceRow {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly version: number
  readonly hash: string
  readonly readAt: string
  readonly report: unknown
}
/** `id` is given by the caller (hash of the relative name); a second reading of the same id is a new version. */
export declare function beginEvidence(
  store: Store,
  file: { readonly id: string; readonly name: string; readonly kind: string },
  version: { readonly hash: string; readonly readAt: string },
): Promise<number>
export declare function finishEvidence(store: Store, version: number, report: unknown): Promise<void>
export declare function discardEvidence(store: Store, version: number): Promise<void>
/** Newest ready version of each file, by name. */
export declare function listEvidence(store: Store): Promise<readonly EvidenceRow[]>
export declare function removeEvidence(store: Store, id: string): Promise<boolean>

// ── chunks.ts: columns of references and flows, about 50,000 rows each
export type ChunkTable = 'reference_chunk' | 'flow_chunk'
export type ChunkOwner =
  | { readonly kind: 'evidence'; readonly version: number }
  | { readonly kind: 'projection'; readonly build: number }
export interface Chunk {
  readonly rows: number
  /** Big-endian bytes, all of one length in a table (16: IPv6 or mapped IPv4); absent in a chunk without addresses. */
  readonly firstAddress?: Uint8Array
  readonly lastAddress?: Uint8Array
  readonly firstName?: string
  readonly lastName?: string
  readonly data: Uint8Array
}
export interface StoredChunk extends Chunk {
  readonly owner: ChunkOwner
  readonly number: number
}
export declare function appendChunks(
  store: Store,
  table: ChunkTable,
  owner: ChunkOwner,
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
): Promise<number>
/** What is looked for: chunks whose span touches the range; without one, all of them. */
export interface ChunkQuery {
  /** `newest`: the newest ready version of every evidence file. */
  readonly of: 'newest' | ChunkOwner
  readonly addresses?: { readonly first: Uint8Array; readonly last: Uint8Array }
  readonly names?: { readonly first: string; readonly last: string }
}
/** One chunk at a time, by owner and number. */
export declare function chunks(store: Store, table: ChunkTable, query: ChunkQuery): AsyncIterable<StoredChunk>

// ── documents.ts: plans, assessments, findings, decisions: (name, key) → document
export interface DocumentRow<Doc> {
  readonly key: string
  readonly doc: Doc
  readonly savedAt: string
}
export declare function putDocument(store: Store, name: string, key: string, doc: unknown): Promise<void>
/** Replaces all documents of `name` when `replace` is set, else upserts; in batches. */
export declare function putDocuments(
  store: Store,
  name: string,
  documents: Iterable<readonly [key: string, doc: unknown]>,
): Promise<void>
export declare function getDocument<Doc>(store: Store, name: string, key: string): Promise<Doc | undefined>
export declare function pageDocuments<Doc>(
  store: Store,
  name: string,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly DocumentRow<Doc>[]>
export declare function allDocuments<Doc>(
  store: Store,
  name: string,
): AsyncIterable<readonly DocumentRow<Doc>[]>
export declare function deleteDocuments(store: Store, name: string, key?: string): Promise<number>

// ── meta.ts
export declare function getMeta<Value>(store: Store, key: string): Promise<Value | undefined>
export declare function setMeta(store: Store, key: string, value: unknown): Promise<void>

// ── raw.ts: raw evidence by SHA-256 under .causeway/raw
export interface RawFile {
  /** Lower-case hex. */
  readonly hash: string
  readonly bytes: number
}
export interface RawStore {
  put(content: Readable | Uint8Array, limitBytes?: number): Promise<RawFile>
  read(hash: string): Promise<Uint8Array>
  open(hash: string): Readable
  has(hash: string): Promise<boolean>
  remove(hash: string): Promise<void>
  list(): AsyncIterable<RawFile>
}
export declare function openRawStore(workspaceDir: string): RawStore

// ── transfer.ts: db export and db import
export interface TransferResult {
  readonly rows: number
  readonly tables: Readonly<Record<string, number>>
  readonly rawFiles: number
}
export declare function exportWorkspace(
  store: Store,
  workspaceDir: string,
  outFile: string,
  options?: { readonly raw?: boolean; readonly token?: boolean; readonly progress?: Progress },
): Promise<TransferResult>
/** Into an empty workspace only. */
export declare function importWorkspace(
  store: Store,
  workspaceDir: string,
  inFile: string,
  options?: { readonly progress?: Progress },
): Promise<TransferResult>
