import { type RawBuilder, sql } from 'kysely'
import type { Progress } from '../lib/progress.ts'
import { inBatches, type Items, pageRows } from './bulk.ts'
import { documentOf, json, storable } from './json.ts'
import type { Store } from './open.ts'

/** What the store looks at in an observation; the rest is kept as it is. */
export interface ObservationInput {
  readonly kind: string
  readonly key: string
}

/** An observation with the version that said it. */
export interface ObservationRow<Doc> {
  readonly source: string
  readonly version: number
  readonly kind: string
  readonly key: string
  readonly doc: Doc
}

/**
 * Adds observations to a loading version; each is stored whole. The same kind and key twice in a version keeps the
 * last. Answers how many came in.
 */
export async function appendObservations(
  store: Store,
  version: number,
  observations: Items<ObservationInput>,
  progress?: Progress,
): Promise<number> {
  return inBatches(
    store,
    prepared(observations),
    (row) => row.doc.length,
    async (trx, batch) => {
      // One statement must not meet the same key twice.
      const last = new Map(batch.map((row) => [`${row.kind}\0${row.key}`, row]))
      const text = `[${[...last.values()].map((row) => row.text).join(',')}]`
      await sql`
        insert into observation (version, kind, key, doc)
        select ${version}, kind, key, doc
        from jsonb_to_recordset(${text}::jsonb) as row (kind text, key text, doc jsonb)
        on conflict (version, kind, key) do update set doc = excluded.doc`.execute(trx)
    },
    progress,
  )
}

interface Prepared extends ObservationInput {
  readonly doc: string
  readonly text: string
}

async function* prepared(observations: Items<ObservationInput>): AsyncGenerator<Prepared> {
  for await (const observation of observations) {
    const kind = storable(observation.kind)
    const key = storable(observation.key)
    const doc = json(observation)
    yield {
      kind,
      key,
      doc,
      text: `{"kind":${JSON.stringify(kind)},"key":${JSON.stringify(key)},"doc":${doc}}`,
    }
  }
}

/** Keys in one statement. */
const carriedAtOnce = 1_000

/**
 * Copies what an earlier version said of objects that a new one could not read, with the time at which it was read; what
 * the new one did read stays. They are named by key or by the file they stand in; a name that ends with a slash is a
 * folder. Answers how many were copied.
 */
export async function carryObservations(
  store: Store,
  earlier: { readonly version: number; readonly readAt: string },
  version: number,
  unread: { readonly keys: readonly string[]; readonly files?: readonly string[] },
): Promise<number> {
  const carry = (which: RawBuilder<boolean>): Promise<number> =>
    store.transact(async (trx) => {
      const result = await sql`
        insert into observation (version, kind, key, doc)
        select ${version}, kind, key,
          doc || jsonb_build_object('observedAt', coalesce(doc ->> 'observedAt', ${earlier.readAt}::text))
        from observation where version = ${earlier.version} and ${which}
        on conflict (version, kind, key) do nothing`.execute(trx)
      return Number(result.numAffectedRows ?? 0n)
    })
  let carried = 0
  for (const keys of inSlices(unread.keys)) carried += await carry(sql`key = any (${keys}::text[])`)
  const { files = [] } = unread
  for (const names of inSlices(files.filter((name) => !name.endsWith('/'))))
    carried += await carry(sql`doc -> 'place' ->> 'file' = any (${names}::text[])`)
  for (const folder of files.filter((name) => name.endsWith('/')))
    carried += await carry(sql`starts_with(doc -> 'place' ->> 'file', ${storable(folder)})`)
  return carried
}

function* inSlices(names: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < names.length; at += carriedAtOnce)
    yield names.slice(at, at + carriedAtOnce).map((name) => storable(name))
}

/** All observations of the newest ready version of every source, in pages, ordered by version, kind and key. */
export async function* newestObservations<Doc>(
  store: Store,
  filter: { readonly kind?: string; readonly source?: string } = {},
): AsyncGenerator<readonly ObservationRow<Doc>[]> {
  const versions = await sql<{ id: number; source: string }>`
    select max(id) as id, source from source_version where state = 'ready'
      and (${filter.source ?? null}::text is null or source = ${filter.source ?? null})
    group by source order by 1`.execute(store.db)
  for (const { id, source } of versions.rows) {
    let after = { kind: filter.kind ?? '', key: '' }
    for (let full = true; full; ) {
      let page = store.db
        .selectFrom('observation')
        .select(['kind', 'key', 'doc'])
        .where('version', '=', id)
        .where(sql<boolean>`(kind, key) > (${after.kind}, ${after.key})`)
        .orderBy('kind')
        .orderBy('key')
        .limit(pageRows)
      if (filter.kind !== undefined) page = page.where('kind', '=', filter.kind)
      const rows = await page.execute()
      full = rows.length === pageRows
      const last = rows.at(-1)
      if (last) after = { kind: last.kind, key: last.key }
      if (rows.length > 0) {
        yield rows.map((row) => ({
          source,
          version: id,
          kind: row.kind,
          key: row.key,
          doc: documentOf<Doc>(row.doc),
        }))
      }
    }
  }
}

/** What each ready version said of one object, newest first. */
export async function observationHistory<Doc>(
  store: Store,
  kind: string,
  key: string,
): Promise<readonly (ObservationRow<Doc> & { readonly readAt: string })[]> {
  const rows = await store.db
    .selectFrom('observation')
    .innerJoin('source_version', 'source_version.id', 'observation.version')
    .select(['source_version.source', 'observation.version', 'source_version.read_at', 'observation.doc'])
    .where('observation.kind', '=', kind)
    .where('observation.key', '=', key)
    .where('source_version.state', '=', 'ready')
    .orderBy('observation.version', 'desc')
    .execute()
  return rows.map(({ read_at: readAt, doc, ...row }) => ({
    ...row,
    kind,
    key,
    readAt,
    doc: documentOf<Doc>(doc),
  }))
}
