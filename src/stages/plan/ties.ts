import { directed, edgeList, edgesOf, type Graph, reweigh, undirected } from '../../algebra/graph-csr.ts'
import ports from './ports.json' with { type: 'json' }

/** A flow between two VMs, client → server, summed over the time that the source covers. */
export interface VmFlow {
  /** Ids of VMs. */
  readonly client: string
  readonly server: string
  readonly port: number
  readonly protocol: string
  readonly bytes: number
  /** Days on which it was seen; absent = the source does not say. */
  readonly days?: number
}

const infrastructure = new Set(ports.infrastructure)
const administration = new Set(ports.administration)
const state = new Set(ports.state)

/** What a port means for planning; both first kinds work across sites and tie nothing together. */
export function portClass(port: number): 'infrastructure' | 'administration' | 'state' | 'ordinary' {
  if (infrastructure.has(port)) return 'infrastructure'
  if (administration.has(port)) return 'administration'
  return state.has(port) ? 'state' : 'ordinary'
}

/** The flows between the planned VMs, as two graphs over their numbers. */
export interface Ties {
  /** Symmetric, weighted for grouping; hubs left out. */
  readonly affinity: Graph
  /** client → server, without hubs, infrastructure and administration; weights as above. */
  readonly dependencies: Graph
  /** VMs that so many talk to that they say nothing about belonging together. */
  readonly hubs: readonly { readonly index: number; readonly peers: number }[]
  /** Whether any flow touches a VM. */
  readonly touched: Uint8Array
  readonly flows: number
}

const smallestHub = 24
const hubFactor = 10

/**
 * Turns flows into ties. The weight is log₂(1 + bytes per day) × share of days seen × class of the port, damped by the
 * number of peers of both ends (planning 4.3). Linear in the flows; the order in which they come does not matter.
 */
export function tiesOf(
  indexOf: ReadonlyMap<string, number>,
  flows: Iterable<VmFlow>,
  windowDays: number,
): Ties {
  const nodes = indexOf.size
  const weighted = edgeList(4096)
  const touched = new Uint8Array(nodes)
  let count = 0
  for (const flow of flows) {
    const client = indexOf.get(flow.client)
    const server = indexOf.get(flow.server)
    if (client !== undefined) touched[client] = 1
    if (server !== undefined) touched[server] = 1
    count++
    if (client === undefined || server === undefined || client === server) continue
    const kind = portClass(flow.port)
    if (kind === 'infrastructure' || kind === 'administration') continue
    const perDay = Math.max(0, flow.bytes) / windowDays
    const persistence = flow.days === undefined ? 1 : Math.min(1, flow.days / windowDays)
    weighted.add(
      client,
      server,
      (Math.log2(1 + perDay) / 20) * persistence * (kind === 'state' ? 2 : 1) + 0.05,
    )
  }
  const uses = directed(nodes, weighted)
  const both = undirected(nodes, edgesOf(uses))
  const peers = peerCounts(both)
  const limit = Math.max(smallestHub, hubFactor * median(peers))
  const hubs: { index: number; peers: number }[] = []
  for (let node = 0; node < nodes; node++) {
    if ((peers[node] ?? 0) > limit) hubs.push({ index: node, peers: peers[node] ?? 0 })
  }
  const isHub = new Uint8Array(nodes)
  for (const { index } of hubs) isHub[index] = 1
  const damped = (from: number, to: number, weight: number): number => {
    if (isHub[from] || isHub[to]) return 0
    return weight / Math.max(1, Math.sqrt(Math.sqrt((peers[from] ?? 1) * (peers[to] ?? 1))))
  }
  return { affinity: reweigh(both, damped), dependencies: reweigh(uses, damped), hubs, touched, flows: count }
}

function peerCounts(graph: Graph): Int32Array {
  const counts = new Int32Array(graph.nodes)
  for (let node = 0; node < graph.nodes; node++) {
    counts[node] = (graph.offsets[node + 1] ?? 0) - (graph.offsets[node] ?? 0)
  }
  return counts
}

/** Median of the counts above zero; 0 when there is none. */
function median(counts: Int32Array): number {
  const present = counts.filter((count) => count > 0).sort()
  return present[Math.floor(present.length / 2)] ?? 0
}
