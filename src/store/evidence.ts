import { sql } from 'kysely'
import { removeOwned } from './abandoned.ts'
import { json, storable } from './json.ts'
import { ownerText, thisOwner } from './lock/owner.ts'
import type { Store } from './open.ts'

/** A file of evidence as its newest ready version shows it. */
export interface EvidenceRow {
  readonly id: string
  /** Name below the folder given, never absolute. */
  readonly name: string
  readonly kind: string
  readonly version: number
  /** SHA-256 of the raw file. */
  readonly hash: string
  /** ISO 8601. */
  readonly readAt: string
  readonly report: unknown
}

/**
 * Begins a version of a file, which nobody sees until `finishEvidence`; its chunks belong to it. The caller gives the
 * id (a hash of the name); reading the same id again makes a newer version.
 */
export async function beginEvidence(
  store: Store,
  file: { readonly id: string; readonly name: string; readonly kind: string },
  version: { readonly hash: string; readonly readAt: string },
): Promise<number> {
  return store.transact(async (trx) => {
    const row = { name: storable(file.name), kind: file.kind }
    await trx
      .insertInto('evidence_file')
      .values({ id: file.id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    const made = await trx
      .insertInto('evidence_version')
      .values({
        file: file.id,
        state: 'loading',
        hash: version.hash,
        read_at: version.readAt,
        owner: ownerText(thisOwner()),
        report: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  })
}

/** Makes a version visible and removes the ones before it. */
export async function finishEvidence(store: Store, version: number, report: unknown): Promise<void> {
  const older = await store.transact(async (trx) => {
    const shown = await trx
      .updateTable('evidence_version')
      .set({ state: 'ready', report: json(report) })
      .where('id', '=', version)
      .returning('file')
      .executeTakeFirstOrThrow()
    return trx
      .selectFrom('evidence_version')
      .select('id')
      .where('file', '=', shown.file)
      .where('state', '=', 'ready')
      .where('id', '<', version)
      .execute()
  })
  for (const { id } of older) await removeOwned(store, 'evidence_version', id)
}

/** Takes a version back, and its file too when it has no other. */
export async function discardEvidence(store: Store, version: number): Promise<void> {
  const found = await store.db
    .selectFrom('evidence_version')
    .select('file')
    .where('id', '=', version)
    .executeTakeFirst()
  await removeOwned(store, 'evidence_version', version)
  if (found) await removeIfEmpty(store, found.file)
}

async function removeIfEmpty(store: Store, file: string): Promise<boolean> {
  const removed = await store.transact((trx) =>
    trx
      .deleteFrom('evidence_file')
      .where('id', '=', file)
      .where((where) =>
        where.not(where.exists(where.selectFrom('evidence_version').select('id').where('file', '=', file))),
      )
      .executeTakeFirst(),
  )
  return removed.numDeletedRows > 0n
}

/** All files with a ready version, by name. */
export async function listEvidence(store: Store): Promise<readonly EvidenceRow[]> {
  const found = await sql<EvidenceRow>`
    select f.id, f.name, f.kind, v.id as version, v.hash, v.read_at as "readAt", v.report
    from evidence_file f
    join evidence_version v on v.id = (
      select max(o.id) from evidence_version o where o.file = f.id and o.state = 'ready')
    order by f.name, f.id`.execute(store.db)
  return found.rows
}

/** Removes a file with all its versions; false when there is none of that id. */
export async function removeEvidence(store: Store, id: string): Promise<boolean> {
  const versions = await store.transact((trx) =>
    trx
      .updateTable('evidence_version')
      .set({ state: 'loading' })
      .where('file', '=', id)
      .returning('id')
      .execute(),
  )
  for (const { id: version } of versions) await removeOwned(store, 'evidence_version', version)
  return removeIfEmpty(store, id)
}
