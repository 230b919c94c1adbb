import type { ChangesWritten, ScopeCost, ScopeQuery, ScopeResult } from '../../contract/trace-scope.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'

/** Options that say what a question is about. */
export interface ScopeOptions {
  readonly application?: string
  readonly wave?: string
  readonly subnet?: string
  readonly all?: boolean
}

type Mode = keyof ScopeResult['modes']

/** The scope that the options name, and a VM beside them. */
export function scopeQueryOf(name: string | undefined, options: ScopeOptions): ScopeQuery {
  const { application, wave, subnet } = options
  return {
    ...(application === undefined ? {} : { application }),
    ...(wave === undefined ? {} : { wave }),
    ...(subnet === undefined ? {} : { subnet }),
    ...(name === undefined ? {} : { vm: name }),
  }
}

/** `trace --application|--wave|--subnet`, `trace --all --total`. */
export async function runScope(
  host: CliHost,
  options: CommonOptions,
  query: ScopeQuery,
  mode: Mode | undefined,
): Promise<void> {
  const { traceScope } = await import('../../app/trace-scope.ts')
  await withContext(
    host,
    options,
    false,
    (context) => traceScope(context, query),
    (result, session) => showScope(result, session, mode),
  )
}

/** `trace … --changes --out DIR`. */
export async function runChanges(
  host: CliHost,
  options: CommonOptions & ScopeOptions & { readonly out?: string; readonly team?: string },
  query: ScopeQuery,
  mode: Mode | undefined,
): Promise<void> {
  const { resolve } = await import('node:path')
  const { refuseFileInTheWay } = await import('../../app/out-folder.ts')
  const { writeChanges } = await import('../../app/change-files.ts')
  const { problem } = await import('../../model/problems/index.ts')
  const { out, team } = options
  if (out === undefined)
    throw problem('argument-missing', { what: '--out, a folder for the archives of the teams,' })
  refuseFileInTheWay(out)
  if (options.all !== true && Object.keys(query).length === 0)
    throw problem('argument-missing', { what: 'A VM, --application, --wave, --subnet or --all' })
  const asked = {
    ...query,
    ...(mode === undefined ? {} : { mode }),
    ...(team === undefined ? {} : { team }),
  }
  await withContext(host, options, true, (context) => writeChanges(context, asked, resolve(out)), showWritten)
}

function showWritten(
  { scope, mode, total, hours, files, others }: ChangesWritten,
  { style }: Session,
): string {
  return [
    `${style.bold(scopeWords(scope))}  ${mode}: ${count(total, 'change request')}, ${hours} hours`,
    ...files.map(
      ({ team, file, requests }) =>
        `  ${inert(team).padEnd(32)} ${String(requests).padStart(4)}  ${style.cyan(inert(file))}`,
    ),
    ...(others.length > 0
      ? [
          `${style.yellow('also there')}  ${count(others.length, 'archive')} of another run: ${others.map(inert).join(', ')}`,
        ]
      : []),
  ].join('\n')
}

/** `wave wave-03`; the whole estate has no other name. */
function scopeWords({ kind, name }: ScopeResult['scope']): string {
  return inert(kind === 'estate' ? 'the estate' : `${kind} ${name}`)
}

function showScope(result: ScopeResult, { style }: Session, asked: Mode | undefined): string {
  const lines = [`${style.bold(scopeWords(result.scope))}  ${count(result.total, 'VM')}`, '']
  for (const mode of ['keep-ip', 're-ip', 'mixed'] as const) {
    const cost = result.modes[mode]
    lines.push(
      `${style.bold(mode.padEnd(8))} ${count(cost.artefacts, 'artefact')}, ${count(cost.changeRequests.length, 'change request')}, ${count(cost.teams, 'team')}, ${cost.hours} hours, ${count(cost.days, 'calendar day')}${result.recommended === mode ? style.green('  proposed') : ''}`,
    )
    for (const text of cost.impossible) lines.push(`    ${style.yellow('not possible')} ${inert(text)}`)
    if (mode === (asked ?? result.recommended)) lines.push(...costLines(cost, style))
  }
  lines.push('', inert(result.recommendedBecause), '', style.bold('Networks'))
  for (const network of result.networks) lines.push(...networkLines(network, style))
  lines.push('', style.bold('Mixed, VM by VM'))
  for (const vm of result.vms)
    lines.push(
      `  ${inert(vm.vm).padEnd(28)} ${vm.mixed.padEnd(7)}  keep-ip ${vm.hours['keep-ip']} h, re-ip ${vm.hours['re-ip']} h`,
      `    ${style.dim(inert(vm.because))}`,
    )
  if (result.unknowns.length > 0)
    lines.push(
      '',
      style.bold('What we do not know'),
      ...result.unknowns.map((unknown) => `  ${inert(unknown)}`),
    )
  lines.push('', style.dim(`Hours and days by ${result.effort}; causeway trace --effort shows them.`))
  return lines.join('\n')
}

function costLines(cost: ScopeCost, style: Style): readonly string[] {
  return [
    ...cost.changeRequests.map(
      ({ team, action, device, artefacts, hours, leadDays, window, vms }) =>
        `    ${inert(team)}: ${inert(action)} on ${inert(device)} ${style.dim(`(${count(artefacts, 'artefact')} of ${count(vms, 'VM')}, ${hours} h, ${leadDays} d${window ? `, ${window.wave}` : ''})`)}`,
    ),
    ...cost.obstacles.map((obstacle) => `    ${style.yellow('in the way')} ${inert(obstacle)}`),
  ]
}

function networkLines(network: ScopeResult['networks'][number], style: Style): readonly string[] {
  const { breakEven } = network
  const keeper = network.team === undefined ? 'nobody known keeps it' : `kept by ${network.team}`
  const even =
    breakEven.fromVms === undefined
      ? 'nothing on it would have to change'
      : `carrying it pays from ${count(breakEven.fromVms, 'VM')} on`
  return [
    `  ${style.bold(inert(network.name))}  ${network.vlan}, ${count(network.vms, 'VM')}, ${inert(keeper)}${network.keepable ? '' : style.yellow('  cannot be kept as it is')}`,
    `    keep-ip ${breakEven.keepHours} h once, re-ip ${breakEven.reIpHours} h: ${even}`,
    ...network.work.map((text) => `    ${inert(text)}`),
    ...network.obstacles.map((text) => `    ${style.yellow('in the way')} ${inert(text)}`),
    ...network.alternatives.map((text) => `    ${style.dim('or')} ${inert(text)}`),
  ]
}
