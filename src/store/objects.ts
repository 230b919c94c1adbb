import { sql } from 'kysely'
import { pageRows } from './bulk.ts'
import { documentOf } from './json.ts'
import type { Store } from './open.ts'
import type { ProjectedObject } from './projections.ts'

/** One page of a projection's objects. */
export interface ObjectPage<Doc> {
  /** All objects of that kind. */
  readonly total: number
  readonly objects: readonly ProjectedObject<Doc>[]
  /** Give it as `after` for the next page; left out on the last one. */
  readonly next?: string
}

function objectsOf(store: Store, projection: string) {
  return store.db
    .selectFrom('estate_object')
    .innerJoin('projection', 'projection.build', 'estate_object.build')
    .where('projection.name', '=', projection)
}

const columns = [
  'estate_object.kind',
  'estate_object.id',
  'estate_object.name',
  'estate_object.doc',
  'estate_object.seq',
  'estate_object.build',
] as const

function objectOf<Doc>(row: { kind: string; id: string; name: string; doc: unknown }): ProjectedObject<Doc> {
  return { kind: row.kind, id: row.id, name: row.name, doc: documentOf<Doc>(row.doc) }
}

/** One page in the order of the projection. `after` is what the page before gave as `next`; anything else starts over. */
export async function pageObjects<Doc>(
  store: Store,
  projection: string,
  page: { readonly kind: string; readonly limit: number; readonly after?: string },
): Promise<ObjectPage<Doc>> {
  const after = /^\d{1,9}$/.test(page.after ?? '') ? Number(page.after) : -1
  const rows = await objectsOf(store, projection)
    .select(columns)
    .where('estate_object.kind', '=', page.kind)
    .where('estate_object.seq', '>', after)
    .orderBy('estate_object.seq')
    .limit(page.limit + 1)
    .execute()
  const total = await objectsOf(store, projection)
    .select((select) => select.fn.countAll<number>().as('total'))
    .where('estate_object.kind', '=', page.kind)
    .executeTakeFirst()
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    total: total?.total ?? 0,
    objects: shown.map((row) => objectOf<Doc>(row)),
    ...(rows.length > page.limit && last ? { next: String(last.seq) } : {}),
  }
}

/**
 * All objects in pages, in the order of the projection; with `kind` those only. A projection that is replaced
 * meanwhile ends the reading with an error, because a mixture of two would be neither.
 */
export async function* allObjects<Doc>(
  store: Store,
  projection: string,
  kind?: string,
): AsyncGenerator<readonly ProjectedObject<Doc>[]> {
  let build: number | undefined
  for (let after = -1; ; ) {
    let page = objectsOf(store, projection)
      .select(columns)
      .where('estate_object.seq', '>', after)
      .orderBy('estate_object.seq')
      .limit(pageRows)
    if (kind !== undefined) page = page.where('estate_object.kind', '=', kind)
    const rows = await page.execute()
    const last = rows.at(-1)
    if (!last) return
    build ??= last.build
    if (last.build !== build) throw new Error(`the projection ${projection} was replaced while it was read`)
    yield rows.map((row) => objectOf<Doc>(row))
    if (rows.length < pageRows) return
    after = last.seq
  }
}

/** Name by id of all objects of a kind, in the order of the projection, without reading the objects themselves. */
export async function objectNames(
  store: Store,
  projection: string,
  kind: string,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (let after = -1; ; ) {
    const rows = await objectsOf(store, projection)
      .select(['estate_object.id', 'estate_object.name', 'estate_object.seq'])
      .where('estate_object.kind', '=', kind)
      .where('estate_object.seq', '>', after)
      .orderBy('estate_object.seq')
      .limit(pageRows)
      .execute()
    for (const { id, name } of rows) names.set(id, name)
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return names
    after = last.seq
  }
}

/** The object of one id. */
export async function objectById<Doc>(
  store: Store,
  projection: string,
  id: string,
): Promise<ProjectedObject<Doc> | undefined> {
  const row = await objectsOf(store, projection)
    .select(columns)
    .where('estate_object.id', '=', id)
    .executeTakeFirst()
  return row && objectOf<Doc>(row)
}

/** The objects of exactly that name, letter case ignored, in the order of the projection. */
export async function objectsByName<Doc>(
  store: Store,
  projection: string,
  name: string,
): Promise<readonly ProjectedObject<Doc>[]> {
  const rows = await objectsOf(store, projection)
    .select(columns)
    .where(sql<boolean>`lower(estate_object.name) = lower(${name}::text collate "C")`)
    .orderBy('estate_object.seq')
    .execute()
  return rows.map((row) => objectOf<Doc>(row))
}

/** How many objects of each kind there are. */
export async function countObjects(store: Store, projection: string): Promise<ReadonlyMap<string, number>> {
  const rows = await objectsOf(store, projection)
    .select(['estate_object.kind', (select) => select.fn.countAll<number>().as('count')])
    .groupBy('estate_object.kind')
    .orderBy('estate_object.kind')
    .execute()
  return new Map(rows.map((row) => [row.kind, row.count]))
}
