import { sql, type Transaction } from 'kysely'
import { json } from './json.ts'
import type { Store } from './open.ts'
import type { Database } from './schema.ts'

/** What happened in a run, numbered in the order of the commits over all runs. */
export interface RunEvent {
  readonly seq: number
  readonly run: string
  /** ISO 8601. */
  readonly at: string
  /** `run` and `step` changed state, `progress`, `log`. */
  readonly kind: string
  readonly data: unknown
}

const advisoryKey = 4_919_002

/**
 * Adds an event as the last thing of a transaction: the lock is held until the commit, so that whoever has seen
 * number n has seen all before it.
 */
export async function appendEvent(
  trx: Transaction<Database>,
  run: string,
  kind: string,
  data: unknown,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryKey)})`.execute(trx)
  await sql`
    insert into run_event (seq, run, kind, data)
    select coalesce(max(seq), 0) + 1, ${run}, ${kind}, ${json(data)}::jsonb from run_event`.execute(trx)
}

/** Events after a number, oldest first: of one run, or of all. */
export async function eventsAfter(
  store: Store,
  after: number,
  options: { readonly run?: string; readonly limit?: number } = {},
): Promise<readonly RunEvent[]> {
  let query = store.db
    .selectFrom('run_event')
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(options.limit ?? 1_000)
  if (options.run !== undefined) query = query.where('run', '=', options.run)
  return query.execute()
}
