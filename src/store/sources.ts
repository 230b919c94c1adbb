import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { SourceDescription } from '../model/observation.ts'
import { removeOwned } from './abandoned.ts'
import { json, storable } from './json.ts'
import { ownerText, thisOwner } from './lock/owner.ts'
import type { Store } from './open.ts'

/** One read of a source. */
export interface SourceVersion {
  readonly id: number
  readonly source: string
  /** Hash of what was read, given by the caller: equal hashes, nothing new. */
  readonly hash: string
  /** ISO 8601. */
  readonly readAt: string
  readonly counts: unknown
  readonly report: unknown
}

/** What was described, by whom. */
export interface SourceRow {
  readonly id: string
  readonly reader: string
  readonly key: string
  readonly label: string
  readonly rank: number
  readonly observedAt?: string
  /** The newest ready version. */
  readonly newest?: SourceVersion
  /** Number of ready versions. */
  readonly versions: number
}

/** Id of a source: 12 hex digits of the SHA-256 of its reader and key, so the same in every workspace. */
export function sourceIdOf(description: Pick<SourceDescription, 'reader' | 'key'>): string {
  return createHash('sha256').update(`${description.reader}\0${description.key}`).digest('hex').slice(0, 12)
}

/** Begins a version, which nobody sees until `finishVersion`. Answers its number. */
export async function beginVersion(
  store: Store,
  description: SourceDescription,
  version: { readonly hash: string; readonly readAt: string },
): Promise<number> {
  const id = sourceIdOf(description)
  const row = {
    reader: description.reader,
    key: storable(description.key),
    label: storable(description.label),
    rank: description.rank,
    observed_at: description.observedAt ?? null,
  }
  return store.transact(async (trx) => {
    await trx
      .insertInto('source')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    const made = await trx
      .insertInto('source_version')
      .values({
        source: id,
        state: 'loading',
        hash: version.hash,
        read_at: version.readAt,
        owner: ownerText(thisOwner()),
        counts: '{}',
        report: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
}

/** Makes a version visible. */
export async function finishVersion(
  store: Store,
  version: number,
  outcome: { readonly counts: unknown; readonly report: unknown; readonly hash?: string },
): Promise<void> {
  const hash = outcome.hash === undefined ? {} : { hash: outcome.hash }
  await store.transact((trx) =>
    trx
      .updateTable('source_version')
      .set({ state: 'ready', counts: json(outcome.counts), report: json(outcome.report), ...hash })
      .where('id', '=', version)
      .execute(),
  )
}

/** Takes a version back, and its source too when it has no other. */
export async function discardVersion(store: Store, version: number): Promise<void> {
  const found = await store.db
    .selectFrom('source_version')
    .select('source')
    .where('id', '=', version)
    .executeTakeFirst()
  await removeOwned(store, 'source_version', version)
  if (found) await removeIfEmpty(store, found.source)
}

async function removeIfEmpty(store: Store, source: string): Promise<boolean> {
  const removed = await store.transact((trx) =>
    trx
      .deleteFrom('source')
      .where('id', '=', source)
      .where((where) =>
        where.not(where.exists(where.selectFrom('source_version').select('id').where('source', '=', source))),
      )
      .executeTakeFirst(),
  )
  return removed.numDeletedRows > 0n
}

/** All sources with a ready version, by rank (highest first), label and id. */
export async function listSources(store: Store): Promise<readonly SourceRow[]> {
  const found = await sql<{
    id: string
    reader: string
    key: string
    label: string
    rank: number
    observed_at: string | null
    version: number
    hash: string
    read_at: string
    counts: unknown
    report: unknown
    versions: number
  }>`
    select s.id, s.reader, s.key, s.label, s.rank, s.observed_at,
           v.id as version, v.hash, v.read_at, v.counts, v.report,
           (select count(*) from source_version o where o.source = s.id and o.state = 'ready') as versions
    from source s
    join source_version v on v.id = (
      select max(o.id) from source_version o where o.source = s.id and o.state = 'ready')
    order by s.rank desc, s.label collate "C", s.id`.execute(store.db)
  return found.rows.map((row) => ({
    id: row.id,
    reader: row.reader,
    key: row.key,
    label: row.label,
    rank: row.rank,
    ...(row.observed_at === null ? {} : { observedAt: row.observed_at }),
    newest: {
      id: row.version,
      source: row.id,
      hash: row.hash,
      readAt: row.read_at,
      counts: row.counts,
      report: row.report,
    },
    versions: row.versions,
  }))
}

/** The newest ready version of one source. */
export async function newestVersion(store: Store, source: string): Promise<SourceVersion | undefined> {
  const row = await store.db
    .selectFrom('source_version')
    .select(['id', 'source', 'hash', 'read_at', 'counts', 'report'])
    .where('source', '=', source)
    .where('state', '=', 'ready')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { read_at: readAt, ...rest } = row
  return { ...rest, readAt }
}

/** Removes a source with all its versions; false when there is none of that id. */
export async function removeSource(store: Store, source: string): Promise<boolean> {
  // First out of sight, in one small transaction; then the rows.
  const versions = await store.transact((trx) =>
    trx
      .updateTable('source_version')
      .set({ state: 'loading' })
      .where('source', '=', source)
      .returning('id')
      .execute(),
  )
  for (const { id } of versions) await removeOwned(store, 'source_version', id)
  return removeIfEmpty(store, source)
}
