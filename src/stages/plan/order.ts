import { strongComponents } from '../../algebra/graph-components.ts'
import { directed, edgeList, type Graph } from '../../algebra/graph-csr.ts'
import type { WaveKind } from '../../model/plan.ts'
import type { Cluster } from './groups.ts'
import { fits, longestWindowMinutes } from './limits.ts'
import { kinds } from './machines.ts'
import type { PlanSettings } from './settings.ts'
import { type Load, noLoad, sumLoads } from './transfer.ts'

/** Groups that go into one wave together: one, or several that use each other in a circle. */
export interface Unit {
  /** Positions in the list of groups. */
  readonly clusters: readonly number[]
  readonly kind: WaveKind
  /** Within production: 0 = criticality 4 … 3 = criticality 1, 4 = has to wait for a date. 0 elsewhere. */
  readonly rank: number
  readonly depth: number
  readonly notBefore: string | undefined
  readonly load: Load
  /** Positions of units of the same kind and rank that must be in the same wave or an earlier one. */
  readonly after: readonly number[]
}

/** A dependency that the order gives up, by positions of groups. */
export interface GivenUp {
  readonly client: number
  readonly server: number
  readonly why: string
  readonly weight: number
}

/** In which order groups go. */
export interface Ordering {
  /** In the order in which they are to be placed. */
  readonly units: readonly Unit[]
  /** Group → groups that it needs and that go with it or before it. */
  readonly needs: readonly (readonly number[])[]
  readonly bridges: readonly GivenUp[]
}

const waitingRank = 4

/** Uses between groups: client → server, weights added up. */
export function groupUses(clusters: readonly Cluster[], machineUses: Graph): Graph {
  const of = new Int32Array(machineUses.nodes).fill(-1)
  clusters.forEach((cluster, index) => {
    for (const member of cluster.members) of[member] = index
  })
  const edges = edgeList(Math.max(1, machineUses.targets.length))
  for (let node = 0; node < machineUses.nodes; node++) {
    const client = of[node] ?? -1
    for (let at = machineUses.offsets[node] ?? 0; at < (machineUses.offsets[node + 1] ?? 0); at++) {
      const server = of[machineUses.targets[at] ?? 0] ?? -1
      if (client >= 0 && server >= 0 && client !== server)
        edges.add(client, server, machineUses.weights[at] ?? 0)
    }
  }
  return directed(clusters.length, edges)
}

/**
 * Orders groups so that a server goes with its clients or before them. Between kinds the kind decides; within
 * production a client waits for the criticality of its server; a circle goes together where it fits into one wave.
 * What cannot be kept is listed as given up.
 */
export function orderGroups(
  clusters: readonly Cluster[],
  uses: Graph,
  pilot: ReadonlySet<number>,
  settings: PlanSettings,
): Ordering {
  const kindOf = (index: number): WaveKind =>
    pilot.has(index) ? 'pilot' : (clusters[index]?.kind ?? 'production')
  const needs: number[][] = clusters.map(() => [])
  const bridges: GivenUp[] = []
  const same = edgeList(Math.max(1, uses.targets.length))
  for (const { client, server, weight } of edgesOf(uses)) {
    const before = kinds.indexOf(kindOf(client)) - kinds.indexOf(kindOf(server))
    if (before < 0) {
      const why = `${kindOf(client)} moves before ${kindOf(server)}`
      bridges.push({ client, server, why, weight })
    } else if (before > 0) needs[client]?.push(server)
    else same.add(client, server, weight)
  }
  const inner = directed(clusters.length, same)
  const { parts, unitOf } = cutCircles(clusters, inner, kindOf, settings)
  for (const { client, server, weight } of edgesOf(inner)) {
    if ((unitOf[server] ?? 0) <= (unitOf[client] ?? 0)) needs[client]?.push(server)
    else
      bridges.push({ client, server, why: 'they use each other in a circle too large for one wave', weight })
  }
  const units = rankUnits(clusters, parts, unitOf, inner, kindOf)
  for (const list of needs) list.sort((a, b) => a - b)
  return { units: placementOrder(units), needs, bridges }
}

/** Circles as one part where they fit, else their groups one by one; parts are numbered servers first. */
function cutCircles(
  clusters: readonly Cluster[],
  inner: Graph,
  kindOf: (index: number) => WaveKind,
  settings: PlanSettings,
): { readonly parts: readonly (readonly number[])[]; readonly unitOf: Int32Array } {
  const { of, count } = strongComponents(inner)
  const circles: number[][] = Array.from({ length: count }, () => [])
  clusters.forEach((_, index) => circles[of[index] ?? 0]?.push(index))
  const served = new Float64Array(clusters.length)
  for (const { server, weight } of edgesOf(inner)) served[server] = (served[server] ?? 0) + weight
  const parts: (readonly number[])[] = []
  const unitOf = new Int32Array(clusters.length)
  const add = (part: readonly number[]): void => {
    for (const index of part) unitOf[index] = parts.length
    parts.push(part)
  }
  for (const circle of circles) {
    const load = sumLoads(circle.map((index) => clusters[index]?.load ?? noLoad))
    const kind = kindOf(circle[0] ?? 0)
    if (circle.length === 1 || fits(load, settings, longestWindowMinutes(settings, kind))) add(circle)
    else for (const index of unroll(circle, clusters, inner, served)) add([index])
  }
  return { parts, unitOf }
}

/** Circles up to this size are unrolled with care; beyond it the square of the size would be felt. */
const careful = 2000

/**
 * An order in which a circle can go piece by piece: lower criticality first, so that the order of waves is kept; of
 * equals, next comes what needs least of what is not yet placed (a greedy feedback arc set), then what most others use.
 */
function unroll(
  circle: readonly number[],
  clusters: readonly Cluster[],
  inner: Graph,
  served: Float64Array,
): readonly number[] {
  const rank = (index: number): number => 4 - (clusters[index]?.criticality ?? 4)
  const compare = (a: number, b: number): number =>
    rank(a) - rank(b) || (served[b] ?? 0) - (served[a] ?? 0) || a - b
  const sorted = [...circle].sort(compare)
  if (circle.length > careful) return sorted
  const members = new Set(circle)
  const open = new Map(sorted.map((index) => [index, 0]))
  const users = new Map<number, { readonly client: number; readonly weight: number }[]>()
  for (const client of sorted) {
    for (let at = inner.offsets[client] ?? 0; at < (inner.offsets[client + 1] ?? 0); at++) {
      const server = inner.targets[at] ?? 0
      const weight = inner.weights[at] ?? 0
      if (!members.has(server)) continue
      open.set(client, (open.get(client) ?? 0) + weight)
      users.set(server, [...(users.get(server) ?? []), { client, weight }])
    }
  }
  const order: number[] = []
  while (open.size > 0) {
    let best: number | undefined
    let least = Number.POSITIVE_INFINITY
    for (const [index, weight] of open) {
      if (best !== undefined && rank(index) > rank(best)) break
      if (weight < least - 1e-9) {
        best = index
        least = weight
      }
    }
    if (best === undefined) break
    order.push(best)
    open.delete(best)
    for (const { client, weight } of users.get(best) ?? []) {
      const before = open.get(client)
      if (before !== undefined) open.set(client, before - weight)
    }
  }
  return order
}

function rankUnits(
  clusters: readonly Cluster[],
  parts: readonly (readonly number[])[],
  unitOf: Int32Array,
  inner: Graph,
  kindOf: (index: number) => WaveKind,
): readonly Unit[] {
  const units: Unit[] = []
  parts.forEach((part, number) => {
    const kind = kindOf(part[0] ?? 0)
    let rank = 0
    let notBefore: string | undefined
    const servers = new Set<number>()
    for (const index of part) {
      const cluster = clusters[index]
      if (!cluster) continue
      if (kind === 'production') rank = Math.max(rank, 4 - cluster.criticality)
      notBefore = later(notBefore, cluster.notBefore)
      for (let at = inner.offsets[index] ?? 0; at < (inner.offsets[index + 1] ?? 0); at++) {
        const server = unitOf[inner.targets[at] ?? 0] ?? 0
        if (server < number) servers.add(server)
      }
    }
    if (notBefore !== undefined) rank = waitingRank
    for (const server of servers) {
      rank = Math.max(rank, units[server]?.rank ?? 0)
      notBefore = later(notBefore, units[server]?.notBefore)
    }
    const load = sumLoads(part.map((index) => clusters[index]?.load ?? noLoad))
    const after = [...servers].filter((server) => units[server]?.rank === rank).sort((a, b) => a - b)
    const depth = after.reduce((deepest, server) => Math.max(deepest, (units[server]?.depth ?? 0) + 1), 0)
    units.push({ clusters: part, kind, rank, depth, notBefore, load, after })
  })
  return units
}

/** Sorted for placement, with `after` renumbered to the new positions. */
function placementOrder(units: readonly Unit[]): readonly Unit[] {
  const order = units
    .map((_, index) => index)
    .sort((a, b) => {
      const x = units[a]
      const y = units[b]
      if (!x || !y) return 0
      return (
        kinds.indexOf(x.kind) - kinds.indexOf(y.kind) ||
        x.rank - y.rank ||
        compareText(x.notBefore ?? '', y.notBefore ?? '') ||
        x.depth - y.depth ||
        y.load.vms - x.load.vms ||
        y.load.bytes - x.load.bytes ||
        (x.clusters[0] ?? 0) - (y.clusters[0] ?? 0)
      )
    })
  const placeOf = new Int32Array(units.length)
  order.forEach((index, place) => {
    placeOf[index] = place
  })
  const sorted: Unit[] = []
  for (const index of order) {
    const unit = units[index]
    if (unit) sorted.push({ ...unit, after: unit.after.map((server) => placeOf[server] ?? 0) })
  }
  return sorted
}

function* edgesOf(graph: Graph): Generator<{ client: number; server: number; weight: number }> {
  for (let client = 0; client < graph.nodes; client++) {
    for (let at = graph.offsets[client] ?? 0; at < (graph.offsets[client + 1] ?? 0); at++) {
      yield { client, server: graph.targets[at] ?? 0, weight: graph.weights[at] ?? 0 }
    }
  }
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined) return b
  return b === undefined || a > b ? a : b
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
