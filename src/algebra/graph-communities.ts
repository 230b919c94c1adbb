import { edgeList, type Graph, undirected } from './graph-csr.ts'

/** How finely, and how large at most, a graph is cut into communities. */
export interface CommunityOptions {
  /**
   * Two communities join when the tie between them is heavier than resolution × size × size (constant Potts model).
   * Unlike modularity this does not depend on how large the rest of the graph is.
   */
  readonly resolution: number
  /** Size of each node, 1 when left out; a helper node that only ties others together has 0. */
  readonly sizes?: ArrayLike<number>
  /** A community never holds more than this unless one node alone does. */
  readonly capacity?: number
}

const passes = 12
const rounds = 20

/**
 * Louvain's method without any randomness: nodes are visited in a fixed order and ties go to the smaller number, so
 * equal graphs give equal communities. Returns the community of each node, numbered by their smallest nodes.
 */
export function communities(graph: Graph, options: CommunityOptions): Int32Array {
  let level = graph
  let sizes = Float64Array.from({ length: graph.nodes }, (_, node) => options.sizes?.[node] ?? 1)
  const capacity = options.capacity ?? Number.POSITIVE_INFINITY
  let of = Int32Array.from({ length: graph.nodes }, (_, node) => node)
  for (let round = 0; round < rounds; round++) {
    const local = renumber(moveNodes(level, sizes, options.resolution, capacity))
    if (local.count === level.nodes) break
    of = of.map((community) => local.of[community] ?? 0)
    const merged = mergeNodes(level, sizes, local)
    level = merged.graph
    sizes = merged.sizes
  }
  return renumber(of).of
}

interface Numbered {
  readonly of: Int32Array<ArrayBuffer>
  readonly count: number
}

function moveNodes(
  { nodes, offsets, targets, weights }: Graph,
  sizes: Float64Array,
  resolution: number,
  capacity: number,
): Int32Array {
  const of = Int32Array.from({ length: nodes }, (_, node) => node)
  const sizeOf = Float64Array.from(sizes)
  const toward = new Float64Array(nodes)
  const touched = new Int32Array(nodes)
  for (let pass = 0; pass < passes; pass++) {
    let moved = 0
    for (let node = 0; node < nodes; node++) {
      const own = of[node] ?? 0
      const size = sizes[node] ?? 0
      let seen = 0
      for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) {
        const community = of[targets[at] ?? 0] ?? 0
        if (toward[community] === 0) touched[seen++] = community
        toward[community] = (toward[community] ?? 0) + (weights[at] ?? 0)
      }
      let best = own
      let bestGain = (toward[own] ?? 0) - resolution * size * ((sizeOf[own] ?? 0) - size)
      for (let i = 0; i < seen; i++) {
        const community = touched[i] ?? 0
        if (community === own) continue
        const gain = (toward[community] ?? 0) - resolution * size * (sizeOf[community] ?? 0)
        const tie = best !== own && Math.abs(gain - bestGain) <= 1e-12 && community < best
        if ((gain > bestGain + 1e-12 || tie) && (sizeOf[community] ?? 0) + size <= capacity) {
          best = community
          bestGain = gain
        }
      }
      for (let i = 0; i < seen; i++) toward[touched[i] ?? 0] = 0
      if (best === own) continue
      sizeOf[own] = (sizeOf[own] ?? 0) - size
      sizeOf[best] = (sizeOf[best] ?? 0) + size
      of[node] = best
      moved++
    }
    if (moved === 0) break
  }
  return of
}

function mergeNodes(
  { nodes, offsets, targets, weights }: Graph,
  sizes: Float64Array,
  { of, count }: Numbered,
): { graph: Graph; sizes: Float64Array<ArrayBuffer> } {
  const edges = edgeList(Math.max(1, targets.length))
  const merged = new Float64Array(count)
  for (let node = 0; node < nodes; node++) {
    const a = of[node] ?? 0
    merged[a] = (merged[a] ?? 0) + (sizes[node] ?? 0)
    for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) {
      const target = targets[at] ?? 0
      const b = of[target] ?? 0
      if (target > node && a !== b) edges.add(a, b, weights[at] ?? 0)
    }
  }
  return { graph: undirected(count, edges), sizes: merged }
}

function renumber(of: Int32Array): Numbered {
  const numbers = new Map<number, number>()
  const numbered = new Int32Array(of.length)
  for (let node = 0; node < of.length; node++) {
    const community = of[node] ?? 0
    let number = numbers.get(community)
    if (number === undefined) numbers.set(community, (number = numbers.size))
    numbered[node] = number
  }
  return { of: numbered, count: numbers.size }
}
