import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { problem } from '../model/problems/index.ts'
import core from './migrations/0001-core.sql'
import runs from './migrations/0002-runs.sql'
import performance from './migrations/0003-performance.sql'
import type { Database } from './schema.ts'

interface Migration {
  readonly number: number
  readonly name: string
  readonly text: string
}

// Only ever added to: a released migration is never changed.
const migrations: readonly Migration[] = [
  { number: 1, name: '0001-core', text: core },
  { number: 2, name: '0002-runs', text: runs },
  { number: 3, name: '0003-performance', text: performance },
]

/** The number that a database has when it is up to date. */
export const newestMigration: number = migrations.length

const advisoryKey = 4_919_001

function hashOf(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16)
}

/**
 * Brings the database up to date, each migration in its own transaction and under a lock, so that several processes
 * may start at once. A database that a newer Causeway wrote, or another one, is refused.
 */
export async function migrate(db: Kysely<Database>): Promise<void> {
  if (await isCurrent(db)) return
  for (const migration of migrations) {
    await db.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(advisoryKey)})`.execute(trx)
      await sql
        .raw(
          'create table if not exists migration (number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now())',
        )
        .execute(trx)
      if ((await applied(trx)).has(migration.number)) return
      await sql.raw(migration.text).execute(trx)
      await trx
        .insertInto('migration')
        .values({ number: migration.number, name: migration.name, hash: hashOf(migration.text) })
        .execute()
    })
  }
}

async function applied(db: Kysely<Database>): Promise<ReadonlyMap<number, string>> {
  const rows = await db.selectFrom('migration').select(['number', 'hash']).execute()
  return new Map(rows.map((row) => [row.number, row.hash]))
}

async function isCurrent(db: Kysely<Database>): Promise<boolean> {
  const there = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(
    db,
  )
  if (!there.rows[0]?.there) return false
  const found = await applied(db)
  const newest = Math.max(0, ...found.keys())
  if (newest > newestMigration) throw problem('database-newer', { found: newest, known: newestMigration })
  for (const migration of migrations) {
    const hash = found.get(migration.number)
    const expected = hashOf(migration.text)
    if (hash !== undefined && hash !== expected) {
      throw problem('database-different', { number: migration.number, found: hash, expected })
    }
  }
  return found.size === migrations.length
}
