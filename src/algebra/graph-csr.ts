/** A weighted graph in compressed rows: neighbours of `n` are `targets[offsets[n] … offsets[n+1]-1]`, sorted. */
export interface Graph {
  readonly nodes: number
  readonly offsets: Int32Array
  readonly targets: Int32Array
  readonly weights: Float64Array
}

/** Edges in three columns that grow as needed. */
export interface EdgeList {
  readonly length: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly weight: Float64Array
  add(from: number, to: number, weight: number): void
}

/** An empty list of edges. */
export function edgeList(capacity = 1024): EdgeList {
  let from = new Int32Array(capacity)
  let to = new Int32Array(capacity)
  let weight = new Float64Array(capacity)
  let length = 0
  function grow(): void {
    const size = from.length * 2
    from = copy(from, new Int32Array(size))
    to = copy(to, new Int32Array(size))
    const wider = new Float64Array(size)
    wider.set(weight)
    weight = wider
  }
  return {
    get length() {
      return length
    },
    get from() {
      return from
    },
    get to() {
      return to
    },
    get weight() {
      return weight
    },
    add(a, b, w) {
      if (length === from.length) grow()
      from[length] = a
      to[length] = b
      weight[length] = w
      length++
    },
  }
}

function copy(old: Int32Array, bigger: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(bigger.length)
  grown.set(old)
  return grown
}

/** The undirected graph: each edge stands in both rows, parallel edges add up, loops are dropped. */
export function undirected(nodes: number, edges: EdgeList): Graph {
  const both = edgeList(Math.max(1, edges.length * 2))
  for (let i = 0; i < edges.length; i++) {
    const a = edges.from[i] ?? 0
    const b = edges.to[i] ?? 0
    if (a === b) continue
    both.add(a, b, edges.weight[i] ?? 0)
    both.add(b, a, edges.weight[i] ?? 0)
  }
  return directed(nodes, both)
}

/** The directed graph; parallel edges add up, loops stay. Two counting sorts, so linear and independent of input order. */
export function directed(nodes: number, edges: EdgeList): Graph {
  const byTarget = countingSort(nodes, edges.length, edges.to, undefined)
  const order = countingSort(nodes, edges.length, edges.from, byTarget)
  const offsets = new Int32Array(nodes + 1)
  const targets = new Int32Array(edges.length)
  const weights = new Float64Array(edges.length)
  const { from, to, weight } = edges
  let kept = 0
  let row = 0
  let i = 0
  while (i < order.length) {
    const edge = order[i] ?? 0
    const a = from[edge] ?? 0
    const b = to[edge] ?? 0
    while (row < a) offsets[++row] = kept
    // Equal edges are summed smallest first, so that the last bits of a sum do not depend on input order.
    let end = i + 1
    while (end < order.length && from[order[end] ?? 0] === a && to[order[end] ?? 0] === b) end++
    targets[kept] = b
    weights[kept] = end === i + 1 ? (weight[edge] ?? 0) : sumSorted(weight, order, i, end)
    kept++
    i = end
  }
  while (row < nodes) offsets[++row] = kept
  return { nodes, offsets, targets: targets.slice(0, kept), weights: weights.slice(0, kept) }
}

/** The same graph with other weights; an edge whose new weight is 0 is left out. Linear, rows stay sorted. */
export function reweigh(graph: Graph, weightOf: (from: number, to: number, weight: number) => number): Graph {
  const offsets = new Int32Array(graph.nodes + 1)
  const targets = new Int32Array(graph.targets.length)
  const weights = new Float64Array(graph.targets.length)
  let kept = 0
  for (let from = 0; from < graph.nodes; from++) {
    for (let at = graph.offsets[from] ?? 0; at < (graph.offsets[from + 1] ?? 0); at++) {
      const to = graph.targets[at] ?? 0
      const weight = weightOf(from, to, graph.weights[at] ?? 0)
      if (weight === 0) continue
      targets[kept] = to
      weights[kept] = weight
      kept++
    }
    offsets[from + 1] = kept
  }
  return { nodes: graph.nodes, offsets, targets: targets.slice(0, kept), weights: weights.slice(0, kept) }
}

/** The edges of a graph as a list, each once per row that it stands in. */
export function edgesOf(graph: Graph): EdgeList {
  const edges = edgeList(Math.max(1, graph.targets.length))
  for (let from = 0; from < graph.nodes; from++) {
    for (let at = graph.offsets[from] ?? 0; at < (graph.offsets[from + 1] ?? 0); at++) {
      edges.add(from, graph.targets[at] ?? 0, graph.weights[at] ?? 0)
    }
  }
  return edges
}

function sumSorted(weight: Float64Array, order: Int32Array, from: number, to: number): number {
  const values = new Float64Array(to - from)
  for (let i = from; i < to; i++) values[i - from] = weight[order[i] ?? 0] ?? 0
  values.sort()
  let sum = 0
  for (const value of values) sum += value
  return sum
}

/** Stable order of 0 … length-1 by key; `before` is the order to keep among equals. */
function countingSort(
  keys: number,
  length: number,
  keyOf: Int32Array,
  before: Int32Array | undefined,
): Int32Array {
  const starts = new Int32Array(keys + 1)
  for (let i = 0; i < length; i++) {
    const slot = (keyOf[i] ?? 0) + 1
    starts[slot] = (starts[slot] ?? 0) + 1
  }
  for (let key = 0; key < keys; key++) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0)
  const order = new Int32Array(length)
  for (let i = 0; i < length; i++) {
    const item = before ? (before[i] ?? 0) : i
    const key = keyOf[item] ?? 0
    const at = starts[key] ?? 0
    order[at] = item
    starts[key] = at + 1
  }
  return order
}
