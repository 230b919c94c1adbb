/** Disjoint sets over 0 … size-1, with path halving and union by the smaller index so that results never depend on order. */
export interface DisjointSets {
  /** The smallest member of the set that holds `item`. */
  find(item: number): number
  /** Joins two sets; false when they were one already. */
  union(a: number, b: number): boolean
}

/** Every item alone. */
export function disjointSets(size: number): DisjointSets {
  const parent = Int32Array.from({ length: size }, (_, index) => index)
  const up = (item: number): number => parent[item] ?? item
  function find(item: number): number {
    let at = item
    while (up(at) !== at) {
      const next = up(up(at))
      parent[at] = next
      at = next
    }
    return at
  }
  return {
    find,
    union(a, b) {
      const x = find(a)
      const y = find(b)
      if (x === y) return false
      parent[Math.max(x, y)] = Math.min(x, y)
      return true
    },
  }
}

/** The sets as numbers 0 … count-1 in the order of their smallest members. */
export function numberSets(
  sets: DisjointSets,
  size: number,
): { readonly of: Int32Array; readonly count: number } {
  const of = new Int32Array(size).fill(-1)
  let count = 0
  for (let item = 0; item < size; item++) {
    const root = sets.find(item)
    if (of[root] === -1) of[root] = count++
    of[item] = of[root] ?? 0
  }
  return { of, count }
}
