import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import type { AppContext } from '../../app/context.ts'
import type { TraceResult } from '../../contract/trace.ts'
import { inert } from '../../lib/inert.ts'
import { stateTexts } from '../../model/rule-states.ts'
import { type CliHost, common, type CommonOptions, type Session, withContext } from '../session.ts'
import { count, type Style } from '../terminal.ts'
import { runQuestions, runUnowned, runUnresolved, runWhatIf } from './trace-lists.ts'
import { runChanges, runScope, type ScopeOptions, scopeQueryOf } from './trace-scope.ts'

interface TraceOptions extends CommonOptions, ScopeOptions {
  readonly total?: boolean
  readonly effort?: boolean
  readonly questions?: boolean
  readonly whatIf?: string
  readonly to?: string
  readonly unowned?: boolean
  readonly unresolved?: boolean
  readonly changes?: boolean
  readonly team?: string
  readonly out?: string
  readonly mode?: string
  readonly limit?: string
  readonly after?: string
}

/** Options that only go with another one. */
const companions = [
  ['team', 'changes', '--changes'],
  ['out', 'changes', '--changes'],
  ['to', 'whatIf', '--what-if'],
  ['total', 'all', '--all'],
] as const

/** `causeway trace`. */
export function registerTrace(program: Command, host: CliHost): void {
  common(program.command('trace [vm]'))
    .description(
      'show who will notice: everything that names the VM’s address, who owns it, and what keep-ip and re-ip cost',
    )
    .option('--all', 'every VM; with --json one trace a line')
    .option('--application <name>', 'the VMs of an application together')
    .option('--wave <id>', 'the VMs of a wave together')
    .option('--subnet <cidr>', 'the VMs with an address in a subnet together')
    .option('--total', 'with --all: the estate together instead of each VM')
    .option(
      '--mode <mode>',
      'keep-ip or re-ip, of several VMs also mixed: which one to spell out (default: the proposed one)',
    )
    .option('--changes', 'write the change requests: one archive for each team, into --out')
    .option('--team <name>', 'with --changes: of one team only')
    .option('--out <dir>', 'folder for --changes')
    .option('--unowned', 'artefacts that nobody is known to own, each with a proposal')
    .option('--unresolved', 'addresses inside the estate’s subnets that no VM has')
    .option('--limit <n>', 'with --unowned or --unresolved: at most so many rows')
    .option('--after <n>', 'with --unowned or --unresolved: leave out so many rows')
    .option('--what-if <subject>', 'what breaks when it changes: vm:NAME, subnet:CIDR or vlan:NAME')
    .option('--to <new>', 'with --what-if: its new address, subnet or VLAN; without it, it goes away')
    .option('--questions', 'the four questions that an approval asks, answered for the estate')
    .option('--effort', 'print the constants of the estimate, to be saved as effort.yaml and edited')
    .addHelpText(
      'after',
      `
Examples:
  causeway trace erp-db-01
  causeway trace erp-db-01 --mode re-ip
  causeway trace --wave wave-03 --mode mixed
  causeway trace --application ERP --json
  causeway trace --all --total
  causeway trace --all --json > traces.ndjson
  causeway trace --wave wave-03 --changes --mode re-ip --out changes
  causeway trace --what-if vm:erp-db-01 --to 10.20.31.7
  causeway trace --effort > effort.yaml`,
    )
    .action(async (name: string | undefined, options: TraceOptions) => {
      const { traceAll, traceVm } = await import('../../app/trace.ts')
      const { evidencePlaces } = await import('../../app/evidence-places.ts')
      const { problem } = await import('../../model/problems/index.ts')
      const { spanOfSubnet } = await import('../../app/subnet-option.ts')
      for (const [option, needed, needs] of companions) {
        if (options[option] !== undefined && options[needed] === undefined)
          throw problem('option-alone', { option: `--${option}`, needs })
      }
      for (const option of ['limit', 'after'] as const)
        if (options[option] !== undefined && options.unowned !== true && options.unresolved !== true)
          throw problem('option-alone', { option: `--${option}`, needs: '--unowned or --unresolved' })
      if (options.subnet !== undefined) spanOfSubnet(options.subnet)
      if (options.effort === true) return showEffort(host, options)
      if (options.whatIf !== undefined) return runWhatIf(host, options, options.whatIf, options.to)
      if (options.questions === true) return runQuestions(host, options)
      if (options.unowned === true) return runUnowned(host, options)
      if (options.unresolved === true) return runUnresolved(host, options)
      const query = scopeQueryOf(name, options)
      if (options.changes === true) return runChanges(host, options, query, await modeOf(options.mode, true))
      const several = query.vm === undefined && (options.total === true || Object.keys(query).length > 0)
      const mode = await modeOf(options.mode, several)
      if (several || Object.keys(query).length > 1) return runScope(host, options, query, mode)
      if (options.all === true) return showEach(host, options, traceAll)
      if (name === undefined)
        throw problem('argument-missing', { what: 'A VM, --application, --wave, --subnet or --all' })
      let places: ReadonlyMap<string, string> = new Map()
      await withContext(
        host,
        options,
        false,
        async (context) => {
          if (host.terminal.links) places = await evidencePlaces(context.store)
          return traceVm(context, name)
        },
        (trace, session) => showTrace(trace, session, mode, places),
      )
    })
}

async function modeOf(
  text: string | undefined,
  several: boolean,
): Promise<'keep-ip' | 're-ip' | 'mixed' | undefined> {
  if (text === undefined || text === 'keep-ip' || text === 're-ip') return text
  if (text === 'mixed' && several) return text
  const { problem } = await import('../../model/problems/index.ts')
  throw problem('option-wrong', {
    option: '--mode',
    seen: text,
    expected: several ? 'keep-ip, re-ip or mixed' : 'keep-ip or re-ip',
  })
}

/** The constants as YAML; with --json as the one document. */
async function showEffort(host: CliHost, options: CommonOptions): Promise<void> {
  const { effortText, readEffort } = await import('../../app/effort-file.ts')
  await withContext(
    host,
    options,
    false,
    async ({ workspace }) =>
      options.json === true ? readEffort(workspace) : effortText(workspace).trimEnd(),
    (text) => String(text),
  )
}

/** One line for each VM as it comes: nothing waits for the last one. */
async function showEach(
  host: CliHost,
  options: CommonOptions,
  traceAll: (context: AppContext) => AsyncIterable<TraceResult>,
): Promise<void> {
  await withContext(
    host,
    { ...options, json: false },
    false,
    async (context) => {
      let total = 0
      for await (const trace of traceAll(context)) {
        host.terminal.out(options.json === true ? `${JSON.stringify(trace)}\n` : `${oneLine(trace)}\n`)
        total += 1
      }
      return total
    },
    (total) => (options.json === true ? '' : `\n${count(total, 'VM')} traced.`),
  )
}

function oneLine(trace: TraceResult): string {
  const { 'keep-ip': keep, 're-ip': change } = trace.modes
  const asked = (cost: typeof keep) => `${count(cost.changeRequests.length, 'request')} in ${cost.days} d`
  return `${inert(trace.vm).padEnd(32)} ${String(trace.references.length).padStart(4)} references, ${String(trace.teams.length).padStart(2)} teams; keep-ip ${asked(keep)}, re-ip ${asked(change)}; proposed ${trace.recommended}`
}

function showTrace(
  trace: TraceResult,
  session: Session,
  asked: 'keep-ip' | 're-ip' | 'mixed' | undefined,
  places: ReadonlyMap<string, string>,
): string {
  const { style } = session
  const lines = [`${style.bold(inert(trace.vm))}  ${trace.addresses.join(', ')}`]
  lines.push(
    `Named in ${style.bold(count(trace.references.length, 'place'))}, owned by ${style.bold(count(trace.teams.length, 'team'))}.`,
    '',
  )
  for (const [team, references] of byTeam(trace)) {
    lines.push(`${style.bold(inert(team))} ${style.dim(`(${references.length})`)}`)
    for (const item of references) {
      lines.push(
        `  ${item.kind} ${inert(item.name ?? '')} ${style.dim(`on ${inert(item.device)}, ${item.strength} as ${item.role}${stateWords(item)}`)}`,
      )
      lines.push(`    ${inert(item.text.trim())}`, `    ${placeOf(item, places, style)}`)
    }
  }
  lines.push(
    '',
    ...flowLines('Calls it', trace.flows.in, style),
    ...flowLines('It calls', trace.flows.out, style),
    '',
  )
  for (const mode of ['keep-ip', 're-ip'] as const) {
    const cost = trace.modes[mode]
    const mark = trace.recommended === mode ? style.green('  proposed') : ''
    lines.push(
      `${style.bold(mode.padEnd(8))} ${count(cost.changeRequests.length, 'change request')}, ${count(cost.teams, 'team')}, ${Math.round(cost.hours * 10) / 10} hours, ${count(cost.days, 'calendar day')}${mark}`,
    )
    if (mode === (asked ?? trace.recommended)) {
      for (const request of cost.changeRequests)
        lines.push(
          `    ${inert(request.team)}: ${inert(request.action)} on ${inert(request.device)} ${style.dim(`(${request.artefacts}, ${Math.round(request.hours * 10) / 10} h, ${request.leadDays} d)`)}`,
        )
    }
    for (const obstacle of cost.obstacles) lines.push(`    ${style.yellow('in the way')} ${inert(obstacle)}`)
  }
  lines.push('', inert(trace.recommendedBecause))
  if (trace.unknowns.length > 0)
    lines.push(
      '',
      style.bold('What we do not know'),
      ...trace.unknowns.map((unknown) => `  ${inert(unknown)}`),
    )
  return lines.join('\n')
}

/** Why an artefact costs less: disabled, expired, shadowed, never matched. */
function stateWords(reference: TraceResult['references'][number]): string {
  return stateTexts(reference)
    .map((text) => `, ${inert(text)}`)
    .join('')
}

/** `file:line`, as a link to the file where it was read from, if it still stands there. */
function placeOf(
  { file, line }: { readonly file: string; readonly line: number },
  places: ReadonlyMap<string, string>,
  style: Style,
): string {
  const words = style.cyan(`${inert(file)}:${line}`)
  const path = places.get(file)
  return path === undefined ? words : style.link(words, `${pathToFileURL(path).href}#${line}`)
}

function byTeam(trace: TraceResult): readonly (readonly [string, TraceResult['references']])[] {
  const teams = new Map<string, TraceResult['references']>()
  for (const reference of trace.references) {
    const team = reference.owner ?? 'nobody known'
    teams.set(team, [...(teams.get(team) ?? []), reference])
  }
  return [...teams].sort(([, a], [, b]) => b.length - a.length)
}

function flowLines(title: string, flows: TraceResult['flows']['in'], style: Style): readonly string[] {
  const shown = flows
    .slice(0, 10)
    .map(
      (flow) =>
        `  ${inert(flow.peerVm ?? flow.peer).padEnd(28)} ${flow.protocol}/${flow.port}${flow.lastSeen ? style.dim(`  last ${flow.lastSeen.slice(0, 10)}`) : ''}`,
    )
  const more = flows.length > 10 ? [style.dim(`  and ${flows.length - 10} more`)] : []
  return [
    `${style.bold(title)} ${style.dim(`(${flows.length} flows; no flow seen is never no dependency)`)}`,
    ...shown,
    ...more,
  ]
}
