import { sql } from 'kysely'
import { storable } from '../json.ts'
import type { Store } from '../open.ts'
import { blockSlots, type Columns, decodeBlock, encodeBlock } from './codec.ts'

/** Samples of one entity at one interval as they were read. */
export interface EntitySamples {
  /** The identity key of the entity: `vm|vc:<vCenter>/vm-1001`. */
  readonly entity: string
  /** Seconds since 1970 of each sample, in any order. */
  readonly times: readonly number[]
  /** Values by counter, one for each time; NaN is a gap. */
  readonly values: ReadonlyMap<string, readonly number[]>
}

/** Values of an entity in slots: the time of a slot is its number times the interval. */
export interface Series {
  readonly intervalSeconds: number
  readonly firstSlot: number
  readonly columns: Columns
}

/** What there is of an entity at one interval. */
export interface SeriesSpan {
  readonly intervalSeconds: number
  readonly firstSlot: number
  readonly lastSlot: number
}

/**
 * Adds samples to those that are there; a sample of the same slot is replaced. The counters of an entity stand together,
 * so that a page about it reads few rows. Answers how many samples came in.
 */
export async function addSamples(
  store: Store,
  intervalSeconds: number,
  entities: readonly EntitySamples[],
): Promise<number> {
  const blocks = new Map<string, Filled>()
  let samples = 0
  for (const one of entities) samples += spread(blocks, intervalSeconds, one)
  const keys = [...blocks.values()]
  for (let at = 0; at < keys.length; at += blocksAtOnce) {
    const some = keys.slice(at, at + blocksAtOnce)
    await store.transact(async (trx) => {
      const before = await trx
        .selectFrom('performance_block')
        .select(['entity', 'block', 'data'])
        .where('interval_seconds', '=', intervalSeconds)
        .where('entity', 'in', [...new Set(some.map(({ entity }) => entity))])
        .where('block', 'in', [...new Set(some.map(({ block }) => block))])
        .execute()
      const there = new Map(before.map(({ entity, block, data }) => [keyOf(entity, block), data]))
      const rows = some.map((filled) => rowOf(filled, intervalSeconds, there))
      if (rows.length === 0) return
      await trx
        .insertInto('performance_block')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['entity', 'interval_seconds', 'block']).doUpdateSet((excluded) => ({
            last_slot: excluded.ref('excluded.last_slot'),
            samples: excluded.ref('excluded.samples'),
            data: excluded.ref('excluded.data'),
          })),
        )
        .execute()
    })
  }
  return samples
}

/** Rows of one transaction: each is a few KiB and unpacked on the way. */
const blocksAtOnce = 40

/** No counter counts so far; what is above is nonsense, and its differences would lose digits. */
const highest = 2 ** 51

interface Filled {
  readonly entity: string
  readonly block: number
  readonly columns: Map<string, Float64Array>
}

/** Puts samples into the blocks where they belong. */
function spread(blocks: Map<string, Filled>, intervalSeconds: number, one: EntitySamples): number {
  const entity = storable(one.entity)
  let samples = 0
  for (const [counter, values] of one.values) {
    for (const [at, value] of values.entries()) {
      const time = one.times[at]
      if (time === undefined || !(value >= 0 && value <= highest)) continue
      const slot = Math.round(time / intervalSeconds)
      const block = Math.floor(slot / blockSlots)
      const key = keyOf(entity, block)
      let filled = blocks.get(key)
      if (!filled) blocks.set(key, (filled = { entity, block, columns: new Map() }))
      let column = filled.columns.get(counter)
      if (!column) filled.columns.set(counter, (column = new Float64Array(blockSlots).fill(Number.NaN)))
      column[slot - block * blockSlots] = Math.round(value)
      samples++
    }
  }
  return samples
}

function rowOf(
  { entity, block, columns }: Filled,
  intervalSeconds: number,
  there: ReadonlyMap<string, Uint8Array>,
) {
  const before = there.get(keyOf(entity, block))
  const merged = before === undefined ? new Map<string, Float64Array>() : decodeBlock(before)
  for (const [counter, fresh] of columns) {
    const old = merged.get(counter)
    if (old) fresh.forEach((value, slot) => void (Number.isNaN(value) || (old[slot] = value)))
    else merged.set(counter, fresh)
  }
  let last = 0
  let samples = 0
  for (const values of merged.values()) {
    values.forEach((value, slot) => {
      if (Number.isNaN(value)) return
      samples++
      last = Math.max(last, slot)
    })
  }
  return {
    entity,
    interval_seconds: intervalSeconds,
    block,
    last_slot: block * blockSlots + last,
    samples,
    data: Buffer.from(encodeBlock(merged)),
  }
}

function keyOf(entity: string, block: number): string {
  return `${block} ${entity}`
}

/** The newest slot of every entity whose key begins so, at one interval. */
export async function lastSlots(
  store: Store,
  prefix: string,
  intervalSeconds: number,
): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ entity: string; last: number }>`
    select entity, max(last_slot) as last from performance_block
    where interval_seconds = ${intervalSeconds} and entity >= ${prefix} and entity < ${`${prefix}\u{10ffff}`}
    group by entity`.execute(store.db)
  return new Map(found.rows.map(({ entity, last }) => [entity, last]))
}

/** What there is of the entities of these keys, by interval. */
export async function seriesSpans(store: Store, entities: readonly string[]): Promise<readonly SeriesSpan[]> {
  if (entities.length === 0) return []
  const found = await sql<{ interval: number; first: number; last: number }>`
    select interval_seconds as interval, min(block) as first, max(last_slot) as last from performance_block
    where entity = any (${[...entities]}::text[]) group by interval_seconds order by interval_seconds`.execute(
    store.db,
  )
  return found.rows.map(({ interval, first, last }) => ({
    intervalSeconds: interval,
    firstSlot: first * blockSlots,
    lastSlot: last,
  }))
}

/** The samples of an entity, known by one or several keys, from one slot to another, both included. */
export async function readSeries(
  store: Store,
  entities: readonly string[],
  { intervalSeconds, firstSlot, lastSlot }: SeriesSpan,
): Promise<Series> {
  const columns = new Map<string, Float64Array>()
  const length = Math.max(0, lastSlot - firstSlot + 1)
  const rows = await store.db
    .selectFrom('performance_block')
    .select(['block', 'data'])
    .where('entity', 'in', [...entities])
    .where('interval_seconds', '=', intervalSeconds)
    .where('block', '>=', Math.floor(firstSlot / blockSlots))
    .where('block', '<=', Math.floor(lastSlot / blockSlots))
    .orderBy('block')
    .execute()
  for (const { block, data } of rows) {
    for (const [counter, values] of decodeBlock(data)) {
      let column = columns.get(counter)
      if (!column) columns.set(counter, (column = new Float64Array(length).fill(Number.NaN)))
      const shift = block * blockSlots - firstSlot
      for (const [slot, value] of values.entries()) {
        const at = slot + shift
        if (at >= 0 && at < length && !Number.isNaN(value)) column[at] = value
      }
    }
  }
  return { intervalSeconds, firstSlot, columns }
}

/** How much is kept of the entities whose keys begin so. */
export async function samplesKept(
  store: Store,
  prefix: string,
): Promise<{ readonly entities: number; readonly samples: number; readonly bytes: number }> {
  const found = await sql<{ entities: number; samples: number; bytes: number }>`
    select count(distinct entity)::float8 as entities, coalesce(sum(samples), 0)::float8 as samples,
      coalesce(sum(octet_length(data)), 0)::float8 as bytes
    from performance_block where entity >= ${prefix} and entity < ${`${prefix}\u{10ffff}`}`.execute(store.db)
  return found.rows[0] ?? { entities: 0, samples: 0, bytes: 0 }
}

/** Removes all samples of the entities whose keys begin so, in pages. Answers how many rows there were. */
export async function removeSamples(store: Store, prefix: string): Promise<number> {
  let removed = 0
  for (let page = pageRows; page === pageRows; ) {
    page = await store.transact(async (trx) => {
      const result = await sql`
        delete from performance_block where ctid = any (array(
          select ctid from performance_block where entity >= ${prefix} and entity < ${`${prefix}\u{10ffff}`}
          limit ${sql.lit(pageRows)}))`.execute(trx)
      return Number(result.numAffectedRows ?? 0n)
    })
    removed += page
  }
  return removed
}

const pageRows = 500
