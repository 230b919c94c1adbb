import { problem } from '../model/problems/index.ts'
import {
  parseOwner,
  readRun,
  readRuns,
  readSteps,
  type RunRow,
  type RunStepRow,
  type Store,
} from '../store/index.ts'

/** State of a run (design §3). */
export type RunState = RunRow['state']

/** State of a step. `intent`: begun, without a result yet. */
export type StepState = RunStepRow['state']

/** A run without its steps. */
export interface RunSummary {
  readonly id: string
  readonly type: string
  readonly state: RunState
  readonly input: unknown
  /** ISO 8601. */
  readonly createdAt: string
  readonly endedAt?: string
  /** Somebody carries it out now. A `running` one that is not live was killed and can be resumed. */
  readonly live: boolean
  /** Process that carries it out. */
  readonly pid?: number
  /** Why it failed, or the evidence for the human it waits for. */
  readonly error?: unknown
}

/** A step of a run. */
export interface StepView {
  readonly name: string
  readonly type: string
  readonly key: string
  readonly input: unknown
  readonly state: StepState
  /** 0 before it began. */
  readonly attempt: number
  readonly checkpoint?: unknown
  readonly result?: unknown
  readonly error?: unknown
  readonly beganAt?: string
  readonly endedAt?: string
}

/** A run with its steps. */
export interface RunView extends RunSummary {
  readonly steps: readonly StepView[]
}

function summaryOf(row: RunRow): RunSummary {
  const owner = row.lease_owner === null ? undefined : parseOwner(row.lease_owner)
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    input: row.input,
    createdAt: row.created_at,
    live: row.live,
    ...(row.live && owner ? { pid: owner.pid } : {}),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.error === null ? {} : { error: row.error }),
  }
}

function stepOf(row: RunStepRow): StepView {
  return {
    name: row.name,
    type: row.type,
    key: row.key,
    input: row.input,
    state: row.state,
    attempt: row.attempt,
    ...(row.checkpoint === null ? {} : { checkpoint: row.checkpoint }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.began_at === null ? {} : { beganAt: row.began_at }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  }
}

/** All runs, the newest first. */
export async function listRuns(store: Store): Promise<readonly RunSummary[]> {
  return (await readRuns(store)).map(summaryOf)
}

/** One run with its steps, or undefined. */
export async function getRun(store: Store, id: string): Promise<RunView | undefined> {
  const row = await readRun(store, id)
  if (!row) return undefined
  return { ...summaryOf(row), steps: (await readSteps(store, id)).map(stepOf) }
}

/** One run with its steps; a problem when there is none. */
export async function viewRun(store: Store, id: string): Promise<RunView> {
  const run = await getRun(store, id)
  if (!run) throw problem('run-missing', { run: id })
  return run
}
