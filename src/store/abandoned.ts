import { sql } from 'kysely'
import { judge, parseOwner } from './lock/owner.ts'
import type { Store } from './open.ts'

/** A load that nobody here can judge is given up after a day. */
const longestLoad = '1 day'

/**
 * Removes what dead processes left half loaded: versions of sources and evidence, builds of projections. Those of a
 * living process stay, and those of another machine until they are a day old.
 */
export async function removeAbandoned(store: Store): Promise<void> {
  await store.transact((trx) =>
    trx.deleteFrom('commit_key').where(sql<boolean>`at < now() - interval '1 day'`).execute(),
  )
  for (const { table, state } of [
    { table: 'source_version', state: 'loading' },
    { table: 'evidence_version', state: 'loading' },
    { table: 'build', state: 'building' },
    { table: 'build', state: 'old' },
  ] as const) {
    const rows = await sql<{ id: number; owner: string; old: boolean }>`
      select id, owner, began_at < now() - interval ${sql.lit(longestLoad)} as old
      from ${sql.table(table)} where state = ${state}`.execute(store.db)
    for (const row of rows.rows) {
      if (state === 'old' || row.old || isDead(row.owner)) await removeOwned(store, table, row.id)
    }
  }
}

function isDead(text: string): boolean {
  const owner = parseOwner(text)
  return owner !== undefined && judge(owner) === 'dead'
}

const parts = {
  source_version: [{ table: 'observation', column: 'version' }],
  evidence_version: [
    { table: 'reference_chunk', column: 'evidence_version' },
    { table: 'flow_chunk', column: 'evidence_version' },
  ],
  build: [
    { table: 'estate_object', column: 'build' },
    { table: 'reference_chunk', column: 'build' },
    { table: 'flow_chunk', column: 'build' },
  ],
} as const

/** Removes a version or a build with all that it owns, in pages, so that no transaction is long. */
export async function removeOwned(store: Store, table: keyof typeof parts, id: number): Promise<void> {
  for (const part of parts[table]) {
    const isSmall = part.table === 'observation' || part.table === 'estate_object'
    const rows = isSmall ? 2_000 : 20
    let removed = rows
    while (removed === rows) {
      removed = await store.transact(async (trx) => {
        const result = await sql`
          delete from ${sql.table(part.table)} where ctid = any (array(
            select ctid from ${sql.table(part.table)} where ${sql.ref(part.column)} = ${id}
            limit ${sql.lit(rows)}))`.execute(trx)
        return Number(result.numAffectedRows ?? 0n)
      })
    }
  }
  await store.transact((trx) => sql`delete from ${sql.table(table)} where id = ${id}`.execute(trx))
}
