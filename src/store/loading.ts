import { sql } from 'kysely'
import type { Store } from './open.ts'

/** A read of a source that is not done. */
export interface LoadingRow {
  readonly source: string
  readonly reader: string
  readonly label: string
  /** ISO 8601. */
  readonly since: string
  /** Objects stored so far. */
  readonly objects: number
}

/** Reads of sources that are not done, by whichever process, the oldest first. */
export async function loadingSources(store: Store): Promise<readonly LoadingRow[]> {
  const { rows } = await sql<LoadingRow>`
    select s.id as source, s.reader, s.label, v.read_at as since,
           (select count(*) from observation o where o.version = v.id)::int as objects
    from source_version v join source s on s.id = v.source
    where v.state = 'loading'
    order by v.id`.execute(store.db)
  return rows
}
