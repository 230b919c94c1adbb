import type { Progress } from '../lib/progress.ts'

/** How far a step is, for people and for the next attempt. */
export interface StepProgress<Checkpoint> extends Progress {
  /** Aborted at the second Ctrl-C and when another process has the run; its reason is a `StopError`. */
  readonly signal: AbortSignal
  /** True once somebody asked to stop: the next checkpoint will not come back. */
  readonly stopAsked: boolean
  /**
   * Keeps what the next attempt needs to go on from here; throws a `StopError` when the run is to stop. Call it only
   * when what it says is safe: on disk, or accepted by the other side.
   */
  checkpoint(data: Checkpoint): Promise<void>
}

/** What a step gets. */
export interface StepContext<Input, Checkpoint> {
  readonly run: string
  /** Names what is done; it is written on the outside object, so that it can be found again. */
  readonly key: string
  /** 1, 2 … */
  readonly attempt: number
  readonly input: Input
  /** What the attempt before kept last. */
  readonly checkpoint: Checkpoint | undefined
  readonly progress: StepProgress<Checkpoint>
  /** Result of an earlier step of this run. */
  resultOf(step: string): unknown
}

/** What asking the outside world gave. */
export type Reconciled<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'not-done' }
  /** Nobody can tell; the evidence is shown to the human who decides. */
  | { readonly kind: 'unknown'; readonly evidence: string }

interface Runnable<Input, Result, Checkpoint> {
  /** Name of the type; a changed meaning is a new name (`copy@2`). */
  readonly type: string
  run(context: StepContext<Input, Checkpoint>): Promise<Result>
}

/** No effect outside: may always run again. */
export interface PureStep<Input, Result, Checkpoint> extends Runnable<Input, Result, Checkpoint> {
  readonly semantics: 'pure'
}

/** An effect that is the same when done twice (server-side apply, PUT, a file written beside and renamed). */
export interface IdempotentStep<Input, Result, Checkpoint> extends Runnable<Input, Result, Checkpoint> {
  readonly semantics: 'idempotent'
}

/** An effect that must not be done twice, and that can be found by its key. */
export interface ProbeStep<Input, Result, Checkpoint> extends Runnable<Input, Result, Checkpoint> {
  readonly semantics: 'probe'
  /** Asks the outside world whether the effect of `key` happened. Must not have an effect itself. */
  reconcile(context: StepContext<Input, Checkpoint>): Promise<Reconciled<Result>>
}

/** An effect that must not be done twice, and that nobody can ask for: after a crash a human decides. */
export interface ManualStep<Input, Result, Checkpoint> extends Runnable<Input, Result, Checkpoint> {
  readonly semantics: 'manual'
  /** What the human should look at. */
  evidence(context: StepContext<Input, Checkpoint>): string
}

/** What can be done in a run, with what may happen when it is done again. */
export type StepType<Input, Result, Checkpoint> =
  | PureStep<Input, Result, Checkpoint>
  | IdempotentStep<Input, Result, Checkpoint>
  | ProbeStep<Input, Result, Checkpoint>
  | ManualStep<Input, Result, Checkpoint>

/** Fixes the types of a step; a probe without `reconcile` does not compile. */
export function defineStep<Input, Result, Checkpoint = undefined>(
  step: StepType<Input, Result, Checkpoint>,
): StepType<Input, Result, Checkpoint> {
  return step
}

/** The step types that a process can carry out. */
export type StepRegistry = ReadonlyMap<string, StepType<unknown, unknown, unknown>>

/** Makes a registry; two steps of the same type name are a mistake in the program. */
export function registryOf(...steps: readonly StepType<unknown, unknown, unknown>[]): StepRegistry {
  const registry = new Map<string, StepType<unknown, unknown, unknown>>()
  for (const step of steps) {
    if (registry.has(step.type)) throw new Error(`two step types are called ${step.type}`)
    registry.set(step.type, step)
  }
  return registry
}
