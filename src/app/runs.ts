import { z } from 'zod'
import {
  artifact,
  type ArtifactShape,
  type CancelResult,
  type RunResult,
  type RunsResult,
  type RunSummaryShape,
} from '../contract/runs.ts'
import {
  cancelRun,
  type ExecuteOptions,
  listRuns,
  resumeRun,
  runEvents,
  type RunSummary,
  type RunView,
  type StepView,
  viewRun,
} from '../runs/index.ts'
import type { RunEvent } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { stepsOf } from './run-steps.ts'
import { removeUnfinished } from './unfinished.ts'

/** Lines of the log that an answer carries, the newest. */
const logLines = 200

const withArtifacts = z.object({ artifacts: z.array(artifact) })
const progressData = z.object({
  step: z.string(),
  phase: z.string(),
  done: z.number(),
  total: z.number().optional(),
  unit: z.string().optional(),
})
const errorData = z.object({ message: z.string(), remedy: z.string().optional() })
const named = z.object({ what: z.string() })

/** All runs, the newest first. */
export async function showRuns(context: AppContext): Promise<RunsResult> {
  return { runs: (await listRuns(context.store)).map(presentSummary) }
}

/** One run with its steps, artifacts and log. */
export async function showRun(context: AppContext, id: string): Promise<RunResult> {
  const run = await viewRun(context.store, id)
  return presentRun(run, await runEvents(context.store, id, 0))
}

/** Carries on with a run, or with the newest that can be. Undefined: there is nothing to do. */
export async function resume(
  context: AppContext,
  id: string | undefined,
  stop: ExecuteOptions['stop'],
): Promise<RunResult | undefined> {
  const outcome = await resumeRun(context.store, stepsOf(context), id, {
    progress: context.progress,
    ...(stop ? { stop } : {}),
  })
  if (!outcome) return undefined
  if (outcome.error !== undefined) {
    await removeUnfinished(outcome.run.input, outcome.error)
    throw outcome.error
  }
  return showRun(context, outcome.run.id)
}

/** Carries on with a run and answers at once; how it goes is seen in the run itself. */
export async function resumeBeside(context: AppContext, id: string): Promise<RunResult> {
  const shown = await showRun(context, id)
  beside(context, id, ({ stop }) => resume(context, id, stop))
  return shown
}

/** Runs that this process carries out while it does other things. */
const atWork = new WeakMap<AppContext['store'], Set<Promise<void>>>()

/** Carries a run out without waiting for it; it stops when the context's progress is aborted. */
export function beside(
  context: AppContext,
  id: string,
  act: (options: ExecuteOptions) => Promise<unknown>,
): void {
  const { store, progress } = context
  const stop = { gentle: progress.signal, hard: new AbortController().signal }
  const all = atWork.get(store) ?? new Set()
  atWork.set(store, all)
  const work: Promise<void> = act({ progress, stop })
    .then(
      () => {},
      (error: unknown) => progress.log(`${id}: ${error instanceof Error ? error.message : String(error)}`),
    )
    .finally(() => all.delete(work))
  all.add(work)
}

/** Waits for the runs that were begun beside, once the context's progress is aborted. */
export async function endBeside({ store }: AppContext): Promise<void> {
  await Promise.all(atWork.get(store) ?? [])
}

/** Stops a live run at its next checkpoint, or ends one that nobody carries out. */
export async function cancel(context: AppContext, id: string): Promise<CancelResult> {
  const run = await viewRun(context.store, id)
  return { run: run.id, answer: await cancelRun(context.store, run.id) }
}

function presentSummary(run: RunSummary): RunSummaryShape {
  const { id, type, state, live, createdAt, endedAt } = run
  const what = named.safeParse(run.input)
  return {
    run: id,
    type,
    what: what.success ? what.data.what : type,
    state,
    live,
    createdAt,
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

function presentRun(run: RunView, events: readonly RunEvent[]): RunResult {
  const fault = errorOf(run.error)
  return {
    ...presentSummary(run),
    steps: run.steps.map((step) => presentStep(step, events)),
    artifacts: run.steps.flatMap(artifactsOf),
    ...(fault ? { problem: fault } : {}),
    log: events
      .filter((event) => event.kind !== 'progress')
      .slice(-logLines)
      .map((event) => ({ seq: event.seq, at: event.at, kind: event.kind, text: textOf(event) })),
  }
}

function presentStep(step: StepView, events: readonly RunEvent[]): RunResult['steps'][number] {
  const fault = errorOf(step.error)
  const last = step.state === 'done' ? undefined : lastProgress(step.name, events)
  return {
    name: step.name,
    state: step.state,
    attempt: step.attempt,
    ...(step.beganAt === undefined ? {} : { beganAt: step.beganAt }),
    ...(step.endedAt === undefined ? {} : { endedAt: step.endedAt }),
    ...(last ? { progress: last } : {}),
    ...(fault ? { problem: fault } : {}),
  }
}

function lastProgress(step: string, events: readonly RunEvent[]): RunResult['steps'][number]['progress'] {
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const event = events[at]
    const data = event?.kind === 'progress' ? progressData.safeParse(event.data) : undefined
    if (data?.success && data.data.step === step) {
      const { done, total, unit = '', phase } = data.data
      return { done, unit, phase, ...(total === undefined ? {} : { total }) }
    }
  }
  return undefined
}

function artifactsOf(step: StepView): readonly ArtifactShape[] {
  const found = withArtifacts.safeParse(step.result)
  return found.success ? found.data.artifacts : []
}

function errorOf(error: unknown): { message: string; remedy?: string } | undefined {
  const found = errorData.safeParse(error)
  if (!found.success) return undefined
  const { message, remedy } = found.data
  return { message, ...(remedy === undefined ? {} : { remedy }) }
}

/** An event as a line of the log: `convert: begun, attempt 2`, `run: created, 5 steps`. */
function textOf(event: RunEvent): string {
  if (typeof event.data !== 'object' || event.data === null) return event.kind
  const { step, state, sentence, error, ...rest } = event.data as Readonly<Record<string, unknown>>
  const told = [sentence, state === 'intent' ? 'begun' : state, errorOf(error)?.message].filter(
    (one) => typeof one === 'string',
  )
  for (const [key, value] of Object.entries(rest)) {
    told.push(`${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  }
  return `${typeof step === 'string' ? step : event.kind}: ${told.join(', ')}`
}
