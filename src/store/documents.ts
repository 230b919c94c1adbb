import { sql } from 'kysely'
import { inBatches, type Items, pageRows } from './bulk.ts'
import { documentOf, json, storable } from './json.ts'
import type { Store } from './open.ts'

/** One document of a named collection. */
export interface DocumentRow<Doc> {
  readonly key: string
  readonly doc: Doc
  /** ISO 8601. */
  readonly savedAt: string
}

/** Saves one document; the one of the same name and key is replaced. */
export async function putDocument(store: Store, name: string, key: string, doc: unknown): Promise<void> {
  await putDocuments(store, name, [[key, doc]])
}

/** Saves documents in batches; those of the same keys are replaced, the others stay. */
export async function putDocuments(
  store: Store,
  name: string,
  documents: Items<readonly [key: string, doc: unknown]>,
): Promise<void> {
  await inBatches(
    store,
    prepared(documents),
    (row) => row.text.length,
    async (trx, batch) => {
      const last = new Map(batch.map((row) => [row.key, row.text]))
      await sql`
        insert into document (name, key, doc)
        select ${name}, key, coalesce(doc, 'null')
        from jsonb_to_recordset(${`[${[...last.values()].join(',')}]`}::jsonb) as row (key text, doc jsonb)
        on conflict (name, key) do update set doc = excluded.doc, saved_at = now()`.execute(trx)
    },
  )
}

async function* prepared(
  documents: Items<readonly [key: string, doc: unknown]>,
): AsyncGenerator<{ readonly key: string; readonly text: string }> {
  for await (const [given, doc] of documents) {
    const key = storable(given)
    yield { key, text: `{"key":${JSON.stringify(key)},"doc":${json(doc)}}` }
  }
}

/** One document. */
export async function getDocument<Doc>(store: Store, name: string, key: string): Promise<Doc | undefined> {
  const row = await store.db
    .selectFrom('document')
    .select('doc')
    .where('name', '=', name)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && documentOf<Doc>(row.doc)
}

/** One page by key; `after` is the last key of the page before. */
export async function pageDocuments<Doc>(
  store: Store,
  name: string,
  page: { readonly limit: number; readonly after?: string },
): Promise<readonly DocumentRow<Doc>[]> {
  let rows = store.db
    .selectFrom('document')
    .select(['key', 'doc', 'saved_at'])
    .where('name', '=', name)
    .orderBy('key')
    .limit(page.limit)
  if (page.after !== undefined) rows = rows.where('key', '>', page.after)
  const found = await rows.execute()
  return found.map((row) => ({ key: row.key, doc: documentOf<Doc>(row.doc), savedAt: row.saved_at }))
}

/** All documents of a name in pages, by key. */
export async function* allDocuments<Doc>(
  store: Store,
  name: string,
): AsyncGenerator<readonly DocumentRow<Doc>[]> {
  for (let after: string | undefined; ; ) {
    const rows: readonly DocumentRow<Doc>[] = await pageDocuments<Doc>(store, name, {
      limit: pageRows,
      ...(after === undefined ? {} : { after }),
    })
    if (rows.length > 0) yield rows
    if (rows.length < pageRows) return
    after = rows.at(-1)?.key
  }
}

/** Deletes one document, or all of a name. Answers how many there were. */
export async function deleteDocuments(store: Store, name: string, key?: string): Promise<number> {
  let deleted = 0
  for (let full = true; full; ) {
    const batch = await store.transact(async (trx) => {
      const result = await sql`
        delete from document where ctid = any (array(
          select ctid from document where name = ${name} and (${key ?? null}::text is null or key = ${key ?? null})
          limit ${sql.lit(pageRows)}))`.execute(trx)
      return Number(result.numAffectedRows ?? 0n)
    })
    deleted += batch
    full = batch === pageRows
  }
  return deleted
}
