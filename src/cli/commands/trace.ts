import type { Command } from 'commander'
import type { AppContext } from '../../app/context.ts'
import type { TraceResult } from '../../contract/trace.ts'
import { inert } from '../../lib/inert.ts'
import { type CliHost, common, type CommonOptions, withContext } from '../session.ts'
import { count } from '../terminal.ts'
import { runQuestions, runUnowned, runUnresolved, runWhatIf } from './trace-lists.ts'
import { runChanges, runScope, type ScopeOptions, scopeQueryOf } from './trace-scope.ts'
import { showTrace } from './trace-show.ts'

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
