import type { EntityKind } from '../../../model/access.ts'
import type { Reference } from '../schema/kinds.ts'

const kindOfType: Readonly<Record<string, EntityKind>> = {
  Folder: 'folder',
  Datacenter: 'folder',
  StoragePod: 'folder',
  VirtualMachine: 'vm',
  Datastore: 'datastore',
  HostSystem: 'host',
  ClusterComputeResource: 'cluster',
  ComputeResource: 'cluster',
  Network: 'network',
  OpaqueNetwork: 'network',
  DistributedVirtualPortgroup: 'network',
  DistributedVirtualSwitch: 'network',
  VmwareDistributedVirtualSwitch: 'network',
  ResourcePool: 'resource-pool',
  VirtualApp: 'resource-pool',
}

/** Objects by kind; what privileges are not asked for on is left out. */
export function byKind(
  root: Reference,
  ids: readonly Reference[],
): ReadonlyMap<EntityKind, readonly Reference[]> {
  const found = new Map<EntityKind, Reference[]>([['root', [root]]])
  for (const id of ids) {
    const kind = kindOfType[id.type]
    if (kind === undefined || id.value === root.value) continue
    const same = found.get(kind)
    if (same === undefined) found.set(kind, [id])
    else same.push(id)
  }
  return found
}

/** At most so many, evenly spread from the first to the last; all of them when there are no more. */
export function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  const step = (items.length - 1) / Math.max(1, most - 1)
  return Array.from({ length: most }, (_, at) => items[Math.round(at * step)]).filter(
    (item) => item !== undefined,
  )
}
