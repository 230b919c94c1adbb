import type { Network } from '../../model/infrastructure.ts'
import type { Vm } from '../../model/vm.ts'
import type { Effort } from './effort.ts'
import { chooseModes } from './mixed.ts'
import { keepIpNeeds } from './obstacles.ts'
import type { BlastRadius, ModeCost, NetworkMode } from './result.ts'
import { collectRequests, type ScopeRequest } from './scope-requests.ts'
import { type ScopeNetwork, scopeNetworks } from './scope-networks.ts'
import { hoursOf, round, type WorkItem, workItems } from './work-items.ts'

/** The window in which a VM moves. */
export interface ScopeWindow {
  readonly wave: string
  readonly start: string
  readonly end: string
}

/** One VM of a scope with its blast radius. */
export interface ScopeMember {
  readonly vm: Pick<Vm, 'id' | 'name' | 'nics'>
  readonly radius: BlastRadius
  readonly networks: readonly Network[]
  readonly window?: ScopeWindow
}

/** How a mode of a scope is called; `mixed` chooses for each VM. */
export type ScopeMode = NetworkMode | 'mixed'

/** What one mode costs for a scope. */
export interface ScopeCost extends Omit<ModeCost, 'changeRequests'> {
  readonly changeRequests: readonly ScopeRequest[]
  readonly impossible: readonly string[]
}

/** One VM of a scope in the answer. */
export interface ScopeVm {
  readonly id: string
  readonly vm: string
  readonly addresses: readonly string[]
  readonly owner?: string
  readonly wave?: string
  readonly networks: readonly string[]
  readonly artefacts: number
  readonly keepPossible: boolean
  readonly hours: Readonly<Record<NetworkMode, number>>
  readonly mixed: NetworkMode
  readonly because: string
}

/** What both modes and their mix cost for all VMs of a scope. */
export interface ScopeAnswer {
  readonly vms: readonly ScopeVm[]
  readonly modes: Readonly<Record<ScopeMode, ScopeCost>>
  readonly networks: readonly ScopeNetwork[]
  readonly recommended: ScopeMode
  readonly recommendedBecause: string
}

/** A VM as the collector keeps it: what it asks for is kept as numbers, its texts once for all. */
interface Kept {
  readonly vm: Omit<ScopeVm, 'hours' | 'mixed' | 'because'>
  readonly items: Readonly<Record<NetworkMode, readonly number[]>>
  readonly ownHours: Readonly<Record<NetworkMode, number>>
  readonly hard: string | undefined
}

/** Takes VMs one after another, so that nothing holds all their references; `answer` counts them together. */
export interface ScopeCollector {
  add(member: ScopeMember): void
  answer(): ScopeAnswer
}

/** A new scope. The artefact that names several of its VMs is changed once in a window, the network carried once. */
export function collectScope(effort: Effort): ScopeCollector {
  const requests = collectRequests(effort)
  const networks = scopeNetworks(effort)
  const kept: Kept[] = []
  const obstacles: Record<NetworkMode, Map<string, number>> = { 'keep-ip': new Map(), 're-ip': new Map() }
  return {
    add({ vm, radius, networks: own, window }) {
      const input = {
        vm,
        networks: own,
        references: radius.references,
        addresses: radius.addresses,
        owner: radius.owner,
        networkTeam: radius.networkTeam,
      }
      const keep = workItems(input, 'keep-ip', effort)
      const change = workItems(input, 're-ip', effort)
      const number = kept.length
      kept.push({
        vm: {
          id: vm.id,
          vm: vm.name,
          addresses: radius.addresses,
          ...(radius.owner === undefined ? {} : { owner: radius.owner }),
          ...(window === undefined ? {} : { wave: window.wave }),
          networks: own.map(({ name }) => name),
          artefacts: change.filter(({ reference }) => reference !== undefined).length,
          keepPossible: !keepIpNeeds(vm, own).obstacles.some(({ hard }) => hard),
        },
        items: {
          'keep-ip': requests.add(number, vm.name, keep, window),
          're-ip': requests.add(number, vm.name, change, window),
        },
        ownHours: {
          'keep-ip': ownHours(
            keep.filter(({ once }) => !once),
            effort,
          ),
          're-ip': radius.modes['re-ip'].hours,
        },
        hard: keepIpNeeds(vm, own).obstacles.find(({ hard }) => hard)?.text,
      })
      networks.add(own, radius.modes['re-ip'].hours, radius.networkTeam)
      for (const mode of ['keep-ip', 're-ip'] as const) {
        for (const text of radius.modes[mode].obstacles)
          obstacles[mode].set(text, (obstacles[mode].get(text) ?? 0) + 1)
      }
    },
    answer() {
      const lines = networks.answer()
      const share = new Map(
        lines.map(({ name, vms, breakEven }) => [name, breakEven.keepHours / Math.max(1, vms)]),
      )
      const rows = kept.map((one) => ({
        ...one.vm,
        hard: one.hard,
        own: one.ownHours,
        hours: {
          'keep-ip': round(
            one.vm.networks.reduce((sum, name) => sum + (share.get(name) ?? 0), one.ownHours['keep-ip']),
          ),
          're-ip': one.ownHours['re-ip'],
        },
      }))
      const choice = chooseModes(
        rows,
        new Map(lines.map(({ name, breakEven }) => [name, breakEven.keepHours])),
      )
      const vms = rows.map(({ hard: _hard, own: _own, ...row }, at): ScopeVm => {
        const { mode, because } = choice[at] ?? { mode: 'keep-ip', because: '' }
        return { ...row, mixed: mode, because }
      })
      const cost = (mode: ScopeMode, texts: readonly string[]): ScopeCost => {
        const of = (at: number): NetworkMode => (mode === 'mixed' ? (vms[at]?.mixed ?? 'keep-ip') : mode)
        const changeRequests = requests.answer(kept.map(({ items }, at) => items[of(at)]))
        return {
          artefacts: changeRequests.reduce((sum, { artefacts }) => sum + artefacts, 0),
          changeRequests,
          teams: new Set(changeRequests.map(({ team }) => team)).size,
          hours: round(changeRequests.reduce((sum, { hours }) => sum + hours, 0)),
          days: changeRequests.reduce((most, { leadDays }) => Math.max(most, leadDays), 0),
          obstacles: texts,
          impossible: mode === 'keep-ip' ? lines.flatMap((line) => hardOf(line)) : [],
        }
      }
      const modes = {
        'keep-ip': cost('keep-ip', counted(obstacles['keep-ip'])),
        're-ip': cost('re-ip', counted(obstacles['re-ip'])),
        mixed: cost('mixed', []),
      }
      return { vms, modes, networks: lines, ...recommend(modes, vms) }
    },
  }
}

function ownHours(items: readonly WorkItem[], effort: Effort): number {
  const weights = new Map<string, { readonly work: WorkItem['work']; weight: number }>()
  for (const { team, device, work, weight } of items) {
    const key = `${team}\n${device}\n${work.action}`
    const known = weights.get(key)
    if (known) known.weight += weight
    else weights.set(key, { work, weight })
  }
  return round([...weights.values()].reduce((sum, one) => sum + hoursOf(one.work, one.weight, effort), 0))
}

function hardOf({ name, vms, hard }: ScopeNetwork): readonly string[] {
  return hard ? [`${name} cannot be carried to the nodes as it is (${vms} VMs)`] : []
}

/** Sentences shown of one mode. */
const mostObstacles = 200

/** Obstacles of many VMs: each sentence once, the most frequent first, with how many say it. */
function counted(texts: ReadonlyMap<string, number>): readonly string[] {
  const sorted = [...texts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const rest = sorted.length - mostObstacles
  return [
    ...sorted.slice(0, mostObstacles).map(([text, times]) => (times === 1 ? text : `${text} (${times} VMs)`)),
    ...(rest > 0 ? [`and ${rest} more, each with the trace of its VM`] : []),
  ]
}

function recommend(
  modes: Readonly<Record<ScopeMode, ScopeCost>>,
  vms: readonly ScopeVm[],
): Pick<ScopeAnswer, 'recommended' | 'recommendedBecause'> {
  const figures = (['keep-ip', 're-ip', 'mixed'] as const)
    .map(
      (mode) =>
        `${mode} ${modes[mode].hours} h in ${modes[mode].days} days by ${modes[mode].teams} ${modes[mode].teams === 1 ? 'team' : 'teams'}`,
    )
    .join(', ')
  const possible = (['keep-ip', 're-ip', 'mixed'] as const).filter(
    (mode) => modes[mode].impossible.length === 0,
  )
  // In this order, so that of equal costs the one with fewer changes wins.
  const best = possible.reduce<ScopeMode>(
    (least, mode) => (modes[mode].hours < modes[least].hours ? mode : least),
    possible[0] ?? 'mixed',
  )
  const kept = vms.filter(({ mixed }) => mixed === 'keep-ip').length
  const split =
    best === 'mixed' ? ` (${kept} VMs keep their addresses, ${vms.length - kept} get new ones)` : ''
  const ruledOut = modes['keep-ip'].impossible.length > 0 ? 'keep-ip cannot be had for all; ' : ''
  return { recommended: best, recommendedBecause: `${ruledOut}${best} costs least${split}: ${figures}` }
}
