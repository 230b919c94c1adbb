import { randomBytes } from 'node:crypto'
import { problem } from '../model/problems/index.ts'
import {
  askCancel,
  decide,
  eventsAfter,
  insertRun,
  type NewStep,
  readRun,
  readRuns,
  readSteps,
  type RunEvent,
  type Slot,
  type Store,
} from '../store/index.ts'
import { type ExecuteOptions, executeRun, type RunOutcome } from './execute.ts'
import type { StepRegistry } from './step.ts'
import { type RunView, viewRun } from './view.ts'

/** A run to be: a list of steps, decided by a stage. */
export interface NewRun {
  readonly type: string
  readonly input: unknown
  /** In their order; names are unique within the run. */
  readonly steps: readonly NewStep[]
  /** Places that it needs while it is carried out. */
  readonly slots?: readonly Slot[]
}

/** Writes a run down, so that it is there before its first effect. Answers its id; nothing is carried out yet. */
export async function startRun(store: Store, run: NewRun): Promise<string> {
  const id = `r-${randomBytes(5).toString('hex')}`
  await insertRun(store, { id, type: run.type, input: run.input, slots: run.slots ?? [] }, run.steps)
  return id
}

/**
 * Carries on with a run, or with the newest that can be: interrupted, failed, or left `running` by a process that is
 * gone. Undefined when there is nothing to do: it has ended, somebody carries it out, or it waits for a human.
 */
export async function resumeRun(
  store: Store,
  registry: StepRegistry,
  runId: string | undefined,
  options: ExecuteOptions,
): Promise<RunOutcome | undefined> {
  if (runId !== undefined && !(await readRun(store, runId))) throw problem('run-missing', { run: runId })
  const runs = await readRuns(store, runId)
  const next = runs.find((run) => !run.live && ['running', 'interrupted', 'failed'].includes(run.state))
  return next && executeRun(store, next.id, registry, options)
}

/**
 * Asks a live run to stop at its next checkpoint (`asked`), or ends one that nobody carries out (`cancelled`).
 * `ended`: there was nothing to cancel.
 */
export async function cancelRun(store: Store, runId: string): Promise<'asked' | 'cancelled' | 'ended'> {
  for (;;) {
    const run = await readRun(store, runId)
    if (!run) throw problem('run-missing', { run: runId })
    if (run.state === 'done' || run.state === 'cancelled') return 'ended'
    const answer = await askCancel(store, run)
    if (answer !== 'changed') return answer
  }
}

/** What a human found out about a step in doubt: it was done, or it is to be done again. */
export type Decision = { readonly kind: 'done'; readonly result: unknown } | { readonly kind: 'again' }

/** Settles the step that a run in `needs-human` waits for; `resumeRun` then goes on. */
export async function decideStep(
  store: Store,
  runId: string,
  stepName: string,
  decision: Decision,
): Promise<RunView> {
  const run = await readRun(store, runId)
  if (!run) throw problem('run-missing', { run: runId })
  const step = (await readSteps(store, runId)).find((candidate) => candidate.name === stepName)
  if (step?.state !== 'in-doubt' || run.live) {
    throw problem('run-step-not-in-doubt', { run: runId, step: stepName, state: step?.state ?? 'missing' })
  }
  const change =
    decision.kind === 'done'
      ? { state: 'done' as const, result: decision.result ?? null }
      : { state: 'waiting' as const }
  if (!(await decide(store, run, step, change))) throw problem('run-taken', { run: runId })
  return viewRun(store, runId)
}

/** Events of one run, or of all, after a number; oldest first. */
export async function runEvents(
  store: Store,
  runId: string | undefined,
  afterSeq: number,
  limit?: number,
): Promise<readonly RunEvent[]> {
  return eventsAfter(store, afterSeq, {
    ...(runId === undefined ? {} : { run: runId }),
    ...(limit === undefined ? {} : { limit }),
  })
}
