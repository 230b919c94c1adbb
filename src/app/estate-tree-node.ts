import { createHash } from 'node:crypto'
import type { TreeNode, TreeView } from '../contract/estate-tree.ts'

/** Kinds of nodes that hold VMs. */
export type ContainerKind = Exclude<TreeNode['kind'], 'vm'>

/** One step from the root of a view to a node. */
export interface Step {
  readonly kind: ContainerKind
  /** What it is called. */
  readonly name: string
  /** What tells it from its siblings of the same kind; the name where nothing else is given. */
  readonly key?: string
  /** How a filter finds its VMs: `field operator value`, or the children by name for what no VM knows itself. */
  readonly by: { readonly field: string; readonly operator: '=' | 'in'; readonly value: string } | 'children'
}

/** A node while the tree grows. */
export interface Growing {
  readonly id: string
  readonly step: Step | undefined
  readonly parent: Growing | undefined
  readonly children: Map<string, Growing>
  /** Numbers of the VMs that are listed directly below it. */
  readonly leaves: number[]
  /** VMs below it, each once. */
  vms: number
  /** The VM that was counted last. */
  last: number
  object: string | undefined
  facts: string
}

/** A root or a node without anything in it. */
export function growing(view: TreeView, parent: Growing | undefined, step: Step | undefined): Growing {
  const id = parent && step ? idBelow(parent.id, step) : `root-${view}`
  const empty = { children: new Map<string, Growing>(), leaves: [], vms: 0, last: -1 }
  return { id, step, parent, ...empty, object: undefined, facts: '' }
}

/** The same path has the same id in every build, so that an address bar stays good. */
function idBelow(parent: string, step: Step): string {
  return `n-${createHash('sha256')
    .update(`${parent}\0${keyOf(step)}`)
    .digest('hex')
    .slice(0, 16)}`
}

function keyOf({ kind, name, key }: Step): string {
  return `${kind} ${(key ?? name).toLowerCase()}`
}

/** The node at the end of the steps; what is missing on the way is made. */
export function nodeAt(view: TreeView, root: Growing, steps: readonly Step[]): Growing {
  let at = root
  for (const step of steps) {
    const key = keyOf(step)
    let next = at.children.get(key)
    if (!next) {
      next = growing(view, at, step)
      at.children.set(key, next)
    }
    at = next
  }
  return at
}

/** Counts a VM in the node and in all above it, once each. */
export function countIn(node: Growing, vm: number): void {
  for (let at: Growing | undefined = node; at && at.last !== vm; at = at.parent) {
    at.last = vm
    at.vms++
  }
}
