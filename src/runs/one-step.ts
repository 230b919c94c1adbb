import type { Progress } from '../lib/progress.ts'
import { type Lease, type RunStepRow, type StepChange, type Store, writeStep } from '../store/index.ts'
import { errorDocument } from './error-document.ts'
import type { LeaseKeeper } from './lease.ts'
import { reportTo, type Reporter } from './reporter.ts'
import type { StepContext, StepType } from './step.ts'
import { StopError } from './stop.ts'

/** What one step is carried out with. */
export interface StepWork {
  readonly store: Store
  readonly lease: Lease
  readonly keeper: LeaseKeeper
  readonly step: RunStepRow
  readonly type: StepType<unknown, unknown, unknown>
  readonly results: ReadonlyMap<string, unknown>
  readonly watcher: Progress
}

/** A step's end; failures are thrown. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'needs-human'; readonly evidence: string }

/**
 * Carries out one step: what an earlier attempt left is asked for first, then the intent is committed, then comes the
 * effect, then its result is committed.
 */
export async function runStep(work: StepWork): Promise<StepOutcome> {
  const reporter = reportTo(work.store, work.lease.run, work.step.name, work.watcher)
  try {
    return (await leftBefore(work, reporter)) ?? (await attempt(work, reporter))
  } catch (error) {
    throw work.keeper.signal.aborted ? work.keeper.signal.reason : error
  } finally {
    await reporter.end()
  }
}

// An attempt that began and has no result: it may have had its effect, also when it failed.
async function leftBefore(work: StepWork, reporter: Reporter): Promise<StepOutcome | undefined> {
  const { step, type } = work
  if (step.state === 'waiting' || type.semantics === 'pure' || type.semantics === 'idempotent')
    return undefined
  const context = contextOf(work, reporter, step.attempt)
  const found =
    type.semantics === 'probe'
      ? await type.reconcile(context)
      : { kind: 'unknown' as const, evidence: type.evidence(context) }
  if (found.kind === 'not-done') return undefined
  if (found.kind === 'done') {
    await write(work, { state: 'done', result: found.result ?? null })
    return { kind: 'done', result: found.result }
  }
  await write(work, { state: 'in-doubt', error: { evidence: found.evidence } })
  return { kind: 'needs-human', evidence: found.evidence }
}

async function attempt(work: StepWork, reporter: Reporter): Promise<StepOutcome> {
  const number = work.step.attempt + 1
  await write(work, { state: 'intent', attempt: number })
  work.keeper.throwIfStopped()
  let result: unknown
  try {
    result = await work.type.run(contextOf(work, reporter, number))
  } catch (error) {
    // A stop leaves the intent and its checkpoint for the next attempt; so does a lost lease.
    if (!(error instanceof StopError) && !work.keeper.signal.aborted) {
      await write(work, { state: 'failed', attempt: number, error: errorDocument(error) })
    }
    throw error
  }
  await write(work, { state: 'done', attempt: number, result: result ?? null })
  return { kind: 'done', result }
}

function contextOf(work: StepWork, reporter: Reporter, number: number): StepContext<unknown, unknown> {
  const { keeper, step, results } = work
  return {
    run: work.lease.run,
    key: step.key,
    attempt: number,
    input: step.input,
    checkpoint: step.checkpoint ?? undefined,
    resultOf: (name) => results.get(name),
    progress: {
      signal: keeper.signal,
      get stopAsked() {
        return keeper.stopAsked
      },
      phase: reporter.phase,
      advance: reporter.advance,
      log: reporter.log,
      async checkpoint(data) {
        await write(work, { checkpoint: data ?? null })
        keeper.throwIfStopped()
      },
    },
  }
}

async function write(work: StepWork, change: StepChange): Promise<void> {
  const answer = await writeStep(work.store, work.lease, work.step, change)
  work.keeper.heard(answer)
  if (answer === 'fenced') throw new StopError('fenced')
}
