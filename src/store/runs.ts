import { type Selectable, sql, type Transaction } from 'kysely'
import { json } from './json.ts'
import { judge, ownerText, parseOwner, thisOwner } from './lock/owner.ts'
import type { Store } from './open.ts'
import { appendEvent } from './run-events.ts'
import type { Database } from './schema.ts'

/** A run as it is stored, with what its lease says at this moment. */
export interface RunRow extends Selectable<Database['run']> {
  /** Somebody carries it out: the lease has not run out, and its owner is not known to be dead. */
  readonly live: boolean
}

/** A step as it is stored. */
export type RunStepRow = Selectable<Database['run_step']>

/** How long a lease lasts without a heartbeat. */
export const leaseSeconds = 30

/** The right to write to a run: every write carries it, and a newer token fences it off. */
export interface Lease {
  readonly run: string
  readonly token: number
}

/** One step of a new run. */
export interface NewStep {
  readonly name: string
  readonly type: string
  readonly key: string
  readonly input: unknown
}

/** Writes a run and its steps in one transaction. */
export async function insertRun(
  store: Store,
  run: { readonly id: string; readonly type: string; readonly input: unknown; readonly slots: unknown },
  steps: readonly NewStep[],
): Promise<void> {
  await store.transact(async (trx) => {
    await trx
      .insertInto('run')
      .values({
        id: run.id,
        type: run.type,
        state: 'running',
        input: json(run.input),
        slots: json(run.slots),
      })
      .execute()
    const rows = steps.map((step, seq) => ({ seq, ...step }))
    await sql`
      insert into run_step (run, seq, name, type, key, input, state)
      select ${run.id}, seq, name, type, key, coalesce(input, 'null'), 'waiting'
      from jsonb_to_recordset(${json(rows)}::jsonb)
        as row (seq int, name text, type text, key text, input jsonb)`.execute(trx)
    await appendEvent(trx, run.id, 'run', { state: 'created', steps: steps.length })
  })
}

/** One run. */
export async function readRun(store: Store, id: string): Promise<RunRow | undefined> {
  return (await readRuns(store, id))[0]
}

/** All runs, the newest first, or one. */
export async function readRuns(store: Store, id?: string): Promise<readonly RunRow[]> {
  let query = store.db
    .selectFrom('run')
    .selectAll()
    .select(sql<boolean>`coalesce(lease_until > now(), false)`.as('leased'))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  if (id !== undefined) query = query.where('id', '=', id)
  const rows = await query.execute()
  return rows.map(({ leased, ...row }) => ({ ...row, live: leased && !isDead(row.lease_owner) }))
}

function isDead(text: string | null): boolean {
  const owner = text === null ? undefined : parseOwner(text)
  return owner !== undefined && judge(owner) === 'dead'
}

/** The steps of a run in their order. */
export async function readSteps(store: Store, run: string): Promise<readonly RunStepRow[]> {
  return store.db.selectFrom('run_step').selectAll().where('run', '=', run).orderBy('seq').execute()
}

/**
 * Takes the lease of a run that nobody carries out; undefined when somebody was faster. The token that was seen is
 * part of the condition, so that of two who judged at once only one goes on.
 */
export async function claimRun(store: Store, seen: RunRow): Promise<Lease | undefined> {
  if (seen.live) return undefined
  return store.transact(async (trx) => {
    const row = await trx
      .updateTable('run')
      .set({
        state: 'running',
        error: null,
        ended_at: null,
        cancel_asked: false,
        lease_owner: ownerText(thisOwner()),
        lease_token: seen.lease_token + 1,
        lease_until: sql<string>`now() + ${sql.lit(`${leaseSeconds} s`)}::interval`,
      })
      .where('id', '=', seen.id)
      .where('lease_token', '=', seen.lease_token)
      .returning('lease_token')
      .executeTakeFirst()
    if (!row) return undefined
    await appendEvent(trx, seen.id, 'run', { state: 'running', token: row.lease_token })
    return { run: seen.id, token: row.lease_token }
  })
}

/** Prolongs a lease. `fenced`: somebody else has the run now. */
export async function prolong(store: Store, lease: Lease): Promise<'kept' | 'cancel-asked' | 'fenced'> {
  const row = await store.transact((trx) =>
    trx
      .updateTable('run')
      .set({ lease_until: sql<string>`now() + ${sql.lit(`${leaseSeconds} s`)}::interval` })
      .where('id', '=', lease.run)
      .where('lease_token', '=', lease.token)
      .returning('cancel_asked')
      .executeTakeFirst(),
  )
  if (!row) return 'fenced'
  return row.cancel_asked ? 'cancel-asked' : 'kept'
}

/** What changes in a step. */
export interface StepChange {
  readonly state?: RunStepRow['state']
  readonly attempt?: number
  readonly checkpoint?: unknown
  readonly result?: unknown
  readonly error?: unknown
}

/**
 * Changes a step under a lease, with an event when the state changes. `fenced`: nothing was written, because somebody
 * else has the run.
 */
export async function writeStep(
  store: Store,
  lease: Lease,
  step: RunStepRow,
  change: StepChange,
): Promise<'kept' | 'cancel-asked' | 'fenced'> {
  return store.transact(async (trx) => {
    const held = await lock(trx, lease)
    if (!held) return 'fenced'
    await trx
      .updateTable('run_step')
      .set({
        ...(change.state === undefined ? {} : { state: change.state }),
        ...(change.attempt === undefined ? {} : { attempt: change.attempt }),
        ...(change.checkpoint === undefined ? {} : { checkpoint: json(change.checkpoint) }),
        ...(change.result === undefined ? {} : { result: json(change.result) }),
        ...(change.error === undefined ? {} : { error: json(change.error) }),
        ...(change.state === 'intent' ? { began_at: sql<string>`now()`, ended_at: null, error: null } : {}),
        ...(change.state !== undefined && change.state !== 'intent' ? { ended_at: sql<string>`now()` } : {}),
      })
      .where('run', '=', lease.run)
      .where('seq', '=', step.seq)
      .execute()
    if (change.state !== undefined) {
      const attempt = change.attempt ?? step.attempt
      const error = change.error === undefined ? {} : { error: change.error }
      await appendEvent(trx, lease.run, 'step', { step: step.name, state: change.state, attempt, ...error })
    }
    return held.cancel_asked ? 'cancel-asked' : 'kept'
  })
}

async function lock(
  trx: Transaction<Database>,
  lease: Lease,
): Promise<{ readonly cancel_asked: boolean } | undefined> {
  return trx
    .selectFrom('run')
    .select('cancel_asked')
    .where('id', '=', lease.run)
    .where('lease_token', '=', lease.token)
    .forUpdate()
    .executeTakeFirst()
}

/** Ends a run under its lease and gives lease and places back; false when it was fenced off. */
export async function endRun(
  store: Store,
  lease: Lease,
  state: RunRow['state'],
  error?: unknown,
): Promise<boolean> {
  return store.transact(async (trx) => {
    const row = await trx
      .updateTable('run')
      .set({
        state,
        error: error === undefined ? null : json(error),
        ended_at: sql<string>`now()`,
        lease_owner: null,
        lease_until: null,
      })
      .where('id', '=', lease.run)
      .where('lease_token', '=', lease.token)
      .returning('id')
      .executeTakeFirst()
    if (!row) return false
    await trx.deleteFrom('run_slot').where('run', '=', lease.run).execute()
    await appendEvent(trx, lease.run, 'run', { state, ...(error === undefined ? {} : { error }) })
    return true
  })
}

/** Asks a live run to stop, or ends one that nobody carries out. */
export async function askCancel(store: Store, seen: RunRow): Promise<'asked' | 'cancelled' | 'changed'> {
  return store.transact(async (trx) => {
    const change = seen.live
      ? { cancel_asked: true }
      : { state: 'cancelled' as const, ended_at: sql<string>`now()`, lease_owner: null, lease_until: null }
    const row = await trx
      .updateTable('run')
      .set({ ...change, ...(seen.live ? {} : { lease_token: seen.lease_token + 1 }) })
      .where('id', '=', seen.id)
      .where('lease_token', '=', seen.lease_token)
      .where('state', '=', seen.state)
      .returning('id')
      .executeTakeFirst()
    if (!row) return 'changed'
    if (!seen.live) await trx.deleteFrom('run_slot').where('run', '=', seen.id).execute()
    await appendEvent(trx, seen.id, 'run', { state: seen.live ? 'cancel-asked' : 'cancelled' })
    return seen.live ? 'asked' : 'cancelled'
  })
}

/** Sets a step that waits for a human to what that one decided; false when the run changed meanwhile. */
export async function decide(
  store: Store,
  seen: RunRow,
  step: RunStepRow,
  change: { readonly state: 'done' | 'waiting'; readonly result?: unknown },
): Promise<boolean> {
  return store.transact(async (trx) => {
    const row = await trx
      .updateTable('run')
      .set({ state: 'interrupted', lease_token: seen.lease_token + 1, lease_owner: null, lease_until: null })
      .where('id', '=', seen.id)
      .where('lease_token', '=', seen.lease_token)
      .returning('id')
      .executeTakeFirst()
    if (!row) return false
    await trx
      .updateTable('run_step')
      .set({ state: change.state, ...(change.result === undefined ? {} : { result: json(change.result) }) })
      .where('run', '=', seen.id)
      .where('seq', '=', step.seq)
      .execute()
    await appendEvent(trx, seen.id, 'step', { step: step.name, state: change.state, decided: true })
    return true
  })
}
