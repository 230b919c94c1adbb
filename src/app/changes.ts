import { sql } from 'kysely'
import type { AppContext } from './context.ts'

/** A change that listeners are told of; they then ask for what they show. */
export interface Change {
  readonly id: number
  readonly name: 'changed'
  readonly data: { readonly mark: number }
}

/**
 * A number that is another one whenever anything in the workspace has changed, by whichever process: the newest versions of
 * sources and evidence, how many there are (a removal takes one away), builds of projections, events of runs, and the
 * newest document's time.
 */
export async function changeMark(context: AppContext): Promise<number> {
  const { rows } = await sql<{ mark: string }>`
    select (coalesce((select max(id) + count(*) from source_version), 0)
          + coalesce((select max(id) + count(*) from evidence_version), 0)
          + coalesce((select max(id) from build), 0)
          + coalesce((select max(seq) from run_event), 0)
          + coalesce((select floor(extract(epoch from max(saved_at)) * 1000) from document), 0))::bigint::text as mark`.execute(
    context.store.db,
  )
  return Number(rows[0]?.mark ?? 0)
}

/** One event when anything has changed since the mark `after`. */
export async function changesAfter(context: AppContext, after: number): Promise<readonly Change[]> {
  const mark = await changeMark(context)
  return mark !== after ? [{ id: mark, name: 'changed', data: { mark } }] : []
}
