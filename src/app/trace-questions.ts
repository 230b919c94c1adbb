import type { QuestionsResult } from '../contract/trace-lists.ts'
import type { Assessment } from '../model/assessment.ts'
import type { Network } from '../model/infrastructure.ts'
import type { Vm } from '../model/vm.ts'
import { holdsAddress, type Owned, securityTeam, vlanText } from '../stages/trace/index.ts'
import { ensureAssessments, loadAssessments } from './assess.ts'
import type { AppContext } from './context.ts'
import { ownersOf } from './reference-owners.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { everyVm, openTracer, type Tracer } from './trace.ts'

/** Places shown of each VM. */
const mostPlaces = 3

/** The four questions that an approval asks, answered for the estate with evidence. Counted in a worker. */
export async function traceQuestions(context: AppContext): Promise<QuestionsResult> {
  await ensureTraceIndex(context)
  await ensureAssessments(context)
  return context.workers.run<QuestionsResult>('trace-questions', {}, context.progress)
}

/** Answers {@link traceQuestions}. Runs in a worker, under the task name `trace-questions`. */
export async function answerQuestions(context: AppContext): Promise<QuestionsResult> {
  const assessments = await loadAssessments(context)
  const tracer = await openTracer(context, true)
  const named: QuestionsResult['addresses']['vms'] = []
  const onNetwork = new Map<string, number>()
  const machines: Vm[] = []
  for await (const vm of everyVm(context)) {
    machines.push(vm)
    const { radius, networks } = await tracer.of(vm)
    for (const { id } of networks) onNetwork.set(id, (onNetwork.get(id) ?? 0) + 1)
    const held = radius.references.filter(holdsAddress)
    const rules = held.filter(({ kind }) => kind === 'firewall-rule' || kind === 'nat-rule')
    const documents = held.filter(({ kind }) => kind === 'document-literal')
    if (rules.length + documents.length === 0) continue
    named.push({
      vm: vm.name,
      id: vm.id,
      rules: rules.length,
      documents: documents.length,
      first: [...documents, ...rules]
        .slice(0, mostPlaces)
        .map(({ kind, file, line, text }) => ({ kind, file, line, text })),
    })
  }
  const segments = await segmentsOf(context, tracer, onNetwork)
  return {
    modernisation: modernisation(machines, assessments),
    addresses: {
      question: 'Which VMs have addresses in rules or compliance documents?',
      answer: `${named.length} of ${machines.length} VMs: ${named.filter(({ rules }) => rules > 0).length} in firewall or NAT rules, ${named.filter(({ documents }) => documents > 0).length} in documents.`,
      vms: named,
    },
    segments: {
      question: 'Who owns each VLAN segment, and is that the security team?',
      answer: segmentAnswer(segments),
      segments,
    },
    remaining: remaining(machines, assessments),
  }
}

function modernisation(
  vms: readonly Vm[],
  assessments: ReadonlyMap<string, Assessment>,
): QuestionsResult['modernisation'] {
  const counts: Record<string, number> = {}
  const evidence: { what: string; evidence: string }[] = []
  for (const { id, name } of vms) {
    const disposition = assessments.get(id)?.disposition
    const kind = disposition?.kind ?? 'not assessed'
    counts[kind] = (counts[kind] ?? 0) + 1
    if (disposition && (kind === 'replatform' || kind === 'refactor' || kind === 'repurchase'))
      evidence.push({ what: `${name}: ${kind}`, evidence: disposition.reasons.join('; ') })
  }
  const changed = evidence.length
  const moved = counts['rehost'] ?? 0
  return {
    question: 'Is this also a modernisation?',
    answer:
      changed === 0
        ? `No: ${moved} VMs move as they are, and nothing is proposed to be built anew. Running them on Kubernetes alone modernises no application.`
        : `In part: ${moved} VMs move as they are, ${changed} are proposed for another platform or product.`,
    counts,
    evidence,
  }
}

function remaining(
  vms: readonly Vm[],
  assessments: ReadonlyMap<string, Assessment>,
): QuestionsResult['remaining'] {
  const rows = vms.flatMap(({ id, name }) => {
    const found = assessments.get(id)
    if (!found) return [{ vm: name, id, disposition: 'not assessed', reason: 'no assessment' }]
    const { disposition, fit } = found
    const stays = disposition.kind === 'retain' || disposition.kind === 'retire'
    if (!stays && fit.verdict !== 'unfit') return []
    const reasons = fit.verdict === 'unfit' ? fit.reasons : disposition.reasons
    return [{ vm: name, id, disposition: disposition.kind, reason: reasons.join('; ') }]
  })
  const count = (kind: string): number => rows.filter(({ disposition }) => disposition === kind).length
  const rest = rows.length - count('retain') - count('retire')
  return {
    question: 'What happens to those that cannot be modernised?',
    answer: `${rows.length} of ${vms.length} VMs: ${count('retain')} stay where they are, ${count('retire')} are candidates to be switched off, ${rest} move only after something in the way is solved. All others run on as VMs.`,
    vms: rows,
  }
}

type Segment = QuestionsResult['segments']['segments'][number]

async function segmentsOf(
  context: AppContext,
  { meta, lookup }: Tracer,
  onNetwork: ReadonlyMap<string, number>,
): Promise<Segment[]> {
  const segments: Segment[] = []
  const owners = ownersOf(context, meta)
  for (const network of meta.networks) {
    const records = []
    for (const subject of [network.name, network.switch ?? '', 'network'])
      if (subject !== '') records.push(...(await lookup.owners(subject)))
    const found = keeperOf(network, owners(records))
    segments.push({
      network: network.name,
      vlan: vlanText(network.vlan),
      vms: onNetwork.get(network.id) ?? 0,
      ...(found === undefined ? {} : { team: found.owner }),
      basis:
        found?.basis ?? 'no rule of owners.yaml and no CMDB row names the network, its switch or `network`',
      security: found === undefined ? 'not known' : securityTeam(found.owner) ? 'yes' : 'no',
    })
  }
  return segments.sort((a, b) => b.vms - a.vms || (a.network < b.network ? -1 : 1))
}

function keeperOf(
  { name, switch: virtualSwitch }: Network,
  owners: { ofSubject(subject: string): Owned | undefined },
): Owned | undefined {
  return (
    owners.ofSubject(name) ??
    (virtualSwitch === undefined ? undefined : owners.ofSubject(virtualSwitch)) ??
    owners.ofSubject('network')
  )
}

function segmentAnswer(segments: readonly Segment[]): string {
  const used = segments.filter(({ vms }) => vms > 0)
  const known = used.filter(({ team }) => team !== undefined)
  const security = known.filter((segment) => segment.security === 'yes')
  return `${used.length} segments carry VMs: the team of ${known.length} is known, a security team keeps ${security.length} of them, and nobody is known to keep ${used.length - known.length}${used.length > known.length ? ' (name them in owners.yaml)' : ''}.`
}
