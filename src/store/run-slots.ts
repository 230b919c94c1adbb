import { sql } from 'kysely'
import type { Store } from './open.ts'
import type { Lease } from './runs.ts'

/** A place on something that only so many runs may use at once. */
export interface Slot {
  /** For example `datastore:ds-1`. */
  readonly resource: string
  readonly limit: number
}

const advisoryKey = 4_919_003

/**
 * Takes all places or none; answers the resources that are full. Places of runs whose lease has ended or run out
 * count as free.
 */
export async function takeSlots(
  store: Store,
  lease: Lease,
  slots: readonly Slot[],
): Promise<readonly string[]> {
  if (slots.length === 0) return []
  return store.transact(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(advisoryKey)})`.execute(trx)
    await sql`
      delete from run_slot s using run r
      where r.id = s.run and (r.id = ${lease.run} or r.lease_until is null or r.lease_until < now())`.execute(
      trx,
    )
    const taken = await trx.selectFrom('run_slot').select(['resource', 'number']).execute()
    const full: string[] = []
    const rows: { resource: string; number: number; run: string }[] = []
    for (const { resource, limit } of slots) {
      const used = new Set(taken.filter((row) => row.resource === resource).map((row) => row.number))
      const free = Array.from({ length: limit }, (_, number) => number).find((number) => !used.has(number))
      if (free === undefined) full.push(resource)
      else rows.push({ resource, number: free, run: lease.run })
    }
    if (full.length === 0) await trx.insertInto('run_slot').values(rows).execute()
    return full
  })
}
