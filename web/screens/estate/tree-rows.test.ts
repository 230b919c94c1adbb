import { expect, test } from 'vitest'
import type { TreeNode } from '../../../src/contract/estate-tree.ts'
import { lineFrom, treeMove, treeRows } from './tree-rows.ts'

function node(id: string, children = 0): TreeNode {
  return { id, kind: children > 0 ? 'cluster' : 'host', name: id, children }
}

const below: Readonly<Record<string, readonly (TreeNode | undefined)[]>> = {
  root: [node('prod', 2), node('test', 1)],
  prod: [node('esx-1'), undefined],
  test: [node('esx-9')],
}

function rows(...unfolded: readonly string[]) {
  const childrenOf = (id: string) => {
    const list = below[id]
    return list && { total: list.length, at: (at: number) => list[at] }
  }
  return treeRows('root', childrenOf, new Set(unfolded))
}

test('what is unfolded shows its children, with a gap for what is still on its way', () => {
  expect(rows('prod').map(({ node, level, at, siblings }) => [node?.id, level, at + 1, siblings])).toEqual([
    ['prod', 1, 1, 2],
    ['esx-1', 2, 1, 2],
    [undefined, 2, 2, 2],
    ['test', 1, 2, 2],
  ])
})

test.each([
  ['ArrowRight', 0, { kind: 'go', to: 1 }],
  ['ArrowRight', 3, { kind: 'unfold' }],
  ['ArrowLeft', 1, { kind: 'go', to: 0 }],
  ['ArrowLeft', 0, { kind: 'fold' }],
  ['ArrowDown', 3, { kind: 'go', to: 3 }],
  ['End', 0, { kind: 'go', to: 3 }],
  ['PageUp', 3, { kind: 'go', to: 0 }],
  ['Enter', 1, { kind: 'choose' }],
  ['x', 1, undefined],
])('%s on line %i', (key, at, move) => {
  expect(treeMove(rows('prod'), at, key, 10)).toEqual(move)
})

test('typing goes to the next line of that name, round the end', () => {
  expect(lineFrom(rows('prod'), 3, 'esx')).toBe(1)
  expect(lineFrom(rows('prod'), 1, 'p')).toBe(0)
  expect(lineFrom(rows('prod'), 1, 'zzz')).toBe(1)
})
