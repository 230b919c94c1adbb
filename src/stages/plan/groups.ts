import { bisect } from '../../algebra/graph-bisect.ts'
import { communities } from '../../algebra/graph-communities.ts'
import { edgeList, type Graph, undirected } from '../../algebra/graph-csr.ts'
import { disjointSets, numberSets } from '../../algebra/graph-union.ts'
import type { WaveKind } from '../../model/plan.ts'
import type { Bond } from './bonds.ts'
import { fits, longestWindowMinutes } from './limits.ts'
import { kinds, type Machine } from './machines.ts'
import type { PlanSettings } from './settings.ts'
import { stemOf } from './stems.ts'
import type { Ties } from './ties.ts'
import { type Load, noLoad, sumLoads } from './transfer.ts'

/** Weight of a stated application; more than flows alone ever reach, so that it decides unless something must stay. */
const applicationTie = 4
/** Weight of a common beginning of names: enough to join what nothing else speaks of. */
const stemTie = 0.4
const largestStem = 40
/** Ties must be heavier than this times the number of pairs that they join. */
const resolution = 0.1

/** Machines that cannot be parted: a bond set, or one machine. Numbers are positions in the list of machines. */
interface Block {
  readonly members: readonly number[]
  readonly kind: WaveKind
  readonly load: Load
}

/** A group before it has its name: positions of machines, and what they ask for together. */
export interface Cluster {
  readonly members: readonly number[]
  readonly kind: WaveKind
  readonly criticality: 1 | 2 | 3 | 4
  readonly load: Load
  readonly notBefore: string | undefined
  /** Bonds that hold members. */
  readonly bonds: readonly Bond[]
}

/** Groups that fit into a wave, and blocks that never can. */
export interface Grouping {
  readonly clusters: readonly Cluster[]
  readonly tooLarge: readonly Cluster[]
}

/**
 * Groups machines: bonds first and unconditionally, then flows, applications and, weakly, names, within one kind of
 * wave. What is larger than a wave is cut where the ties are thinnest. Every machine is in exactly one result.
 */
export function groupMachines(
  machines: readonly Machine[],
  bonds: readonly Bond[],
  ties: Ties,
  settings: PlanSettings,
): Grouping {
  const position = new Map(machines.map((machine, index) => [machine.vm.id, index]))
  const held = bonds
    .map((bond) => ({
      bond,
      members: bond.vms.map((id) => position.get(id)).filter((index) => index !== undefined),
    }))
    .filter(({ members }) => members.length > 1)
  const sets = disjointSets(machines.length)
  for (const { members } of held) for (const member of members) sets.union(members[0] ?? 0, member)
  const { of: blockOf, count } = numberSets(sets, machines.length)
  const blocks = makeBlocks(machines, blockOf, count)
  const bondsOfBlock = new Map<number, Bond[]>()
  for (const { bond, members } of held) {
    const block = blockOf[members[0] ?? 0] ?? 0
    bondsOfBlock.set(block, [...(bondsOfBlock.get(block) ?? []), bond])
  }
  const toCluster = (numbers: readonly number[]): Cluster =>
    clusterOf(
      machines,
      numbers.flatMap((block) => blocks[block]?.members ?? []),
      numbers.flatMap((block) => bondsOfBlock.get(block) ?? []),
    )
  const graph = tieBlocks(machines, blocks, blockOf, ties)
  const sizes = [...blocks.map((block) => block.members.length), ...graph.helpers]
  const of = communities(graph.graph, { resolution, sizes, capacity: 8 * settings.maxVmsPerWave })
  const found = new Map<number, number[]>()
  for (let block = 0; block < count; block++) {
    const community = of[block] ?? 0
    found.set(community, [...(found.get(community) ?? []), block])
  }
  const clusters: Cluster[] = []
  const tooLarge: Cluster[] = []
  const queue = [...found.values()]
  for (let next = queue.pop(); next; next = queue.pop()) {
    const cluster = toCluster(next)
    if (fits(cluster.load, settings, longestWindowMinutes(settings, cluster.kind))) clusters.push(cluster)
    else if (next.length === 1) tooLarge.push(cluster)
    else
      queue.push(
        ...bisect(graph.graph, next, (block) => blocks[block]?.members.length ?? 0).map((half) => [...half]),
      )
  }
  const byFirst = (a: Cluster, b: Cluster): number => (a.members[0] ?? 0) - (b.members[0] ?? 0)
  return { clusters: clusters.sort(byFirst), tooLarge: tooLarge.sort(byFirst) }
}

function makeBlocks(machines: readonly Machine[], blockOf: Int32Array, count: number): readonly Block[] {
  const members: number[][] = Array.from({ length: count }, () => [])
  machines.forEach((_, index) => members[blockOf[index] ?? 0]?.push(index))
  return members.map((list) => ({
    members: list,
    kind: strictest(machines, list),
    load: sumLoads(list.map((index) => machines[index]?.load ?? noLoad)),
  }))
}

/** A pinned pilot wins; else the latest of the kinds, because production must not move with development. */
function strictest(machines: readonly Machine[], members: readonly number[]): WaveKind {
  let latest: WaveKind = 'development'
  for (const index of members) {
    const kind = machines[index]?.kind ?? 'production'
    if (kind === 'pilot') return 'pilot'
    if (kinds.indexOf(kind) > kinds.indexOf(latest)) latest = kind
  }
  return latest
}

function clusterOf(
  machines: readonly Machine[],
  unsorted: readonly number[],
  bonds: readonly Bond[],
): Cluster {
  const members = [...unsorted].sort((a, b) => a - b)
  let criticality: 1 | 2 | 3 | 4 = 4
  let notBefore: string | undefined
  for (const index of members) {
    const machine = machines[index]
    if (!machine) continue
    if (machine.criticality < criticality) criticality = machine.criticality
    if (machine.notBefore !== undefined && (notBefore === undefined || machine.notBefore > notBefore)) {
      notBefore = machine.notBefore
    }
  }
  const load = sumLoads(members.map((index) => machines[index]?.load ?? noLoad))
  return { members, kind: strictest(machines, members), criticality, load, notBefore, bonds }
}

/** The graph of blocks of one kind; after the blocks come helpers of size 0, one per application and name stem. */
function tieBlocks(
  machines: readonly Machine[],
  blocks: readonly Block[],
  blockOf: Int32Array,
  ties: Ties,
): { readonly graph: Graph; readonly helpers: readonly number[] } {
  const edges = edgeList(ties.affinity.targets.length + machines.length + 1)
  for (let a = 0; a < machines.length; a++) {
    const from = blockOf[a] ?? 0
    for (let at = ties.affinity.offsets[a] ?? 0; at < (ties.affinity.offsets[a + 1] ?? 0); at++) {
      const b = ties.affinity.targets[at] ?? 0
      const to = blockOf[b] ?? 0
      if (b > a && from !== to && blocks[from]?.kind === blocks[to]?.kind) {
        edges.add(from, to, ties.affinity.weights[at] ?? 0)
      }
    }
  }
  const applications = new Map<string, Set<number>>()
  const stems = new Map<string, Set<number>>()
  machines.forEach((machine, index) => {
    const block = blockOf[index] ?? 0
    const kind = blocks[block]?.kind ?? 'production'
    const application = machine.vm.application?.trim().toLowerCase()
    const stem = application ? undefined : stemOf(machine.vm.name)
    if (application) note(applications, `${kind}\n${application}`, block)
    if (stem) note(stems, `${kind}\n${stem}`, block)
  })
  const helpers: number[] = []
  for (const members of applications.values()) {
    if (members.size < 2) continue
    const helper = blocks.length + helpers.length
    helpers.push(0)
    for (const block of members) edges.add(helper, block, applicationTie + resolution * members.size)
  }
  for (const members of stems.values()) {
    if (members.size < 2 || members.size > largestStem) continue
    const helper = blocks.length + helpers.length
    helpers.push(0)
    for (const block of members) edges.add(helper, block, stemTie + (resolution * members.size) / 2)
  }
  return { graph: undirected(blocks.length + helpers.length, edges), helpers }
}

function note(index: Map<string, Set<number>>, key: string, block: number): void {
  const set = index.get(key)
  if (set) set.add(block)
  else index.set(key, new Set([block]))
}
