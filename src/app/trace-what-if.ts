import type { TraceWhatIfQuery, TraceWhatIfResult } from '../contract/trace-lists.ts'
import { type AddressSpan, contains, formatSpan, parseAddress, parseSpan } from '../lib/ip.ts'
import { addressesOf } from '../model/estate.ts'
import type { Network } from '../model/infrastructure.ts'
import { problem } from '../model/problems/index.ts'
import type { Vm } from '../model/vm.ts'
import { breaksOf, type TraceChange } from '../stages/trace/index.ts'
import type { AppContext } from './context.ts'
import { loadVm } from './estate.ts'
import { presentReference } from './present-trace.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { everyVm, openTracer } from './trace.ts'

/** What breaks when a VM gets another address or goes, a subnet is renumbered, or a VLAN ends. Counted in a worker. */
export async function traceWhatIf(context: AppContext, query: TraceWhatIfQuery): Promise<TraceWhatIfResult> {
  await ensureTraceIndex(context)
  return context.workers.run<TraceWhatIfResult>('trace-what-if', query, context.progress)
}

interface Subject {
  readonly change: TraceChange
  readonly words: string
  /** More than a few VMs: everything is opened at once. */
  readonly whole: boolean
  has(vm: Vm): boolean
}

/** Counts {@link traceWhatIf}. Runs in a worker, under the task name `trace-what-if`. */
export async function countWhatIf(context: AppContext, query: TraceWhatIfQuery): Promise<TraceWhatIfResult> {
  const { meta } = await ensureTraceIndex(context)
  const subject = await subjectOf(context, query, meta.networks)
  const tracer = await openTracer(context, subject.whole)
  const answer: TraceWhatIfResult = {
    subject: query.subject,
    change: subject.words,
    vms: [],
    breaks: [],
    holds: 0,
    clients: [],
    teams: [],
    unknowns: [],
  }
  const unknowns = new Set<string>()
  const teams = new Map<string, Set<string>>()
  for await (const vm of everyVm(context)) {
    if (!subject.has(vm)) continue
    const { radius } = await tracer.of(vm)
    const { breaks, holds, clients } = breaksOf(radius, subject.change)
    answer.vms.push({ id: vm.id, vm: vm.name, addresses: [...radius.addresses] })
    answer.holds += holds
    for (const { reference, why } of breaks) {
      answer.breaks.push({ ...presentReference(reference), vm: vm.name, why })
      const team = reference.owner ?? 'nobody known'
      const own = teams.get(team) ?? new Set<string>()
      teams.set(team, own.add(`${reference.file}:${reference.line} ${reference.role}`))
    }
    for (const { peer, peerVm, port } of clients)
      answer.clients.push({ vm: vm.name, peer, ...(peerVm === undefined ? {} : { peerVm }), port })
    for (const unknown of radius.unknowns) unknowns.add(unknown)
  }
  if (answer.vms.length === 0)
    throw problem('trace-change-wrong', { subject: query.subject, expected: 'no VM of the estate is in it' })
  answer.teams = [...teams]
    .map(([team, artefacts]) => ({ team, artefacts: artefacts.size }))
    .sort((a, b) => b.artefacts - a.artefacts || (a.team < b.team ? -1 : 1))
  answer.unknowns = [...unknowns]
  return answer
}

async function subjectOf(
  context: AppContext,
  { subject, to }: TraceWhatIfQuery,
  networks: readonly Network[],
): Promise<Subject> {
  const [, kind = '', rest = ''] = /^(vm|subnet|vlan):(.+)$/s.exec(subject) ?? []
  const wrong = (expected: string) => problem('trace-change-wrong', { subject, expected })
  if (kind === 'vm') {
    const { id, name } = await loadVm(context, rest)
    const has = (vm: Vm): boolean => vm.id === id
    if (to === undefined) return { change: { kind: 'gone' }, words: `${name} goes away`, whole: false, has }
    const span = parseSpan(to)
    if (!span || span.low !== span.high)
      throw wrong(`--to ${to} is no address; give one, as in --to 10.20.31.15`)
    return { change: { kind: 'moved', to: span }, words: `${name} gets ${to}`, whole: false, has }
  }
  const target = to === undefined ? undefined : parseSpan(to)
  if (kind === 'subnet') {
    const span = parseSpan(rest)
    if (!span) throw wrong(`${rest} is no subnet`)
    if (to !== undefined && !target)
      throw wrong(`--to ${to} is no subnet; give one, as in --to 10.20.31.0/24`)
    return {
      change: target ? { kind: 'moved', from: span, to: target } : { kind: 'gone', from: span },
      words: target ? `${formatSpan(span)} becomes ${formatSpan(target)}` : `${formatSpan(span)} goes away`,
      whole: true,
      has: (vm) => liesIn(vm, span),
    }
  }
  if (kind === 'vlan') {
    const found = networks.filter(
      ({ name, vlan }) => name === rest || (vlan?.kind === 'access' && String(vlan.id) === rest),
    )
    if (found.length === 0) throw wrong(`no network has this name or VLAN`)
    const names = new Set(found.map(({ name }) => name))
    const has = (vm: Vm): boolean => (vm.nics ?? []).some(({ network }) => names.has(network ?? ''))
    const words = [...names].join(', ')
    // Another VLAN with the same subnet changes no address; another subnet, or no VLAN, changes or takes them.
    if (target)
      return {
        change: { kind: 'moved', to: target },
        words: `${words} gets the subnet ${to ?? ''}`,
        whole: true,
        has,
      }
    if (to === undefined) return { change: { kind: 'gone' }, words: `${words} goes away`, whole: true, has }
    if (!/^\d{1,4}$/.test(to) || Number(to) > 4094)
      throw wrong(
        `${to} is neither a VLAN number nor a subnet; give a number from 0 to 4094, as in --to 31, or the new subnet, as in --to 10.20.31.0/24`,
      )
    return {
      change: { kind: 'relabelled' },
      words: `${words} gets VLAN ${to}, addresses stay`,
      whole: true,
      has,
    }
  }
  throw wrong('it is none of vm:, subnet: and vlan:')
}

function liesIn(vm: Vm, span: AddressSpan): boolean {
  return addressesOf(vm).some((text) => {
    const key = parseAddress(text)
    return key !== undefined && contains(span, key)
  })
}
