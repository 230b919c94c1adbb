import {
  placeKinds,
  type TreeNode,
  type TreeResult,
  type TreeView,
  treeViews,
} from '../contract/estate-tree.ts'
import type { Estate } from '../model/estate.ts'
import type { Vm } from '../model/vm.ts'
import type { ProjectedObject } from '../store/index.ts'
import { countIn, type Growing, growing, nodeAt } from './estate-tree-node.ts'
import { attach, byName, groupsOf, placedObjects } from './estate-tree-objects.ts'
import { waysTo } from './estate-tree-views.ts'
import { wheresOf } from './estate-tree-where.ts'
import { vcenterNames } from './vcenter-names.ts'

/** Name of the projection that holds the four views. */
export const treeProjection = 'estate-tree'
/** Children that one stored page holds. */
export const childrenPerPage = 200

/** A node as it is stored, without its children. */
export type StoredNode = Omit<TreeResult, 'nodes' | 'next' | 'view'> & { readonly view: TreeView }

/** Where an inventory object stands: its node, and the filter that finds its VMs. */
export interface ObjectPlace {
  readonly view: TreeView
  readonly node: string
  readonly where?: string
  readonly vms: number
}

/** Id of a page of children. */
export function pageId(node: string, page: number): string {
  return `${node}/${page}`
}

/** Id under which the place of an inventory object is kept. */
export function placeId(object: string): string {
  return `place ${object}`
}

/** The four views of the estate as documents: one for each node, one for each page of children, one for each object. */
export function* estateTree(estate: Estate): Generator<ProjectedObject<unknown>> {
  const named = vcenterNames(estate.vcenters)
  const groups = groupsOf(estate, named)
  const objects = [...placedObjects(estate, named)]
  for (const view of treeViews) {
    const root = growing(view, undefined, undefined)
    for (const [number, vm] of estate.vms.entries()) {
      const standing = { vcenter: named(vm.vcenter), datacenter: vm.datacenter }
      for (const { steps, listed } of waysTo(view, vm, standing, groups)) {
        const node = nodeAt(view, root, steps)
        if (listed) node.leaves.push(number)
        countIn(node, number)
      }
    }
    const nodes = byName(root)
    for (const object of objects) if (object.view === view) attach(root, nodes, object)
    yield* documentsOf(view, root, estate.vms)
  }
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function* documentsOf(
  view: TreeView,
  root: Growing,
  vms: readonly Vm[],
): Generator<ProjectedObject<unknown>> {
  const whereOf = wheresOf(root)
  const shown = (node: Growing): TreeNode => {
    const where = whereOf(node)
    return {
      id: node.id,
      kind: node.step?.kind ?? 'vcenter',
      name: node.step?.name ?? '',
      vms: node.vms,
      children: node.children.size + node.leaves.length,
      ...(where === undefined ? {} : { where }),
      ...(node.object === undefined ? {} : { object: node.object }),
      ...(node.facts === '' ? {} : { facts: node.facts }),
    }
  }
  function* below(node: Growing, path: StoredNode['path']): Generator<ProjectedObject<unknown>> {
    const inner = [...node.children.values()].sort(
      (a, b) => rank(a) - rank(b) || natural.compare(a.step?.name ?? '', b.step?.name ?? ''),
    )
    const listed = node.leaves
      .map((number) => vms[number])
      .filter((vm) => vm !== undefined)
      .sort((a, b) => natural.compare(a.name, b.name))
    const own = shown(node)
    const stored: StoredNode = {
      view,
      ...(node.step ? { node: own } : {}),
      path,
      vms: node.vms,
      total: own.children,
    }
    yield { kind: 'node', id: node.id, name: '', doc: stored }
    if (node.object !== undefined) {
      const place: ObjectPlace = {
        view,
        node: node.id,
        vms: node.vms,
        ...(own.where === undefined ? {} : { where: own.where }),
      }
      yield { kind: 'place', id: placeId(node.object), name: '', doc: place }
    }
    const children = [...inner.map(shown), ...listed.map(leaf)]
    for (let at = 0; at < children.length; at += childrenPerPage) {
      const doc = children.slice(at, at + childrenPerPage)
      yield { kind: 'page', id: pageId(node.id, at / childrenPerPage), name: '', doc }
    }
    for (const [at, child] of inner.entries()) {
      const { kind, name } = shown(child)
      yield* below(child, [...path, { id: child.id, name, kind, at }])
    }
  }
  yield* below(root, [])
}

function rank({ step }: Growing): number {
  return step ? placeKinds.indexOf(step.kind) : 0
}

function leaf(vm: Vm): TreeNode {
  return {
    id: vm.id,
    kind: 'vm',
    name: vm.name,
    children: 0,
    power: vm.power ?? 'unknown',
    template: vm.template === true,
  }
}
