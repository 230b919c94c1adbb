import { sql } from 'kysely'
import { json, storable } from './json.ts'
import type { ObservationInput } from './observations.ts'
import type { Store } from './open.ts'

/** Objects that may be amended at once: one transaction stays short. */
export const mostAmended = 2000

/** What a source says of some of its objects now. */
export interface Amendment {
  readonly observations: readonly ObservationInput[]
  /** Objects that are gone, by kind and key. */
  readonly gone: readonly ObservationInput[]
  /** ISO 8601: when that was true. */
  readonly observedAt: string
  readonly hash: string
}

/**
 * Puts other observations into a version that is ready, in one transaction: whoever reads sees all of it or nothing. For a
 * source that is followed; a version of its own for each change would be a copy of the whole estate. `report` is told which
 * of the objects were `there` before, and which were `removed`. False when the version is not the newest of its source any
 * more, and nothing was done.
 */
export async function amendVersion(
  store: Store,
  version: number,
  { observations, gone, observedAt, hash }: Amendment,
  report: (
    there: readonly ObservationInput[],
    removed: readonly ObservationInput[],
  ) => {
    readonly counts: unknown
    readonly report: unknown
  },
): Promise<boolean> {
  const list = (items: readonly ObservationInput[]): string =>
    JSON.stringify(items.map(({ kind, key }) => ({ kind: storable(kind), key: storable(key) })))
  return store.transact(async (trx) => {
    const newest = await sql<{ id: number; source: string }>`
      select id, source from source_version v where state = 'ready' and id = ${version}
        and not exists (select 1 from source_version o where o.source = v.source and o.state = 'ready' and o.id > v.id)
      for update`.execute(trx)
    const source = newest.rows[0]?.source
    if (source === undefined) return false
    const known = await sql<{ kind: string; key: string }>`
      select o.kind, o.key from observation o
      join jsonb_to_recordset(${list(observations)}::jsonb) as row (kind text, key text)
        on o.kind = row.kind and o.key = row.key
      where o.version = ${version}`.execute(trx)
    const removed = await sql<ObservationInput>`
      delete from observation where version = ${version} and (kind, key) in (
        select kind, key from jsonb_to_recordset(${list(gone)}::jsonb) as row (kind text, key text))
      returning kind, key`.execute(trx)
    const text = `[${observations
      .map(
        (one) =>
          `{"kind":${JSON.stringify(storable(one.kind))},"key":${JSON.stringify(storable(one.key))},"doc":${json(one)}}`,
      )
      .join(',')}]`
    await sql`
      insert into observation (version, kind, key, doc)
      select ${version}, kind, key, doc
      from jsonb_to_recordset(${text}::jsonb) as row (kind text, key text, doc jsonb)
      on conflict (version, kind, key) do update set doc = excluded.doc`.execute(trx)
    const { counts, report: told } = report(known.rows, removed.rows)
    await trx
      .updateTable('source_version')
      .set({ hash, counts: json(counts), report: json(told) })
      .where('id', '=', version)
      .execute()
    await trx.updateTable('source').set({ observed_at: observedAt }).where('id', '=', source).execute()
    return true
  })
}
