import { edgeList, type Graph, undirected } from './graph-csr.ts'

/** How finely, and how large at most, a graph is cut into communities. */
export interface CommunityOptions {
  /** Higher = smaller communities. Published planted graphs want 10 … 50 for estates; 1 is the textbook's. */
  readonly resolution: number
  /** Weight of each node; a community never holds more than `capacity` unless one node alone does. */
  readonly sizes?: ArrayLike<number>
  readonly capacity?: number
}

const passes = 12
const rounds = 20

/**
 * Louvain communities with a cap on their size, without any randomness: nodes are visited in a fixed order and ties go
 * to the smaller number, so equal graphs give equal communities. Returns the community of each node, numbered in the
 * order of their smallest nodes.
 */
export function communities(graph: Graph, options: CommunityOptions): Int32Array {
  let level = graph
  let sizes = Float64Array.from({ length: graph.nodes }, (_, node) => options.sizes?.[node] ?? 1)
  const capacity = options.capacity ?? Number.POSITIVE_INFINITY
  let loops = new Float64Array(graph.nodes)
  let of = Int32Array.from({ length: graph.nodes }, (_, node) => node)
  for (let round = 0; round < rounds; round++) {
    const local = renumber(moveNodes(level, loops, sizes, options.resolution, capacity))
    if (local.count === level.nodes) break
    of = of.map((community) => local.of[community] ?? 0)
    const merged = mergeNodes(level, loops, sizes, local)
    level = merged.graph
    loops = merged.loops
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
  loops: Float64Array,
  sizes: Float64Array,
  resolution: number,
  capacity: number,
): Int32Array {
  const of = Int32Array.from({ length: nodes }, (_, node) => node)
  const degree = new Float64Array(nodes)
  let total = 0
  for (let node = 0; node < nodes; node++) {
    let sum = 2 * (loops[node] ?? 0)
    for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) sum += weights[at] ?? 0
    degree[node] = sum
    total += sum
  }
  if (total === 0) return of
  const degreeOf = Float64Array.from(degree)
  const sizeOf = Float64Array.from(sizes)
  const toward = new Float64Array(nodes)
  const touched = new Int32Array(nodes)
  for (let pass = 0; pass < passes; pass++) {
    let moved = 0
    for (let node = 0; node < nodes; node++) {
      const own = of[node] ?? 0
      let seen = 0
      for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) {
        const community = of[targets[at] ?? 0] ?? 0
        if (toward[community] === 0) touched[seen++] = community
        toward[community] = (toward[community] ?? 0) + (weights[at] ?? 0)
      }
      const weight = degree[node] ?? 0
      const size = sizes[node] ?? 0
      const share = (resolution * weight) / total
      let best = own
      let bestGain = (toward[own] ?? 0) - share * ((degreeOf[own] ?? 0) - weight)
      for (let i = 0; i < seen; i++) {
        const community = touched[i] ?? 0
        if (community === own) continue
        const gain = (toward[community] ?? 0) - share * (degreeOf[community] ?? 0)
        const better =
          gain > bestGain + 1e-12 || (best !== own && Math.abs(gain - bestGain) <= 1e-12 && community < best)
        if (better && (sizeOf[community] ?? 0) + size <= capacity) {
          best = community
          bestGain = gain
        }
      }
      for (let i = 0; i < seen; i++) toward[touched[i] ?? 0] = 0
      if (best === own) continue
      degreeOf[own] = (degreeOf[own] ?? 0) - weight
      sizeOf[own] = (sizeOf[own] ?? 0) - size
      degreeOf[best] = (degreeOf[best] ?? 0) + weight
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
  loops: Float64Array,
  sizes: Float64Array,
  { of, count }: Numbered,
): { graph: Graph; loops: Float64Array<ArrayBuffer>; sizes: Float64Array<ArrayBuffer> } {
  const edges = edgeList(targets.length)
  const mergedLoops = new Float64Array(count)
  const mergedSizes = new Float64Array(count)
  for (let node = 0; node < nodes; node++) {
    const a = of[node] ?? 0
    mergedLoops[a] = (mergedLoops[a] ?? 0) + (loops[node] ?? 0)
    mergedSizes[a] = (mergedSizes[a] ?? 0) + (sizes[node] ?? 0)
    for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) {
      const target = targets[at] ?? 0
      if (target <= node) continue
      const b = of[target] ?? 0
      if (a === b) mergedLoops[a] = (mergedLoops[a] ?? 0) + (weights[at] ?? 0)
      else edges.add(a, b, weights[at] ?? 0)
    }
  }
  return { graph: undirected(count, edges), loops: mergedLoops, sizes: mergedSizes }
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
