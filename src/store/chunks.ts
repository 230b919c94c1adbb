import { sql } from 'kysely'
import type { Items } from './bulk.ts'
import type { Store } from './open.ts'
import { storable } from './json.ts'

/** The tables of columns. */
export type ChunkTable = 'reference_chunk' | 'flow_chunk'

/** What a chunk belongs to, and goes with. */
export type ChunkOwner =
  | { readonly kind: 'evidence'; readonly version: number }
  | { readonly kind: 'projection'; readonly build: number }

/** Columns of about 50,000 references or flows, sorted by address or by name. */
export interface Chunk {
  readonly rows: number
  /** Big-endian bytes, all of one length within a table; left out in a chunk without addresses. */
  readonly firstAddress?: Uint8Array
  readonly lastAddress?: Uint8Array
  readonly firstName?: string
  readonly lastName?: string
  readonly data: Uint8Array
}

/** A chunk with its place. */
export interface StoredChunk extends Chunk {
  readonly owner: ChunkOwner
  readonly number: number
}

/** Which chunks are wanted: those whose span touches the range; without one, all. */
export interface ChunkQuery {
  /** `newest`: the newest ready version of every evidence file. */
  readonly of: 'newest' | ChunkOwner
  readonly addresses?: { readonly first: Uint8Array; readonly last: Uint8Array }
  readonly names?: { readonly first: string; readonly last: string }
}

/** Adds chunks after those that are there, one transaction each. Answers how many. */
export async function appendChunks(
  store: Store,
  table: ChunkTable,
  owner: ChunkOwner,
  chunks: Items<Chunk>,
): Promise<number> {
  const column = owner.kind === 'evidence' ? 'evidence_version' : 'build'
  const id = owner.kind === 'evidence' ? owner.version : owner.build
  const last = await store.db
    .selectFrom(table)
    .select((select) => select.fn.max('number').as('number'))
    .where(column, '=', id)
    .executeTakeFirst()
  let number = (last?.number ?? -1) + 1
  let added = 0
  for await (const chunk of chunks) {
    const row = {
      evidence_version: owner.kind === 'evidence' ? id : null,
      build: owner.kind === 'evidence' ? null : id,
      number: number++,
      rows: chunk.rows,
      first_address: bytesOf(chunk.firstAddress),
      last_address: bytesOf(chunk.lastAddress),
      first_name: chunk.firstName === undefined ? null : storable(chunk.firstName),
      last_name: chunk.lastName === undefined ? null : storable(chunk.lastName),
      data: Buffer.from(chunk.data.buffer, chunk.data.byteOffset, chunk.data.byteLength),
    }
    await store.transact((trx) => trx.insertInto(table).values(row).execute())
    added++
  }
  return added
}

function bytesOf(bytes: Uint8Array | undefined): Buffer | null {
  return bytes === undefined ? null : Buffer.from(bytes)
}

/** The chunks of a query, one in memory at a time, by owner and number. */
export async function* chunks(
  store: Store,
  table: ChunkTable,
  wanted: ChunkQuery,
): AsyncGenerator<StoredChunk> {
  const { of, addresses, names } = wanted
  let places = store.db.selectFrom(table).select(['evidence_version', 'build', 'number'])
  if (of === 'newest') {
    places = places.where(
      'evidence_version',
      'in',
      sql<number>`(select max(id) from evidence_version where state = 'ready' group by file)`,
    )
  } else if (of.kind === 'evidence') places = places.where('evidence_version', '=', of.version)
  else places = places.where('build', '=', of.build)
  if (addresses) {
    places = places
      .where('first_address', '<=', Buffer.from(addresses.last))
      .where('last_address', '>=', Buffer.from(addresses.first))
  }
  if (names) places = places.where('first_name', '<=', names.last).where('last_name', '>=', names.first)
  const found = await places.orderBy('evidence_version').orderBy('build').orderBy('number').execute()
  for (const place of found) {
    const column = place.build === null ? 'evidence_version' : 'build'
    const row = await store.db
      .selectFrom(table)
      .selectAll()
      .where(column, '=', place[column])
      .where('number', '=', place.number)
      .executeTakeFirst()
    // A file that is removed while it is read ends early, as if it had been removed before.
    if (!row) continue
    yield {
      owner: ownerOf(row),
      number: row.number,
      rows: row.rows,
      ...(row.first_address === null ? {} : { firstAddress: row.first_address }),
      ...(row.last_address === null ? {} : { lastAddress: row.last_address }),
      ...(row.first_name === null ? {} : { firstName: row.first_name }),
      ...(row.last_name === null ? {} : { lastName: row.last_name }),
      data: row.data,
    }
  }
}

function ownerOf(row: {
  readonly evidence_version: number | null
  readonly build: number | null
}): ChunkOwner {
  return row.evidence_version === null
    ? { kind: 'projection', build: row.build ?? 0 }
    : { kind: 'evidence', version: row.evidence_version }
}
