import { documentOf, json } from './json.ts'
import type { Store } from './open.ts'

/** A fact about the workspace itself, such as that it is the demo. */
export async function getMeta<Value>(store: Store, key: string): Promise<Value | undefined> {
  const row = await store.db
    .selectFrom('workspace_meta')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  return row && documentOf<Value>(row.value)
}

/** Sets one; the one of the same key is replaced. */
export async function setMeta(store: Store, key: string, value: unknown): Promise<void> {
  await store.transact((trx) =>
    trx
      .insertInto('workspace_meta')
      .values({ key, value: json(value) })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(value) }))
      .execute(),
  )
}
