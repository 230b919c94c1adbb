import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bisect } from './graph-bisect.ts'
import { communities } from './graph-communities.ts'
import { strongComponents } from './graph-components.ts'
import { directed, edgeList, undirected } from './graph-csr.ts'
import { disjointSets, numberSets } from './graph-union.ts'

function edges(...list: readonly (readonly [number, number, number?])[]) {
  const all = edgeList(2)
  for (const [from, to, weight] of list) all.add(from, to, weight ?? 1)
  return all
}

test('joined sets are numbered by their smallest member', () => {
  const sets = disjointSets(6)
  sets.union(5, 3)
  sets.union(3, 1)
  expect([sets.union(1, 5), numberSets(sets, 6)]).toEqual([
    false,
    { of: Int32Array.of(0, 1, 2, 1, 3, 1), count: 4 },
  ])
})

test('parallel edges add up and rows are sorted', () => {
  const graph = directed(3, edges([2, 0], [0, 2, 2], [0, 1], [0, 2, 3]))
  expect([[...graph.offsets], [...graph.targets], [...graph.weights]]).toEqual([
    [0, 2, 2, 3],
    [1, 2, 0],
    [1, 5, 1],
  ])
})

test('a cycle is one component, and what it leads to comes before it', () => {
  const { of, count } = strongComponents(directed(5, edges([0, 1], [1, 2], [2, 0], [2, 3], [4, 0])))
  expect(count).toBe(3)
  expect(of[0]).toBe(of[1])
  expect(of[1]).toBe(of[2])
  expect((of[3] ?? 9) < (of[0] ?? 0) && (of[0] ?? 9) < (of[4] ?? 0)).toBe(true)
})

test('two tight triangles with one thin tie are two communities', () => {
  const graph = undirected(6, edges([0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3], [2, 3, 0.1]))
  expect([...communities(graph, { resolution: 0.2 })]).toEqual([0, 0, 0, 1, 1, 1])
})

test('bisecting cuts the thin tie', () => {
  const graph = undirected(6, edges([0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3], [2, 3, 0.1]))
  const halves = bisect(graph, [0, 1, 2, 3, 4, 5], () => 1)
  expect(halves.map((half) => half.join()).sort()).toEqual(['0,1,2', '3,4,5'])
})

const randomGraph = fc.integer({ min: 1, max: 30 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    list: fc.array(fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 9 })), {
      maxLength: 80,
    }),
  }),
)

test('property: communities keep their cap and do not depend on the order of the edges', () => {
  fc.assert(
    fc.property(randomGraph, fc.integer({ min: 1, max: 8 }), ({ nodes, list }, capacity) => {
      const options = { resolution: 0.1, capacity }
      const of = communities(undirected(nodes, edges(...list)), options)
      const shuffled = communities(undirected(nodes, edges(...[...list].reverse())), options)
      const sizes = new Map<number, number>()
      for (const community of of) sizes.set(community, (sizes.get(community) ?? 0) + 1)
      expect(Math.max(...sizes.values())).toBeLessThanOrEqual(capacity)
      expect([...shuffled]).toEqual([...of])
    }),
  )
})

test('property: two nodes share a component exactly when each reaches the other', () => {
  fc.assert(
    fc.property(randomGraph, ({ nodes, list }) => {
      const { of } = strongComponents(directed(nodes, edges(...list)))
      const reach = Array.from({ length: nodes }, (_, node) => new Set([node]))
      for (let round = 0; round < nodes; round++) {
        for (const [a, b] of list)
          for (const node of reach[b] ?? []) for (const set of reach) if (set.has(a)) set.add(node)
      }
      for (let a = 0; a < nodes; a++) {
        for (let b = 0; b < nodes; b++) {
          const mutual = reach[a]?.has(b) === true && reach[b]?.has(a) === true
          expect(of[a] === of[b]).toBe(mutual)
          if (reach[a]?.has(b)) expect(of[a]).toBeGreaterThanOrEqual(of[b] ?? 0)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('property: both halves together are the group, and neither is empty', () => {
  fc.assert(
    fc.property(randomGraph, ({ nodes, list }) => {
      fc.pre(nodes > 1)
      const all = Array.from({ length: nodes }, (_, node) => node)
      const [a, b] = bisect(undirected(nodes, edges(...list)), all, () => 1)
      expect([...a, ...b].sort((x, y) => x - y)).toEqual(all)
      expect(a.length > 0 && b.length > 0).toBe(true)
    }),
  )
})
