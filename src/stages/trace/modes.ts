import type { Network } from '../../model/infrastructure.ts'
import type { ArtefactKind } from '../../model/evidence.ts'
import type { Vm } from '../../model/vm.ts'
import effort from './effort.json' with { type: 'json' }
import { keepIpNeeds, type NodeWork } from './obstacles.ts'
import type { ChangeRequest, ModeCost, NetworkMode, TracedReference } from './result.ts'

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

interface Work {
  readonly action: string
  readonly request: number
  readonly each: number
}

type FunctionName = keyof typeof effort.functions

/** Literals that must change with the address: host literals, ranges, and groups that hold one of them. */
const mustChange: ReadonlySet<string> = new Set(['exact', 'range', 'group'])

/**
 * Cost of both modes. A change request is one action of one team on one device:
 * hours = (request + artefacts × each) × (1 + rework), days = the longest lead time (reference: effort.json).
 */
export function estimateModes(input: ModeInput): Readonly<Record<NetworkMode, ModeCost>> {
  return { 'keep-ip': keepIp(input), 're-ip': reIp(input) }
}

function workOf(kind: ArtefactKind, mode: NetworkMode): Work | undefined {
  const entry: Partial<Record<NetworkMode, Work>> = effort.artefacts[kind]
  return entry[mode]
}

function functionOf(kind: ArtefactKind): FunctionName {
  const name = effort.artefacts[kind].function
  return isFunction(name) ? name : 'application'
}

function isFunction(name: string): name is FunctionName {
  return name in effort.functions
}

interface Batch {
  readonly team: string
  readonly device: string
  readonly work: Work
  readonly leadDays: number
  artefacts: number
}

function addTo(batches: Map<string, Batch>, batch: Omit<Batch, 'artefacts'>, artefacts: number): void {
  const key = `${batch.team}\n${batch.device}\n${batch.work.action}`
  const known = batches.get(key)
  if (known) known.artefacts += artefacts
  else batches.set(key, { ...batch, artefacts })
}

function addReferences(
  batches: Map<string, Batch>,
  references: readonly TracedReference[],
  mode: NetworkMode,
): void {
  for (const reference of references) {
    const work = workOf(reference.kind, mode)
    if (!work) continue
    const owning = effort.functions[functionOf(reference.kind)]
    const team = reference.owner ?? `unknown owner (${owning.team})`
    addTo(batches, { team, device: reference.device, work, leadDays: owning.leadDays }, 1)
  }
}

function costOf(batches: ReadonlyMap<string, Batch>, obstacles: readonly string[]): ModeCost {
  const changeRequests: ChangeRequest[] = [...batches.values()]
    .map(({ team, device, work, leadDays, artefacts }) => ({
      team,
      action: work.action,
      device,
      artefacts,
      hours: round((work.request + artefacts * work.each) * (1 + effort.rework)),
      leadDays,
    }))
    .sort((a, b) => compare(a.team, b.team) || compare(a.action, b.action) || compare(a.device, b.device))
  return {
    artefacts: changeRequests.reduce((sum, { artefacts }) => sum + artefacts, 0),
    changeRequests,
    teams: new Set(changeRequests.map(({ team }) => team)).size,
    hours: round(changeRequests.reduce((sum, { hours }) => sum + hours, 0)),
    days: changeRequests.reduce((most, { leadDays }) => Math.max(most, leadDays), 0),
    obstacles,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function round(hours: number): number {
  return Math.round(hours * 100) / 100
}

function reIp(input: ModeInput): ModeCost {
  const batches = new Map<string, Batch>()
  const must = input.references.filter(
    ({ strength, disabled }) => mustChange.has(strength) && disabled !== true,
  )
  addReferences(batches, must, 're-ip')
  const guest = effort.functions.application
  if (input.addresses.length > 0) {
    const team = input.owner ?? `unknown owner (${guest.team})`
    addTo(batches, { team, device: input.vm.name, work: effort.guest, leadDays: guest.leadDays }, 1)
  }
  return costOf(batches, reIpObstacles(input))
}

function reIpObstacles({ references }: ModeInput): readonly string[] {
  const obstacles: string[] = []
  const subnets = references.filter(({ strength, kind }) => strength === 'subnet' && /rule$/.test(kind))
  if (subnets.length > 0) {
    const named = [...new Set(subnets.map(({ matched }) => matched))].sort().join(', ')
    obstacles.push(
      `${count(subnets.length, 'rule')} ${subnets.length === 1 ? 'covers' : 'cover'} the address by its subnet (${named}), to be changed as well when the new address leaves it`,
    )
  }
  const literals = references.filter(
    ({ kind, strength }) => kind === 'config-literal' && mustChange.has(strength),
  )
  if (literals.length > 0) {
    obstacles.push(
      `${count(literals.length, 'literal')} in configuration must be released at the moment of the change`,
    )
  }
  const slow = references.filter(({ kind, ttlSeconds }) => kind === 'dns-record' && (ttlSeconds ?? 0) > 300)
  const longest = Math.max(0, ...slow.map(({ ttlSeconds }) => ttlSeconds ?? 0))
  if (longest > 0) {
    obstacles.push(
      `DNS answers are kept for up to ${longest} s: lower the TTL at least that long before the change`,
    )
  }
  const off = references.filter(({ disabled, strength }) => disabled === true && mustChange.has(strength))
  if (off.length > 0)
    obstacles.push(`not counted: ${count(off.length, 'disabled artefact')} with the address`)
  return obstacles
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function keepIp(input: ModeInput): ModeCost {
  const batches = new Map<string, Batch>()
  const members = input.references.filter(
    ({ strength, disabled }) => mustChange.has(strength) && disabled !== true,
  )
  addReferences(batches, members, 'keep-ip')
  const { work, obstacles } = keepIpNeeds(input.vm, input.networks)
  const { team, leadDays } = effort.functions.network
  for (const { work: what, network } of work) {
    const node: Work = effort.node[what satisfies NodeWork['work']]
    addTo(
      batches,
      { team: input.networkTeam ?? `unknown owner (${team})`, device: network, work: node, leadDays },
      1,
    )
  }
  return costOf(
    batches,
    obstacles.map(({ text }) => text),
  )
}

/** The mode to prefer, with the reason in one sentence. */
export function recommend(
  modes: Readonly<Record<NetworkMode, ModeCost>>,
  input: ModeInput,
): { readonly mode: NetworkMode; readonly because: string } {
  const keep = modes['keep-ip']
  const change = modes['re-ip']
  if (input.addresses.length === 0) {
    return { mode: 'keep-ip', because: 'no address is known, so nothing can be re-addressed on purpose' }
  }
  const hard = keepIpNeeds(input.vm, input.networks).obstacles.find((obstacle) => obstacle.hard)
  const figures = `keep-ip asks ${keep.teams} teams for ${keep.hours} h within ${keep.days} days, re-ip ${change.teams} teams for ${change.hours} h within ${change.days} days`
  if (hard) return { mode: 're-ip', because: `${hard.text}; ${figures}` }
  if (change.hours < keep.hours && change.days <= keep.days)
    return { mode: 're-ip', because: `it is cheaper: ${figures}` }
  return { mode: 'keep-ip', because: `nothing that names the address has to change: ${figures}` }
}
