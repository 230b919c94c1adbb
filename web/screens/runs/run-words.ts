import type { RunResult, RunSummaryShape } from '../../../src/contract/runs.ts'
import { bytes } from '../../words/measure.ts'

type Step = RunResult['steps'][number]

/** The state of a run for people: one that was killed is `left behind`. */
export function stateOf(run: Pick<RunSummaryShape, 'state' | 'live'>): string {
  return run.state === 'running' && !run.live ? 'left behind' : run.state
}

/** Whether `resume` does anything. */
export function canResume(run: Pick<RunSummaryShape, 'state' | 'live'>): boolean {
  return !run.live && ['running', 'interrupted', 'failed'].includes(run.state)
}

/** Whether `cancel` does anything. */
export function canCancel(run: Pick<RunSummaryShape, 'state' | 'live'>): boolean {
  return run.state !== 'done' && run.state !== 'cancelled'
}

/** Colour of a state, as PatternFly's labels name them. */
export function colourOf(state: string): 'green' | 'red' | 'blue' | 'orange' | 'grey' {
  if (state === 'done') return 'green'
  if (state === 'failed' || state === 'needs-human' || state === 'in-doubt') return 'red'
  if (state === 'running' || state === 'intent') return 'blue'
  return state === 'interrupted' || state === 'left behind' ? 'orange' : 'grey'
}

/** The state of a step for people. */
export function stepState(step: Pick<Step, 'state'>): string {
  if (step.state === 'intent') return 'at work'
  return step.state === 'waiting' ? 'not begun' : step.state
}

/** `1.2 GiB of 4 GiB`, `12 of 40 files`. */
export function amountOf(progress: NonNullable<Step['progress']>): string {
  const isBytes = progress.unit === 'bytes' || progress.unit === 'B'
  const one = (value: number) => (isBytes ? bytes(value) || '0' : value.toLocaleString('en'))
  const far =
    progress.total === undefined ? one(progress.done) : `${one(progress.done)} of ${one(progress.total)}`
  return isBytes || progress.unit === '' ? far : `${far} ${progress.unit}`
}

/** Part done in percent; undefined when nobody knows the total. */
export function percentOf(progress: NonNullable<Step['progress']>): number | undefined {
  const { done, total } = progress
  return total === undefined || total <= 0 ? undefined : Math.min(100, Math.floor((100 * done) / total))
}

/** What is seen of a step's progress at one time. */
export interface Sample {
  readonly atMilliseconds: number
  readonly done: number
}

/** Seconds that remain at the rate between the first and the last sample; undefined while that says too little. */
export function secondsLeft(samples: readonly Sample[], total: number | undefined): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (total === undefined || !first || !last) return undefined
  const seconds = (last.atMilliseconds - first.atMilliseconds) / 1000
  const gained = last.done - first.done
  return seconds < 2 || gained <= 0 ? undefined : ((total - last.done) * seconds) / gained
}

/** `about 12 s`, `about 4 min`, `about 2 h`. */
export function aboutTime(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s`
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} min` : `about ${Math.round(seconds / 3600)} h`
}

/** How long something took, from two ISO times. */
export function took(beganAt: string | undefined, endedAt: string | undefined): string {
  if (beganAt === undefined || endedAt === undefined) return ''
  const seconds = (Date.parse(endedAt) - Date.parse(beganAt)) / 1000
  if (!Number.isFinite(seconds)) return ''
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
}
