import type { Command } from 'commander'
import type { StatusResult } from '../../contract/status.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count } from '../terminal.ts'
import { estateLine } from './discover.ts'

/** `causeway init` and `causeway status`. */
export function registerStatus(program: Command, host: CliHost): void {
  program
    .command('init [dir]')
    .description('make a workspace: .causeway/ and four files that a team commits')
    .addHelpText(
      'after',
      '\nFour YAML files hold decisions and are meant for Git: plan.yaml, mappings.yaml, owners.yaml, target.yaml.\nFiles that are there already are left as they are.',
    )
    .action(async (folder: string | undefined) => {
      const { initWorkspace } = await import('../../app/init.ts')
      const made = await initWorkspace(folder ?? '.')
      host.terminal.out(
        `Workspace ${made.folder}\n${made.files.map((file) => `  ${file.made ? 'wrote' : 'kept '}  ${file.name}  ${file.about}`).join('\n')}\n\nNext: causeway discover <source>\n`,
      )
    })
  common(program.command('status'))
    .description('show the funnel, what is running and what to do next')
    .action(async (options: CommonOptions) => {
      const { showStatus } = await import('../../app/status.ts')
      await withContext(host, options, false, showStatus, show)
    })
}

function show(status: StatusResult, { style }: Session): string {
  const lines = [
    `${style.bold(inert(status.workspace))}${status.demo ? style.yellow('  the demo: the sample estate Harbour') : ''}`,
    estateLine(status.estate),
    '',
  ]
  for (const step of status.funnel) {
    const share = step.of === 0 ? 0 : Math.round((24 * step.vms) / step.of)
    lines.push(
      `  ${step.stage.padEnd(10)} ${style.green('█'.repeat(share))}${style.dim('·'.repeat(24 - share))} ${step.vms} of ${step.of}${step.stale ? style.yellow('  inputs have changed since') : ''}`,
    )
  }
  const { files, references, flows, notUnderstood } = status.evidence
  lines.push(
    '',
    `Evidence: ${count(files, 'file')}, ${count(references, 'reference')}, ${count(flows, 'flow')}; ${count(notUnderstood, 'statement')} not understood.`,
  )
  for (const run of status.running)
    lines.push(`Running: ${inert(run.what)} (${run.run}) ${run.state}${run.step ? `, ${run.step}` : ''}`)
  if (status.settles)
    lines.push(
      `One file would settle ${count(status.settles.unknowns, 'unknown')}: ${inert(status.settles.file)} (${inert(status.settles.why)})`,
    )
  if (status.next.length > 0) lines.push('', style.bold('Next'))
  for (const next of status.next)
    lines.push(`  ${style.cyan(next.command)}`, `      ${style.dim(inert(next.why))}`)
  return lines.join('\n')
}
