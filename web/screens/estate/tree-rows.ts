import type { TreeNode } from '../../../src/contract/estate-tree.ts'

/** A line of the tree as it is drawn; without `node` it is still on its way. */
export interface TreeRow {
  readonly node: TreeNode | undefined
  /** Id of the node that it stands below. */
  readonly parent: string
  readonly level: number
  /** Place among its siblings, from 0. */
  readonly at: number
  readonly siblings: number
  readonly open: boolean
}

/** What is known of the children of a node. */
export interface Children {
  readonly total: number
  at(index: number): TreeNode | undefined
}

/** The lines of the tree from top to bottom: what is unfolded shows its children, those that are not here yet as gaps. */
export function treeRows(
  root: string,
  childrenOf: (id: string) => Children | undefined,
  unfolded: ReadonlySet<string>,
): readonly TreeRow[] {
  const rows: TreeRow[] = []
  const walk = (parent: string, level: number): void => {
    const children = childrenOf(parent)
    if (!children) return
    for (let at = 0; at < children.total; at++) {
      const node = children.at(at)
      const open = node !== undefined && node.children > 0 && unfolded.has(node.id)
      rows.push({ node, parent, level, at, siblings: children.total, open })
      if (open) walk(node.id, level + 1)
    }
  }
  walk(root, 1)
  return rows
}

/** What a key does in a tree: goes to a line, unfolds or folds one, or chooses it. */
export type TreeMove =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'unfold' | 'fold' | 'choose' }

/** The keys of a tree as the ARIA practices have them; undefined for any other key. */
export function treeMove(
  rows: readonly TreeRow[],
  at: number,
  key: string,
  page: number,
): TreeMove | undefined {
  const row = rows[at]
  const go = (to: number): TreeMove => ({ kind: 'go', to: Math.max(0, Math.min(rows.length - 1, to)) })
  switch (key) {
    case 'ArrowDown':
      return go(at + 1)
    case 'ArrowUp':
      return go(at - 1)
    case 'PageDown':
      return go(at + page)
    case 'PageUp':
      return go(at - page)
    case 'Home':
      return go(0)
    case 'End':
      return go(rows.length - 1)
    case 'ArrowRight':
      if (!row?.node || row.node.children === 0) return go(at)
      return row.open ? go(at + 1) : { kind: 'unfold' }
    case 'ArrowLeft':
      return row?.open ? { kind: 'fold' } : go(parentOf(rows, at))
    case 'Enter':
    case ' ':
      return { kind: 'choose' }
    default:
      return undefined
  }
}

function parentOf(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1
  for (let above = at - 1; above >= 0; above--) {
    if ((rows[above]?.level ?? 0) < level) return above
  }
  return at
}

/** The next line whose name begins with what was typed, beginning after `at` and going round; `at` when there is none. */
export function lineFrom(rows: readonly TreeRow[], at: number, typed: string): number {
  const wanted = typed.toLowerCase()
  for (let step = typed.length > 1 ? 0 : 1; step <= rows.length; step++) {
    const index = (at + step) % rows.length
    if (rows[index]?.node?.name.toLowerCase().startsWith(wanted)) return index
  }
  return at
}
