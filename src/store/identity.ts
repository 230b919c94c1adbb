import { sql } from 'kysely'
import { inBatches } from './bulk.ts'
import { storable } from './json.ts'
import type { Store } from './open.ts'

/** Identities read at once. */
const identityPage = 20_000

/** All identities: key → id. They outlive the sources that brought them. */
export async function readIdentities(store: Store): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: { key: string; id: string }[] = await store.db
      .selectFrom('identity')
      .select(['key', 'id'])
      .where('key', '>', after)
      .orderBy('key')
      .limit(identityPage)
      .execute()
    for (const row of rows) found.set(row.key, row.id)
    after = rows.length === identityPage ? rows.at(-1)?.key : undefined
  }
  return found
}

/** Adds identities; a key that is there already gets the id given. */
export async function saveIdentities(
  store: Store,
  entries: Iterable<readonly [key: string, id: string]>,
): Promise<void> {
  await inBatches(
    store,
    entries,
    ([key, id]) => key.length + id.length,
    async (trx, batch) => {
      const last = new Map(batch.map(([key, id]) => [storable(key), id]))
      await sql`
        insert into identity (key, id)
        select key, id from unnest(${[...last.keys()]}::text[], ${[...last.values()]}::text[]) as row (key, id)
        on conflict (key) do update set id = excluded.id where identity.id <> excluded.id`.execute(trx)
    },
  )
}

/** The keys that stand for one of these ids. */
export async function identityKeys(store: Store, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom('identity')
    .select('key')
    .where('id', 'in', [...ids])
    .orderBy('key')
    .execute()
  return rows.map(({ key }) => key)
}

/** The id that a key stands for. */
export async function resolveIdentity(store: Store, key: string): Promise<string | undefined> {
  const row = await store.db.selectFrom('identity').select('id').where('key', '=', key).executeTakeFirst()
  return row?.id
}
