import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { Kysely, sql, type Transaction } from 'kysely'
import { problem } from '../model/problems/index.ts'
import { dialectOf, maximumLosses, type Route } from './dialect.ts'
import { isCollision, lossOf } from './errors.ts'
import { documentOf, json } from './json.ts'
import { type Connected, connectEmbedded, type LinkOptions, patienceMs } from './link.ts'
import { lockPath, readLock } from './lock/lock.ts'
import { migrate } from './migrate.ts'
import { connectPostgres } from './postgres.ts'
import type { Database } from './schema.ts'
import { removeAbandoned } from './abandoned.ts'

/** How a workspace's database is opened. */
export interface StoreOptions extends LinkOptions {
  /** PostgreSQL 15 or newer; without it the embedded database of the workspace. */
  readonly databaseUrl?: string
}

/** The database of a workspace, through whichever process holds it. */
export interface Store {
  /** Reads are asked again when the holder goes away; writes go through `transact`. */
  readonly db: Kysely<Database>
  /** How this process reaches the database now; it changes when the holder ends. */
  readonly role: 'holder' | 'client' | 'postgres'
  /**
   * One transaction, at most 2,000 rows and 100 ms. When the holder goes away before it answers, the work is done
   * again on the next one, never twice: a commit that nobody answered is looked up first. With `key` that holds across
   * processes too: a second transaction of the same key does nothing and gives the first one's result.
   * Inside, use `trx` only.
   */
  transact<T>(
    work: (trx: Transaction<Database>) => Promise<T>,
    options?: { readonly key?: string },
  ): Promise<T>
  /** Writes the URL that this process serves at into the lock file. */
  announce(url: string): void
  /** Numbers of the embedded database while this process holds it. */
  counts(): Promise<StoreCounts | undefined>
  close(): Promise<void>
}

/** Numbers of the embedded database since it was opened. */
export interface StoreCounts {
  readonly fsyncs: number
  readonly clients: number
  readonly checkpoints: number
}

/** Opens the database of a workspace and brings it up to date. */
export async function openStore(workspaceDir: string, options: StoreOptions): Promise<Store> {
  const folder = resolve(workspaceDir)
  const route = openRoute(folder, options)
  const db = new Kysely<Database>({ dialect: dialectOf(route) })
  const store = storeOn(db, route)
  try {
    await migrated(db, route)
    await removeAbandoned(store)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

// A holder may end at any time, also now. Migrations may be begun again: each is done once, in one transaction.
async function migrated(db: Kysely<Database>, route: Route): Promise<void> {
  for (let losses = 0; ; losses++) {
    const connected = await route.current()
    try {
      return await migrate(db)
    } catch (error) {
      if (!lossOf(error) || losses >= maximumLosses) throw error
      await route.renew(connected)
    }
  }
}

interface OpenRoute extends Route {
  readonly role: Store['role']
  announce(url: string): void
  counts(): Promise<StoreCounts | undefined>
  close(): Promise<void>
}

function openRoute(folder: string, options: StoreOptions): OpenRoute {
  let known: Connected | undefined
  let opening: Promise<Connected> | undefined
  let url = options.url
  let closed = false

  function connect(): Promise<Connected> {
    if (closed) return Promise.reject(new Error('the store is closed'))
    opening ??= (async () => {
      try {
        const embedded = { ...options, ...(url === undefined ? {} : { url }) }
        known =
          options.databaseUrl === undefined
            ? await connectEmbedded(folder, embedded)
            : await connectPostgres(options.databaseUrl)
        return known
      } finally {
        opening = undefined
      }
    })()
    return opening
  }

  return {
    get role() {
      return known?.role ?? 'client'
    },
    async current() {
      if (known?.lost()) await this.renew(known)
      return known ?? connect()
    },
    async renew(lost) {
      // Only one of those who lost it renews; the others get what it found.
      if (known === lost && lost.role !== 'postgres' && (lost.role === 'client' || lost.lost())) {
        known = undefined
        const closing = lost.close().catch(() => {})
        if (lost.role === 'holder') await closing
      }
      return known ?? connect()
    },
    unanswered(cause) {
      const holder = readLock(lockPath(join(folder, '.causeway')))
      const { pid, what } = typeof holder === 'object' ? holder : { pid: 0, what: 'unknown' }
      const seconds = (options.patienceMs ?? patienceMs) / 1000
      return problem('workspace-held', { workspace: folder, pid, what, seconds }, cause)
    },
    announce(to) {
      url = to
      known?.lock?.announce(to)
    },
    async counts() {
      return known?.counts?.()
    },
    async close() {
      closed = true
      const last = known ?? (await opening?.catch(() => undefined))
      known = undefined
      await last?.close()
    },
  }
}

function storeOn(db: Kysely<Database>, route: OpenRoute): Store {
  return {
    db,
    get role() {
      return route.role
    },
    announce: (url) => route.announce(url),
    counts: () => route.counts(),
    close: () => route.close(),
    async transact(work, options) {
      const key = options?.key ?? `auto-${randomUUID()}`
      const run = options?.key === undefined ? once : keyed
      for (let losses = 0; ; losses++) {
        const connected = await route.current()
        const attempt: Attempt<Awaited<ReturnType<typeof work>>> = { reached: undefined }
        try {
          return await run(db, work, key, attempt)
        } catch (error) {
          if (losses >= maximumLosses && lossOf(error))
            throw problem('database-lost', { times: losses }, error)
          if (lossOf(error)) await route.renew(connected)
          else if (!isCollision(error) || losses >= maximumLosses) throw error
          if (attempt.reached && (await wasCommitted(db, key))) return attempt.reached.value
        }
      }
    },
  }
}

/** The address of the server that holds this workspace, when a server does. */
export function servedAt(folder: string): string | undefined {
  const holder = readLock(lockPath(join(folder, '.causeway')))
  return typeof holder === 'object' && holder.what === 'serve' ? holder.url : undefined
}

// How far an attempt came: with a value, only the COMMIT was left.
interface Attempt<T> {
  reached: { readonly value: T } | undefined
}

async function once<T>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<T>,
  key: string,
  attempt: Attempt<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const value = await work(trx)
    // A transaction that wrote nothing has no number, and needs no mark.
    await sql`insert into commit_key (key) select ${key} where pg_current_xact_id_if_assigned() is not null`.execute(
      trx,
    )
    attempt.reached = { value }
    return value
  })
}

async function keyed<T>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<T>,
  key: string,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const mine = await trx
      .insertInto('commit_key')
      .values({ key, result: null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!mine) {
      const done = await trx
        .selectFrom('commit_key')
        .select('result')
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      return documentOf<{ readonly value: T }>(done.result).value
    }
    const value = await work(trx)
    await trx
      .updateTable('commit_key')
      .set({ result: json({ value }) })
      .where('key', '=', key)
      .execute()
    return value
  })
}

async function wasCommitted(db: Kysely<Database>, key: string): Promise<boolean> {
  const found = await db.selectFrom('commit_key').select('key').where('key', '=', key).executeTakeFirst()
  return found !== undefined
}
