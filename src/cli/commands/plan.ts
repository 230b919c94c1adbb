import type { Command } from 'commander'
import type { PlanExplanation, PlanResult } from '../../contract/plan.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, table } from '../terminal.ts'

/** `causeway plan` and `causeway plan explain`. */
export function registerPlan(program: Command, host: CliHost): void {
  const plan = common(program.command('plan'))
    .description('move groups, waves and their windows, from plan.yaml')
    .option(
      '--fail-on <severity>',
      'exit 3 when there is a conflict (act) or a VM that cannot be planned (block)',
    )
    .addHelpText(
      'after',
      '\nThe first plan fixes `start` in plan.yaml; after that the same input always gives the same hash.\n\nExamples:\n  causeway plan\n  causeway plan explain erp-db-01',
    )
  plan.action(async (options: CommonOptions & { failOn?: string }) => {
    const { makePlan } = await import('../../app/plan.ts')
    const { failOn } = await import('../fail-on.ts')
    await withContext(
      host,
      options,
      true,
      async (context) => {
        const result = await makePlan(context)
        failOn(options.failOn, result.conflicts.length > 0 ? ['act'] : [])
        return result
      },
      showPlan,
    )
  })
  common(plan.command('explain <vm>'))
    .description('say why a VM is in its wave, or in none')
    .action(async (name: string, options: CommonOptions) => {
      const { explainPlan } = await import('../../app/plan.ts')
      await withContext(
        host,
        { ...plan.opts<CommonOptions>(), ...options },
        true,
        (context) => explainPlan(context, name),
        showExplanation,
      )
    })
}

function showPlan(plan: PlanResult, { style }: Session): string {
  const planned = plan.waves.reduce((sum, wave) => sum + wave.vms.length, 0)
  const lines = [
    `${count(planned, 'VM')} in ${count(plan.waves.length, 'wave')} and ${count(plan.groups.length, 'move group')}, from ${plan.start} (${plan.timezone})${plan.deadline ? `, deadline ${plan.deadline}` : ''}; ${plan.unplanned.length} unplanned.`,
    '',
    table(
      plan.waves,
      [
        { title: 'WAVE', value: (wave) => wave.id },
        { title: 'KIND', value: (wave) => wave.kind },
        { title: 'WINDOW', value: (wave) => `${minute(wave.start)} to ${minute(wave.end).slice(11)}` },
        { title: 'VMS', value: (wave) => wave.vms.length, align: 'right' },
        { title: 'GROUPS', value: (wave) => wave.groups.length, align: 'right' },
        { title: 'DATA', value: (wave) => `${(wave.bytes / 1_073_741_824).toFixed(0)} GiB`, align: 'right' },
        { title: 'FIRST OF IT', value: (wave) => wave.vms.slice(0, 4).join(', '), most: 60 },
      ],
      style,
    ),
  ]
  for (const conflict of plan.conflicts)
    lines.push('', `${style.red('conflict')} ${inert(conflict.what)}`, `         ${inert(conflict.relax)}`)
  const reasons = new Map<string, number>()
  for (const one of plan.unplanned) reasons.set(one.why, (reasons.get(one.why) ?? 0) + 1)
  if (reasons.size > 0)
    lines.push(
      '',
      style.bold('Unplanned'),
      ...[...reasons]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 12)
        .map(([why, number]) => `  ${String(number).padStart(5)}  ${inert(why)}`),
    )
  if (plan.bridged > 0)
    lines.push(
      '',
      style.dim(
        `${count(plan.bridged, 'dependency', 'dependencies')} across waves must be kept up meanwhile; --json lists them.`,
      ),
    )
  lines.push('', style.dim(`hash ${plan.hash}   Why a VM is where it is: causeway plan explain <vm>`))
  return lines.join('\n')
}

function showExplanation(result: PlanExplanation, { style }: Session): string {
  const where = result.wave
    ? `${result.wave.id} (${result.wave.kind}), ${minute(result.wave.start)}`
    : `in no wave: ${result.unplanned ?? ''}`
  const lines = [`${style.bold(inert(result.vm))}  ${inert(where)}`]
  if (result.group)
    lines.push(
      `  group ${result.group.id} (${result.group.confidence} confidence): ${result.group.vms.map(inert).join(', ')}`,
      ...result.group.because.map((because) => `    ${inert(because)}`),
    )
  return [...lines, ...result.reasons.map((reason) => `  ${inert(reason)}`)].join('\n')
}

function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}
