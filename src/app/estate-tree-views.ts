import { datastoresOf } from '../model/estate.ts'
import type { Vm } from '../model/vm.ts'
import type { TreeView } from '../contract/estate-tree.ts'
import type { Step } from './estate-tree-node.ts'

/** Where something stands: the names that every view begins with. */
export interface Standing {
  readonly vcenter?: string | undefined
  readonly datacenter?: string | undefined
}

/** Way to a place of a VM; `listed` when it stands there as a leaf. */
export interface Way {
  readonly steps: readonly Step[]
  readonly listed: boolean
}

/** Groups that only the datastores and networks themselves know of. */
export interface Groups {
  datastoreCluster(standing: Standing, datastore: string): string | undefined
  networkSwitch(standing: Standing, network: string): string | undefined
}

/** A step whose VMs are those with that value in a field. */
export function fieldStep(kind: Exclude<Step['kind'], 'datastore-cluster' | 'switch'>, name: string): Step {
  return { kind, name, by: { field: kind, operator: '=', value: name } }
}

/** vCenter and datacenter, as far as they are known. */
export function standingSteps({ vcenter, datacenter }: Standing): readonly Step[] {
  return [
    ...(vcenter ? [fieldStep('vcenter', vcenter)] : []),
    ...(datacenter ? [fieldStep('datacenter', datacenter)] : []),
  ]
}

/** The steps of a path with slashes: each one holds all below it. */
export function pathSteps(kind: 'folder' | 'pool', path: string | undefined): readonly Step[] {
  const names = (path ?? '').split('/').filter((name) => name !== '')
  return names.map((name, at) => ({
    kind,
    name,
    by: { field: kind, operator: 'in', value: names.slice(0, at + 1).join('/') },
  }))
}

/** A group that holds what lies below it: no VM knows it by name. */
export function groupStep(kind: 'datastore-cluster' | 'switch', name: string | undefined): readonly Step[] {
  return name ? [{ kind, name, by: 'children' }] : []
}

/** Every way to a VM in a view; there is always one. */
export function waysTo(view: TreeView, vm: Vm, standing: Standing, groups: Groups): readonly Way[] {
  const start = standingSteps(standing)
  if (view === 'folders') return [{ steps: [...start, ...pathSteps('folder', vm.folder)], listed: true }]
  if (view === 'hosts') return hostWays(start, vm)
  const found =
    view === 'storage'
      ? datastoresOf(vm).map((name) => [
          ...groupStep('datastore-cluster', groups.datastoreCluster(standing, name)),
          fieldStep('datastore', name),
        ])
      : networksOf(vm).map((name) => [
          ...groupStep('switch', groups.networkSwitch(standing, name)),
          fieldStep('network', name),
        ])
  return found.length === 0
    ? [{ steps: start, listed: false }]
    : found.map((steps) => ({ steps: [...start, ...steps], listed: false }))
}

/** As in the vSphere client: in a cluster the VMs stand beside the hosts, in their pools; else below their host. */
function hostWays(start: readonly Step[], vm: Vm): readonly Way[] {
  const pools = pathSteps('pool', vm.resourcePool)
  const host = vm.host ? [fieldStep('host', vm.host)] : []
  if (!vm.cluster) return [{ steps: [...start, ...host, ...pools], listed: true }]
  const cluster = [...start, fieldStep('cluster', vm.cluster)]
  const listed = { steps: [...cluster, ...pools], listed: true }
  return host.length === 0 ? [listed] : [listed, { steps: [...cluster, ...host], listed: false }]
}

function networksOf({ nics = [] }: Vm): readonly string[] {
  return [...new Set(nics.flatMap(({ network }) => network || []))]
}
