import type { ArtefactKind } from '../../model/evidence.ts'
import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import { type Effort, type Work, workOf } from './effort.ts'
import { keepIpNeeds } from './obstacles.ts'
import type { ChangeRequest, NetworkMode, TracedReference } from './result.ts'
import { isIdle, isUnused } from './rule-states.ts'

/** What the estimate rests on. */
export interface ModeInput {
  readonly vm: Pick<Vm, 'nics' | 'name'>
  readonly networks: readonly Network[]
  readonly references: readonly TracedReference[]
  readonly addresses: readonly string[]
  /** Owner of the VM. */
  readonly owner: string | undefined
  /** Team that keeps the network, when anybody says so. */
  readonly networkTeam: string | undefined
}

/** What a change is made to. */
export type ChangeSubject = ArtefactKind | 'guest' | 'network'

/** One artefact, guest or network that a mode asks somebody to change. */
export interface WorkItem {
  readonly subject: ChangeSubject
  readonly team: string
  readonly device: string
  readonly work: Work
  readonly leadDays: number
  /** The same for the same artefact, whichever VM asks for it. */
  readonly artefact: string
  /** Share of the work of a whole artefact. */
  readonly weight: number
  /** Done once for all windows: a VLAN is carried to the nodes once. */
  readonly once: boolean
  readonly reference?: TracedReference
}

/** Literals that must change with the address: host literals, ranges, and groups that hold one of them. */
const mustChange: ReadonlySet<string> = new Set(['exact', 'range', 'group'])

/** Whether a reference holds the address itself, not only a net around it or a name for it. */
export function holdsAddress({ strength }: Pick<TracedReference, 'strength'>): boolean {
  return mustChange.has(strength)
}

/** The modes in which somebody has to act on an artefact: none where it only lies around the address, or works no more. */
export function modesThatAsk(
  reference: Pick<TracedReference, 'kind' | 'strength' | 'states'>,
  effort: Effort,
): readonly NetworkMode[] {
  if (!holdsAddress(reference) || isIdle(reference)) return []
  return (['keep-ip', 're-ip'] as const).filter((mode) => workOf(effort, reference.kind, mode) !== undefined)
}

/** Everything that one mode asks for one VM. A rule that does not work any more asks for nothing. */
export function workItems(input: ModeInput, mode: NetworkMode, effort: Effort): readonly WorkItem[] {
  const items: WorkItem[] = []
  for (const reference of input.references) {
    if (!holdsAddress(reference) || isIdle(reference)) continue
    const work = workOf(effort, reference.kind, mode)
    if (!work) continue
    const owning = effort.functions[effort.artefacts[reference.kind].function]
    items.push({
      subject: reference.kind,
      team: reference.owner ?? unknownOwner(owning.team),
      device: reference.device,
      work,
      leadDays: owning.leadDays,
      artefact: artefactKey(reference),
      weight: isUnused(reference) ? effort.unused.share : 1,
      once: false,
      reference,
    })
  }
  return [...items, ...(mode === 're-ip' ? guestItems(input, effort) : networkItems(input, effort))]
}

function guestItems({ vm, addresses, owner }: ModeInput, effort: Effort): readonly WorkItem[] {
  if (addresses.length === 0) return []
  const { function: name, ...work } = effort.guest
  const owning = effort.functions[name]
  return [
    {
      subject: 'guest',
      team: owner ?? unknownOwner(owning.team),
      device: vm.name,
      work,
      leadDays: owning.leadDays,
      artefact: `guest\n${vm.name}\n${addresses.join(' ')}`,
      weight: 1,
      once: false,
    },
  ]
}

function networkItems({ vm, networks, networkTeam }: ModeInput, effort: Effort): readonly WorkItem[] {
  const { team, leadDays } = effort.functions.network
  return keepIpNeeds(vm, networks).work.map(({ work, network }) => ({
    subject: 'network',
    team: networkTeam ?? unknownOwner(team),
    device: network,
    work: effort.node[work],
    leadDays,
    artefact: `network\n${network}\n${work}`,
    weight: 1,
    once: true,
  }))
}

function unknownOwner(team: string): string {
  return `unknown owner (${team})`
}

function artefactKey({ kind, file, line, role, name }: TracedReference): string {
  const rule = (kind === 'firewall-rule' || kind === 'nat-rule') && name !== undefined
  return `${kind}\n${file}\n${role}\n${rule ? `rule ${name}` : line}`
}

/** Hours of one request over artefacts of that weight together. */
export function hoursOf(work: Work, weight: number, effort: Effort): number {
  return round((work.request + weight * work.each) * (1 + effort.rework))
}

/** Two decimals: an estimate has no more. */
export function round(hours: number): number {
  return Math.round(hours * 100) / 100
}

/** One request for each team, action and device. */
export function requestsOf(items: readonly WorkItem[], effort: Effort): readonly ChangeRequest[] {
  const batches = new Map<string, { readonly first: WorkItem; artefacts: number; weight: number }>()
  for (const item of items) {
    const key = `${item.team}\n${item.device}\n${item.work.action}`
    const known = batches.get(key)
    if (known) {
      known.artefacts++
      known.weight += item.weight
    } else batches.set(key, { first: item, artefacts: 1, weight: item.weight })
  }
  return [...batches.values()]
    .map(({ first, artefacts, weight }) => ({
      team: first.team,
      action: first.work.action,
      device: first.device,
      artefacts,
      hours: hoursOf(first.work, weight, effort),
      leadDays: first.leadDays,
    }))
    .sort(byTeam)
}

/** Order of requests: team, action, device. */
export function byTeam<T extends Pick<ChangeRequest, 'team' | 'action' | 'device'>>(a: T, b: T): number {
  return compare(a.team, b.team) || compare(a.action, b.action) || compare(a.device, b.device)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
