import type { Graph } from './graph-csr.ts'

/**
 * Strongly connected components of a directed graph (Tarjan, without recursion). Components are numbered so that an
 * edge between two of them always leads from a higher to a lower number: 0 has nothing after it.
 */
export function strongComponents(graph: Graph): { readonly of: Int32Array; readonly count: number } {
  const { nodes, offsets, targets } = graph
  const index = new Int32Array(nodes).fill(-1)
  const low = new Int32Array(nodes)
  const of = new Int32Array(nodes).fill(-1)
  const next = Int32Array.from(offsets.subarray(0, nodes))
  const stack: number[] = []
  const path: number[] = []
  let counter = 0
  let count = 0
  for (let start = 0; start < nodes; start++) {
    if (index[start] !== -1) continue
    path.push(start)
    while (path.length > 0) {
      const node = path[path.length - 1] ?? 0
      if (index[node] === -1) {
        index[node] = low[node] = counter++
        stack.push(node)
      }
      const at = next[node] ?? 0
      if (at < (offsets[node + 1] ?? 0)) {
        next[node] = at + 1
        const target = targets[at] ?? 0
        if (index[target] === -1) path.push(target)
        else if (of[target] === -1) low[node] = Math.min(low[node] ?? 0, index[target] ?? 0)
        continue
      }
      path.pop()
      const above = path[path.length - 1]
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[node] ?? 0)
      if (low[node] !== index[node]) continue
      for (;;) {
        const member = stack.pop()
        if (member === undefined) break
        of[member] = count
        if (member === node) break
      }
      count++
    }
  }
  return { of, count }
}
