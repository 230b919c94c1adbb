import type { Command } from 'commander'
import type { TranslateResult } from '../../contract/translate.ts'
import { inert } from '../../lib/inert.ts'
import { failOn } from '../fail-on.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count } from '../terminal.ts'

interface Options extends CommonOptions {
  readonly out: string
  readonly profile?: string
  readonly check?: boolean
  readonly failOn?: string
}

/** `causeway translate`. */
export function registerTranslate(program: Command, host: CliHost): void {
  common(program.command('translate'))
    .description(
      'turn the plan into a GitOps repository of KubeVirt manifests, and list what could not be carried',
    )
    .requiredOption('--out <dir>', 'folder of the repository; a missing one is made')
    .option('--profile <name>', 'use target.NAME.yaml instead of target.yaml')
    .option(
      '--check',
      'check every object as the API server and the admission webhooks would, before anything is written',
    )
    .option(
      '--fail-on <severity>',
      'with --check: exit 3 on a problem (block), a lost (act) or partial (inform) translation',
    )
    .addHelpText(
      'after',
      `
Nothing that is written starts a machine, creates an empty disk or deletes data: every VM is halted until a cutover.
Generated files go to the branch \`generated\` and are merged: changes by hand survive; a conflict leaves yours and exits 1.

Examples:
  causeway translate --out repository --check`,
    )
    .action(async (options: Options) => {
      const { resolve } = await import('node:path')
      const { translate } = await import('../../app/translate.ts')
      const { out, profile, check } = options
      const request = {
        out: resolve(out),
        ...(profile === undefined ? {} : { profile }),
        ...(check === undefined ? {} : { check }),
      }
      await withContext(
        host,
        options,
        true,
        async (context) => {
          const result = await translate(context, request)
          failOn(options.failOn, severities(result))
          if (result.conflicts.length > 0 || result.problems.length > 0) process.exitCode = 1
          return result
        },
        show,
      )
    })
}

function severities(result: TranslateResult): readonly ('block' | 'act' | 'inform')[] {
  return [
    ...result.problems.map(() => 'block' as const),
    ...result.losses.map((loss) => (loss.grade === 'lost' ? ('act' as const) : ('inform' as const))),
  ]
}

function show(result: TranslateResult, { style }: Session): string {
  const kinds = Object.entries(result.objects).map(([kind, number]) => `${number} ${kind}`)
  const lines = [`${style.bold(inert(result.out))}  ${count(result.files, 'file')}: ${kinds.join(', ')}`]
  if (result.commit !== null)
    lines.push(`  commit ${result.commit.slice(0, 12)}, ${count(result.changed, 'file')} changed`)
  else if (result.problems.length === 0)
    lines.push('  nothing changed since the last translation, nothing was committed')
  if (result.checked)
    lines.push(
      result.problems.length === 0
        ? `  ${style.green('checked')}: every object would be accepted`
        : `  ${style.red(`${result.problems.length} would be refused; nothing was written`)}`,
    )
  for (const fault of result.problems.slice(0, 10))
    lines.push(`    ${inert(fault.file)} ${inert(fault.path)}: ${inert(fault.message)}`)
  for (const conflict of result.conflicts)
    lines.push(`  ${style.red('conflict')} ${inert(conflict.file)}: ${inert(conflict.why)}`)
  const lost = result.losses.filter((loss) => loss.grade === 'lost').length
  lines.push(
    `  ${count(result.losses.length, 'loss', 'losses')}: ${lost} lost, ${result.losses.length - lost} partial`,
  )
  const fields = new Map<string, number>()
  for (const loss of result.losses) fields.set(loss.field, (fields.get(loss.field) ?? 0) + 1)
  for (const [field, number] of [...fields].sort(([, a], [, b]) => b - a).slice(0, 8))
    lines.push(`    ${String(number).padStart(5)}  ${inert(field)}`)
  for (const note of result.notes) lines.push(`  ${style.yellow('open')} ${inert(note)}`)
  return lines.join('\n')
}
