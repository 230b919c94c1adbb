import { sql } from 'kysely'
import type { Progress } from '../lib/progress.ts'
import { removeOwned } from './abandoned.ts'
import { inBatches, type Items } from './bulk.ts'
import { documentOf, json, storable } from './json.ts'
import { ownerText, thisOwner } from './lock/owner.ts'
import type { Store } from './open.ts'

/** What is computed from observations or evidence, with the hash of what it was computed from. */
export interface Projection<Meta> {
  readonly name: string
  /** Names this building of it. */
  readonly build: number
  readonly inputHash: string
  /** ISO 8601. */
  readonly builtAt: string
  readonly meta: Meta
}

/** One object of a projection. */
export interface ProjectedObject<Doc> {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly doc: Doc
}

/** What names a projection when it is written. */
export interface ProjectionInput<Meta> {
  readonly name: string
  readonly inputHash: string
  readonly meta: Meta
  /** The building that must still be shown, or none: else it throws ProjectionOvertaken, and shows nothing. */
  readonly instead?: { readonly build: number | undefined }
}

/** Somebody else showed another building of the projection while this one was made. */
export class ProjectionOvertaken extends Error {
  override readonly name = 'ProjectionOvertaken'
}

/** The projection as it is shown now. */
export async function readProjection<Meta>(
  store: Store,
  name: string,
): Promise<Projection<Meta> | undefined> {
  const row = await store.db
    .selectFrom('projection')
    .select(['name', 'build', 'input_hash', 'built_at', 'meta'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    name: row.name,
    build: row.build,
    inputHash: row.input_hash,
    builtAt: row.built_at,
    meta: documentOf<Meta>(row.meta),
  }
}

/** Replaces a projection: written in pages, shown by one flip at the end. Objects keep the order given. */
export async function writeProjection<Meta>(
  store: Store,
  projection: ProjectionInput<Meta>,
  objects: Items<ProjectedObject<unknown>>,
  progress?: Progress,
): Promise<Projection<Meta>> {
  const build = await beginBuild(store, projection.name)
  try {
    await appendObjects(store, build, objects, progress)
    return await finishBuild(store, build, projection)
  } catch (error) {
    // What cannot be removed now is removed at the next start.
    await discardBuild(store, build).catch(() => {})
    throw error
  }
}

/** Begins a building that nobody sees yet; it may own objects and chunks. */
export async function beginBuild(store: Store, name: string): Promise<number> {
  return store.transact(async (trx) => {
    const row = await trx
      .insertInto('build')
      .values({ name, state: 'building', owner: ownerText(thisOwner()) })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  })
}

/** Adds objects to a building; call it once, or the order begins anew per call's place. Answers how many. */
export async function appendObjects(
  store: Store,
  build: number,
  objects: Items<ProjectedObject<unknown>>,
  progress?: Progress,
): Promise<number> {
  const start = await store.db
    .selectFrom('estate_object')
    .select((select) => select.fn.max('seq').as('seq'))
    .where('build', '=', build)
    .executeTakeFirst()
  const base = (start?.seq ?? -1) + 1
  return inBatches(
    store,
    prepared(objects),
    (text) => text.length,
    async (trx, batch, first) => {
      await sql`
        insert into estate_object (build, kind, seq, id, name, doc)
        select ${build}, kind, ${base + first} - 1 + place, id, name, coalesce(doc, 'null')
        from rows from (jsonb_to_recordset(${`[${batch.join(',')}]`}::jsonb)
          as (kind text, id text, name text, doc jsonb)) with ordinality as row (kind, id, name, doc, place)`.execute(
        trx,
      )
    },
    progress,
  )
}

async function* prepared(objects: Items<ProjectedObject<unknown>>): AsyncGenerator<string> {
  for await (const { kind, id, name, doc } of objects) {
    const head = JSON.stringify({ kind: storable(kind), id: storable(id), name: storable(name) })
    yield `${head.slice(0, -1)},"doc":${json(doc)}}`
  }
}

/** Shows a building instead of the one before, then removes that one. */
export async function finishBuild<Meta>(
  store: Store,
  build: number,
  projection: ProjectionInput<Meta>,
): Promise<Projection<Meta>> {
  const { name, inputHash, meta, instead } = projection
  const { builtAt, old } = await store.transact(async (trx) => {
    const before = await trx
      .selectFrom('projection')
      .select('build')
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirst()
    if (instead !== undefined && instead.build !== before?.build)
      throw new ProjectionOvertaken(`the projection ${name} was built by somebody else meanwhile`)
    const row = { build, input_hash: inputHash, meta: json(meta) }
    const shown = await trx
      .insertInto('projection')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...row, built_at: sql`now()` }))
      .returning('built_at')
      .executeTakeFirstOrThrow()
    await trx.updateTable('build').set({ state: 'shown' }).where('id', '=', build).execute()
    if (before) await trx.updateTable('build').set({ state: 'old' }).where('id', '=', before.build).execute()
    return { builtAt: shown.built_at, old: before?.build }
  })
  if (old !== undefined && old !== build) await removeOwned(store, 'build', old)
  return { name, build, inputHash, builtAt, meta }
}

/** Takes a building back. */
export async function discardBuild(store: Store, build: number): Promise<void> {
  await removeOwned(store, 'build', build)
}
