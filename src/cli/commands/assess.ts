import type { Command } from 'commander'
import type { AssessResult, VmAssessment } from '../../contract/assess.ts'
import { inert } from '../../lib/inert.ts'
import { failOn } from '../fail-on.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'

/** `causeway assess`. */
export function registerAssess(program: Command, host: CliHost): void {
  common(program.command('assess [vm]'))
    .description('findings, one of the six Rs with reasons, and whether KubeVirt fits; for one VM or --all')
    .option('--all', 'every VM and template')
    .option('--fail-on <severity>', 'exit 3 when there is a finding of block, act or inform or worse')
    .addHelpText(
      'after',
      `
A fact that no source states makes its rules "not assessable from this source", never "ok".

Examples:
  causeway assess erp-db-01
  causeway assess --all --fail-on block`,
    )
    .action(async (name: string | undefined, options: CommonOptions & { all?: boolean; failOn?: string }) => {
      const { assessAll, assessOne } = await import('../../app/assess.ts')
      await withContext(
        host,
        options,
        true,
        async (context) => {
          const result =
            name === undefined || options.all === true
              ? await assessAll(context)
              : await assessOne(context, name)
          failOn(
            options.failOn,
            result.vms.flatMap((vm) => vm.findings.map((finding) => finding.severity)),
          )
          return result
        },
        (result, session) =>
          name === undefined || options.all === true ? showAll(result, session) : showOne(result, session),
      )
    })
}

function showOne(result: AssessResult, { style }: Session): string {
  return result.vms.map((vm) => oneVm(vm, style)).join('\n\n')
}

function oneVm(vm: VmAssessment, style: Style): string {
  const lines = [`${style.bold(inert(vm.vm))}  ${vm.disposition.kind}, KubeVirt ${vm.fit.verdict}`]
  for (const reason of [...vm.disposition.reasons, ...vm.fit.reasons]) lines.push(`  ${inert(reason)}`)
  for (const finding of vm.findings) {
    lines.push(
      `  ${mark(finding.severity, style)} ${inert(finding.text)}  ${style.dim(finding.id)}`,
      `         ${style.dim(`seen: ${inert(finding.evidence)}`)}`,
      `         ${inert(finding.remedy)}`,
    )
  }
  if (vm.notAssessable.length > 0)
    lines.push(
      `  ${style.yellow('not assessable from these sources')}: ${vm.notAssessable.map(inert).join('; ')}`,
    )
  return lines.join('\n')
}

function showAll(result: AssessResult, { style }: Session): string {
  const { summary } = result
  const lines = [`${count(summary.vms, 'VM')} assessed.`, '']
  lines.push(
    `  ${Object.entries(summary.dispositions)
      .map(([kind, number]) => `${kind} ${number}`)
      .join('   ')}`,
  )
  lines.push(
    `  KubeVirt: fits ${summary.fit.fits}, conditional ${summary.fit.conditional}, unfit ${summary.fit.unfit}`,
  )
  lines.push(
    `  Worst finding: ${style.red(`block ${summary.worst.block}`)}, ${style.yellow(`act ${summary.worst.act}`)}, inform ${summary.worst.inform}, none ${summary.worst.none}`,
    '',
  )
  const fired = Object.entries(summary.findings).sort(([, a], [, b]) => b - a)
  for (const [id, number] of fired) lines.push(`  ${String(number).padStart(6)}  ${id}`)
  const blind = Object.entries(summary.notAssessable).sort(([, a], [, b]) => b - a)
  if (blind.length > 0)
    lines.push(
      '',
      style.yellow('Not assessable from these sources'),
      ...blind.map(([id, number]) => `  ${String(number).padStart(6)}  ${id}`),
    )
  lines.push(
    '',
    style.dim('One VM: causeway assess <vm>   Those with a finding: causeway vms --where "worst = block"'),
  )
  return lines.join('\n')
}

function mark(severity: 'block' | 'act' | 'inform', style: Style): string {
  const text = severity.padEnd(6)
  if (severity === 'block') return style.red(text)
  return severity === 'act' ? style.yellow(text) : style.dim(text)
}
