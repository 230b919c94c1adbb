import { setTimeout as pause } from 'node:timers/promises'
import type { Progress } from '../lib/progress.ts'
import { Problem, problem } from '../model/problems/index.ts'
import {
  claimRun,
  endRun,
  type Lease,
  parseOwner,
  readRun,
  readSteps,
  type RunRow,
  type RunStepRow,
  type Slot,
  type Store,
  takeSlots,
} from '../store/index.ts'
import { errorDocument } from './error-document.ts'
import { keepLease } from './lease.ts'
import { runStep } from './one-step.ts'
import type { StepRegistry } from './step.ts'
import { type Stop, StopError } from './stop.ts'
import { type RunView, viewRun } from './view.ts'

/** How a run is carried out. */
export interface ExecuteOptions {
  readonly progress: Progress
  /** The caller's way to stop; without it only `progress.signal`, which stops at once. */
  readonly stop?: Pick<Stop, 'gentle' | 'hard'>
  /** Time between heartbeats; tests shorten it. */
  readonly heartbeatMs?: number
}

/** How it went. */
export interface RunOutcome {
  readonly run: RunView
  /** What a failed step threw. */
  readonly error?: unknown
}

/**
 * Carries out a run to its end, from wherever it is: finished steps are not done again, an unfinished one goes on
 * from its checkpoint as the next attempt. Throws only when the run cannot be taken; a step that fails makes the run
 * `failed`.
 */
export async function executeRun(
  store: Store,
  runId: string,
  registry: StepRegistry,
  options: ExecuteOptions,
): Promise<RunOutcome> {
  const seen = await readRun(store, runId)
  if (!seen) throw problem('run-missing', { run: runId })
  if (seen.state === 'done' || seen.state === 'cancelled') {
    throw problem('run-ended', { run: runId, state: seen.state })
  }
  if (seen.live) throw held(seen)
  const steps = await readSteps(store, runId)
  for (const step of steps) {
    if (step.state !== 'done' && !registry.has(step.type)) {
      throw problem('run-step-unknown', { run: runId, type: step.type })
    }
  }
  const lease = await claimRun(store, seen)
  if (!lease) throw held((await readRun(store, runId)) ?? seen)
  const error = await carryOut(store, lease, seen, steps, registry, options)
  const run = await viewRun(store, runId)
  return error === undefined ? { run } : { run, error }
}

function held(run: RunRow): Error {
  const owner = run.lease_owner === null ? undefined : parseOwner(run.lease_owner)
  return problem('run-held', { run: run.id, pid: owner?.pid ?? 0, until: run.lease_until ?? 'now' })
}

async function carryOut(
  store: Store,
  lease: Lease,
  seen: RunRow,
  steps: readonly RunStepRow[],
  registry: StepRegistry,
  options: ExecuteOptions,
): Promise<unknown> {
  const keeper = keepLease(store, lease, options)
  try {
    await waitForSlots(store, lease, slotsOf(seen.slots), keeper.throwIfStopped, options.progress)
    const results = new Map<string, unknown>()
    for (const step of steps) {
      if (step.state === 'done') {
        results.set(step.name, step.result)
        continue
      }
      keeper.throwIfStopped()
      const type = registry.get(step.type)
      if (!type) throw problem('run-step-unknown', { run: lease.run, type: step.type })
      const outcome = await runStep({ store, lease, keeper, step, type, results, watcher: options.progress })
      if (outcome.kind === 'needs-human') {
        await end(store, lease, 'needs-human', { step: step.name, evidence: outcome.evidence })
        return undefined
      }
      results.set(step.name, outcome.result)
    }
    await end(store, lease, 'done')
    return undefined
  } catch (error) {
    if (error instanceof StopError) {
      if (error.kind === 'fenced') throw problem('run-taken', { run: lease.run })
      await end(store, lease, error.kind)
      return undefined
    }
    if (error instanceof Problem && error.code === 'run-taken') throw error
    await end(store, lease, 'failed', errorDocument(error))
    return error
  } finally {
    keeper.end()
  }
}

async function end(store: Store, lease: Lease, state: RunRow['state'], error?: unknown): Promise<void> {
  if (!(await endRun(store, lease, state, error))) throw problem('run-taken', { run: lease.run })
}

async function waitForSlots(
  store: Store,
  lease: Lease,
  slots: readonly Slot[],
  throwIfStopped: () => void,
  progress: Progress,
): Promise<void> {
  for (let said = ''; ; ) {
    throwIfStopped()
    const full = (await takeSlots(store, lease, slots)).join(', ')
    if (full === '') return
    if (full !== said) progress.log(`Waiting for a place on ${full}.`)
    said = full
    await pause(500)
  }
}

function slotsOf(value: unknown): readonly Slot[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((slot: unknown) => {
    if (typeof slot !== 'object' || slot === null || !('resource' in slot) || !('limit' in slot)) return []
    return [{ resource: String(slot.resource), limit: Number(slot.limit) }]
  })
}
