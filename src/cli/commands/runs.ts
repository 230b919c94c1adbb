import type { Command } from 'commander'
import type { CancelResult, RunResult, RunsResult } from '../../contract/runs.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { type Style, table } from '../terminal.ts'

/** `causeway runs`, `run`, `resume`, `cancel`. */
export function registerRuns(program: Command, host: CliHost): void {
  common(program.command('runs'))
    .description('list the durable runs, the newest first')
    .action(async (options: CommonOptions) => {
      const { showRuns } = await import('../../app/runs.ts')
      await withContext(host, options, false, showRuns, showList)
    })
  common(program.command('run <id>'))
    .description('show one run: its steps, what it made, its log')
    .action(async (id: string, options: CommonOptions) => {
      const { showRun } = await import('../../app/runs.ts')
      await withContext(host, options, false, (context) => showRun(context, id), showWithLog)
    })
  common(program.command('resume [id]'))
    .description('go on with a run that was interrupted, killed or failed; without an id, with the newest')
    .addHelpText('after', '\nNo finished step runs again; an unfinished one goes on from its checkpoint.')
    .action(async (id: string | undefined, options: CommonOptions) => {
      const { resume } = await import('../../app/runs.ts')
      await withContext(
        host,
        options,
        true,
        (context, session) => resume(context, id, session.host.stop),
        (result, session) =>
          result
            ? showRunResult(result, session)
            : 'Nothing to resume: no run is interrupted, failed or left behind.',
      )
    })
  common(program.command('cancel <id>'))
    .description(
      'stop a run at its next checkpoint for good; what it has written beside is removed by the run itself',
    )
    .action(async (id: string, options: CommonOptions) => {
      const { cancel } = await import('../../app/runs.ts')
      await withContext(host, options, true, (context) => cancel(context, id), showCancel)
    })
}

function showList(result: RunsResult, { style }: Session): string {
  if (result.runs.length === 0) return 'No run yet. `causeway move` starts one.'
  return table(
    result.runs,
    [
      { title: 'RUN', value: (row) => row.run },
      { title: 'WHAT', value: (row) => row.what, most: 60 },
      { title: 'STATE', value: (row) => (row.state === 'running' && !row.live ? 'left behind' : row.state) },
      { title: 'BEGAN', value: (row) => row.createdAt.slice(0, 19).replace('T', ' ') },
    ],
    style,
  )
}

/** A run for people; `move` shows its result so too. */
export function showRunResult(run: RunResult, { style }: Session): string {
  const lines = [`${style.bold(run.run)}  ${inert(run.what)}  ${stateText(run.state, style)}`]
  for (const step of run.steps) {
    const far = step.progress
      ? style.dim(
          `  ${step.progress.done}${step.progress.total === undefined ? '' : ` of ${step.progress.total}`} ${step.progress.unit}`,
        )
      : ''
    lines.push(
      `  ${stateText(step.state, style)} ${step.name}${step.attempt > 1 ? style.dim(`  attempt ${step.attempt}`) : ''}${far}`,
    )
    if (step.problem)
      lines.push(
        `      ${style.red(inert(step.problem.message))}`,
        ...(step.problem.remedy ? [`      ${inert(step.problem.remedy)}`] : []),
      )
  }
  for (const made of run.artifacts)
    lines.push(
      '',
      `${style.bold(inert(made.file))}  ${made.format}, ${mib(made.virtualBytes)} virtual, ${mib(made.storedBytes)} stored`,
      `  sha256 ${made.sha256}`,
    )
  return lines.join('\n')
}

/** The run and the last lines of its log; --json has all that are kept. */
function showWithLog(run: RunResult, session: Session): string {
  const shown = run.log.slice(-20)
  if (shown.length === 0) return showRunResult(run, session)
  const { style } = session
  const head =
    run.log.length > shown.length ? `Log (the last ${shown.length} of ${run.log.length} lines)` : 'Log'
  const lines = shown.map(({ at, text }) => `  ${style.dim(at.slice(11, 19))}  ${inert(text)}`)
  return [showRunResult(run, session), '', style.bold(head), ...lines].join('\n')
}

function showCancel(result: CancelResult): string {
  if (result.answer === 'asked') return `${result.run} stops at its next checkpoint.`
  return result.answer === 'cancelled'
    ? `${result.run} is cancelled.`
    : `${result.run} had ended already; nothing to cancel.`
}

function stateText(state: string, style: Style): string {
  const padded = state.padEnd(8)
  if (state === 'done') return style.green(padded)
  return state === 'failed' || state === 'needs-human' || state === 'in-doubt'
    ? style.red(padded)
    : style.yellow(padded)
}

function mib(bytes: number): string {
  return `${(bytes / 1_048_576).toLocaleString('en', { maximumFractionDigits: 1 })} MiB`
}
