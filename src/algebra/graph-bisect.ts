import type { Graph } from './graph-csr.ts'

/**
 * Cuts `members` in two: grows one half from the member with the fewest ties by always taking the one that is tied to it
 * most, and keeps the cheapest cut between 30 % and 70 % of the weight, the more even one of equals. Deterministic; O(n² + edges), for groups of
 * hundreds, not for estates. Returns both halves in the order given; a single member gives an empty second half.
 */
export function bisect(
  graph: Graph,
  members: readonly number[],
  sizeOf: (node: number) => number,
): readonly [readonly number[], readonly number[]] {
  if (members.length < 2) return [members, []]
  const position = new Map(members.map((node, index) => [node, index]))
  const inside = new Float64Array(members.length)
  const toward = new Float64Array(members.length)
  let total = 0
  members.forEach((node, index) => {
    total += sizeOf(node)
    forNeighbours(graph, node, (other, weight) => {
      if (position.has(other)) inside[index] = (inside[index] ?? 0) + weight
    })
  })
  const order: number[] = []
  const taken = new Uint8Array(members.length)
  let next = smallest(inside)
  let cut = 0
  let grown = 0
  let best = { cut: Number.POSITIVE_INFINITY, lean: 0, at: Math.max(1, Math.floor(members.length / 2)) }
  while (order.length < members.length - 1) {
    const node = members[next] ?? 0
    taken[next] = 1
    order.push(next)
    grown += sizeOf(node)
    cut += (inside[next] ?? 0) - 2 * (toward[next] ?? 0)
    const lean = Math.abs(grown - total / 2)
    const cheaper = cut < best.cut - 1e-9 || (cut < best.cut + 1e-9 && lean < best.lean)
    if (grown >= 0.3 * total && grown <= 0.7 * total && cheaper) best = { cut, lean, at: order.length }
    forNeighbours(graph, node, (other, weight) => {
      const index = position.get(other)
      if (index !== undefined) toward[index] = (toward[index] ?? 0) + weight
    })
    next = mostTied(toward, inside, taken)
  }
  const first = new Set(order.slice(0, best.at))
  return [members.filter((_, index) => first.has(index)), members.filter((_, index) => !first.has(index))]
}

function forNeighbours(graph: Graph, node: number, visit: (other: number, weight: number) => void): void {
  const end = graph.offsets[node + 1] ?? 0
  for (let at = graph.offsets[node] ?? 0; at < end; at++)
    visit(graph.targets[at] ?? 0, graph.weights[at] ?? 0)
}

function smallest(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) < (values[best] ?? 0)) best = i
  return best
}

function mostTied(toward: Float64Array, inside: Float64Array, taken: Uint8Array): number {
  let best = -1
  let bestGain = Number.NEGATIVE_INFINITY
  for (let i = 0; i < toward.length; i++) {
    if (taken[i]) continue
    const gain = 2 * (toward[i] ?? 0) - (inside[i] ?? 0)
    if (gain > bestGain) {
      best = i
      bestGain = gain
    }
  }
  return best
}
