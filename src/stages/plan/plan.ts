import { createHash } from 'node:crypto'
import { zonedText } from '../../algebra/calendar-zone.ts'
import { canonicalJson } from '../../lib/canonical.ts'
import type { Assessment } from '../../model/assessment.ts'
import type { Estate } from '../../model/estate.ts'
import type { Bridge, MoveGroup, Plan, PlanConflict, Unplanned, Wave, WaveKind } from '../../model/plan.ts'
import { problem } from '../../model/problems/index.ts'
import type { Vm } from '../../model/vm.ts'
import { bondsOf } from './bonds.ts'
import { candidatesOf } from './candidates.ts'
import { deadlineConflict, missingWindows, unknownNames } from './conflicts.ts'
import { describeGroup } from './describe.ts'
import { gatesOf } from './gates.ts'
import { type Cluster, groupMachines } from './groups.ts'
import { longestWindowMinutes, whyTooLarge } from './limits.ts'
import type { Machine } from './machines.ts'
import { groupUses, orderGroups, type Ordering } from './order.ts'
import { choosePilot } from './pilot.ts'
import type { PlanSettings } from './settings.ts'
import { tiesOf, type VmFlow } from './ties.ts'
import { copyMinutes } from './transfer.ts'
import { type Placed, placeUnits, waveMinutes } from './waves.ts'

/** Everything that decides a plan; nothing else does, not even the clock. */
export interface PlanInput {
  readonly estate: Estate
  /** By VM id. */
  readonly assessments: ReadonlyMap<string, Assessment>
  /** Flows between VMs, in any order. */
  readonly flows: Iterable<VmFlow>
  /** Days that the flows cover; 30 when nobody says. */
  readonly flowDays?: number
  /** With `start` set. */
  readonly settings: PlanSettings
}

const listedBridges = 1000
const usualFlowDays = 30

/**
 * Makes the plan: who moves with whom, in which order, in which window. Every VM and template is in a wave or in
 * `unplanned`. The same input in any order gives the same bytes. Throws `plan-start-missing`.
 */
export function makePlan(input: PlanInput): Plan {
  const { settings, assessments } = input
  const { start } = settings
  if (!start) throw problem('plan-start-missing')
  const estate = inOrder(input.estate)
  const { bonds, unknown } = bondsOf(estate, settings.together)
  const candidates = candidatesOf(estate.vms, assessments, bonds, settings)
  const { machines } = candidates
  const indexOf = new Map(machines.map((machine, index) => [machine.vm.id, index]))
  const ties = tiesOf(indexOf, input.flows, Math.max(1, input.flowDays ?? usualFlowDays))
  const { clusters, tooLarge } = groupMachines(machines, bonds, ties, settings)
  const ordering = orderGroups(
    clusters,
    groupUses(clusters, ties.dependencies),
    choosePilot(clusters, machines, settings),
    settings,
  )
  const { waves: placed, homeless } = placeUnits(ordering.units, settings, start)
  const lost = new Set(homeless.flatMap((unit) => ordering.units[unit]?.clusters ?? []))
  const groups = describeGroups(clusters, ordering, lost, (cluster) => describeGroup(cluster, machines, ties))
  const unplanned = [
    ...candidates.unplanned,
    ...tooLarge.flatMap((cluster) => unplannedOf(cluster, machines, tooLargeText(cluster, settings).why)),
    ...[...lost].flatMap((index) => {
      const cluster = clusters[index]
      return cluster ? unplannedOf(cluster, machines, 'no window on the calendar is open for it') : []
    }),
  ]
  const bridges = bridgesOf(ordering, groups)
  const wanted = new Set<WaveKind>(machines.map((machine) => machine.kind))
  const conflicts: PlanConflict[] = [
    ...unknownNames([...unknown, ...candidates.unknown]),
    ...missingWindows(settings, wanted),
    ...tooLarge.map((cluster) => {
      const { why, relax } = tooLargeText(cluster, settings)
      return { what: `${namesOf(cluster, machines)} cannot be moved: ${why}`, relax }
    }),
    ...deadlineConflict(placed, settings, start),
  ]
  const waves = nameWaves(placed, { ordering, groups, clusters, machines, input, bridges, start })
  const body: Omit<Plan, 'hash'> = {
    start,
    timezone: settings.timezone,
    ...(settings.deadline ? { deadline: settings.deadline } : {}),
    groups: [...groups.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    waves,
    unplanned: unplanned.sort(byName(estate.vms)),
    conflicts,
    bridges: bridges.slice(0, listedBridges),
    bridged: bridges.length,
  }
  return { hash: createHash('sha256').update(canonicalJson(body)).digest('hex'), ...body }
}

/** Ids are stable and unique, so sorting by them takes the order of the input out of everything that follows. */
function inOrder(estate: Estate): Estate {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return { ...estate, vms: byId(estate.vms), clusters: byId(estate.clusters) }
}

function describeGroups(
  clusters: readonly Cluster[],
  ordering: Ordering,
  lost: ReadonlySet<number>,
  describe: (cluster: Cluster) => Omit<MoveGroup, 'needs'>,
): ReadonlyMap<number, MoveGroup> {
  const described = new Map<number, Omit<MoveGroup, 'needs'>>()
  clusters.forEach((cluster, index) => {
    if (!lost.has(index)) described.set(index, describe(cluster))
  })
  const groups = new Map<number, MoveGroup>()
  for (const [index, group] of described) {
    const needs = (ordering.needs[index] ?? [])
      .map((server) => described.get(server)?.id)
      .filter((id) => id !== undefined)
    groups.set(index, { ...group, needs: [...new Set(needs)].sort() })
  }
  return groups
}

function bridgesOf(ordering: Ordering, groups: ReadonlyMap<number, MoveGroup>): readonly Bridge[] {
  const found: { bridge: Bridge; weight: number }[] = []
  for (const { client, server, why, weight } of ordering.bridges) {
    const from = groups.get(client)
    const to = groups.get(server)
    if (from && to) found.push({ bridge: { client: from.id, server: to.id, why }, weight })
  }
  const key = ({ bridge }: { bridge: Bridge }): string => `${bridge.client} ${bridge.server}`
  return found.sort((a, b) => b.weight - a.weight || (key(a) < key(b) ? -1 : 1)).map(({ bridge }) => bridge)
}

interface Naming {
  readonly ordering: Ordering
  readonly groups: ReadonlyMap<number, MoveGroup>
  readonly clusters: readonly Cluster[]
  readonly machines: readonly Machine[]
  readonly input: PlanInput
  readonly bridges: readonly Bridge[]
  readonly start: string
}

function nameWaves(placed: readonly Placed[], naming: Naming): readonly Wave[] {
  const { ordering, groups, clusters, machines, input, bridges } = naming
  const { settings, assessments } = input
  const digits = Math.max(2, String(placed.length).length)
  const idOf = (index: number): string => `wave-${String(index + 1).padStart(digits, '0')}`
  const bridgedBy = new Map<string, number>()
  for (const bridge of bridges) bridgedBy.set(bridge.client, (bridgedBy.get(bridge.client) ?? 0) + 1)
  return placed.map((wave, index) => {
    const members = wave.units.flatMap((unit) => ordering.units[unit]?.clusters ?? [])
    const groupIds = members.map((member) => groups.get(member)?.id).filter((id) => id !== undefined)
    const vms = members
      .flatMap((member) => clusters[member]?.members ?? [])
      .map((machine) => machines[machine]?.vm)
      .filter((vm) => vm !== undefined)
      .sort(byNameThenId)
    const [from, to] = [
      zonedText(settings.timezone, wave.window.start),
      zonedText(settings.timezone, wave.window.end),
    ]
    const offsetsDiffer = from.slice(19) !== to.slice(19)
    return {
      id: idOf(index),
      kind: wave.kind,
      start: from,
      end: to,
      window: { start: from, end: to, minutes: (wave.window.end - wave.window.start) / 60_000 },
      groups: groupIds.sort(),
      vms: vms.map((vm) => vm.id),
      gates: gatesOf({
        kind: wave.kind,
        previous: index === 0 ? undefined : idOf(index - 1),
        vms,
        bytes: wave.bytes,
        assessments,
        bridges: groupIds.reduce((sum, id) => sum + (bridgedBy.get(id) ?? 0), 0),
        clockChange: offsetsDiffer || wave.window.clockChange !== undefined,
        owners: settings.owners,
      }),
      bytes: wave.bytes,
      ...(wave.kind === 'production' ? { criticality: levelOf(wave.rank, vms, machines) } : {}),
      workMinutes: waveMinutes(wave, settings),
      ...preCopyOf(wave, settings),
    }
  })
}

/** The level of a production wave; waves that wait for a date hold any, so the highest of their VMs is said. */
function levelOf(rank: number, vms: readonly Vm[], machines: readonly Machine[]): 1 | 2 | 3 | 4 {
  const levels = [4, 3, 2, 1] as const
  const level = levels[rank]
  if (level) return level
  const ids = new Set(vms.map((vm) => vm.id))
  let highest: 1 | 2 | 3 | 4 = 4
  for (const machine of machines) {
    if (ids.has(machine.vm.id) && machine.criticality < highest) highest = machine.criticality
  }
  return highest
}

/** A warm copy begins so early that it is done a tenth of its time before the window opens. */
function preCopyOf(wave: Placed, settings: PlanSettings): Pick<Wave, 'preCopy'> {
  if (settings.copy !== 'warm') return {}
  const minutes = Math.ceil(
    copyMinutes(
      { vms: wave.vms, bytes: wave.bytes, hosts: wave.hosts, largestDiskBytes: 0 },
      settings.rates,
      'warm',
    ),
  )
  const longest = Math.max(minutes, Math.ceil(wave.copyMinutes))
  const start = wave.window.start - Math.ceil(longest * 1.1) * 60_000
  return { preCopy: { start: zonedText(settings.timezone, start), minutes: longest } }
}

function tooLargeText(
  cluster: Cluster,
  settings: PlanSettings,
): { readonly why: string; readonly relax: string } {
  const longest = longestWindowMinutes(settings, cluster.kind)
  if (longest === 0) {
    return { why: `no window is open for ${cluster.kind} waves`, relax: 'add a window to plan.yaml' }
  }
  return whyTooLarge(cluster.load, settings, longest) ?? { why: 'it fits no wave', relax: 'raise the caps' }
}

function unplannedOf(cluster: Cluster, machines: readonly Machine[], why: string): readonly Unplanned[] {
  return cluster.members.flatMap((member) => {
    const machine = machines[member]
    return machine ? [{ vm: machine.vm.id, why }] : []
  })
}

function namesOf(cluster: Cluster, machines: readonly Machine[]): string {
  const names = cluster.members.map((member) => machines[member]?.vm.name ?? '').sort()
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}

function byNameThenId(a: Vm, b: Vm): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function byName(vms: readonly Vm[]): (a: Unplanned, b: Unplanned) => number {
  const byId = new Map(vms.map((vm) => [vm.id, vm]))
  return (a, b) => {
    const x = byId.get(a.vm)
    const y = byId.get(b.vm)
    return x && y ? byNameThenId(x, y) : 0
  }
}
