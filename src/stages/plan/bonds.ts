import type { Estate } from '../../model/estate.ts'
import type { Vm } from '../../model/vm.ts'

/** VMs that must move together, and why. `physical` ones share a disk: one of them alone would break it. */
export interface Bond {
  readonly kind: 'physical' | 'rule'
  readonly because: string
  /** Ids, sorted, at least two. */
  readonly vms: readonly string[]
}

/** A list in plan.yaml that names VMs nobody knows, or several of one name. */
export interface UnknownName {
  readonly name: string
  readonly found: number
}

/** Every bond of the estate: shared files and LUNs, affinity rules, vApps, and what plan.yaml keeps together. */
export function bondsOf(
  estate: Estate,
  together: readonly (readonly string[])[],
): {
  readonly bonds: readonly Bond[]
  readonly unknown: readonly UnknownName[]
} {
  const bonds: Bond[] = []
  for (const [what, vms] of sharers(estate.vms)) add(bonds, 'physical', `they share ${what}`, vms)
  const byCluster = new Map<string, Vm[]>()
  for (const vm of estate.vms) if (vm.cluster) push(byCluster, vm.cluster, vm)
  for (const cluster of estate.clusters) {
    const members = (byCluster.get(cluster.name) ?? []).filter((vm) => sameCenter(vm, cluster))
    const byName = new Map(members.map((vm) => [vm.name, vm]))
    for (const rule of cluster.rules ?? []) {
      if (rule.kind !== 'affinity' || rule.enabled === false) continue
      const vms = rule.vms.map((name) => byName.get(name)).filter((vm) => vm !== undefined)
      add(bonds, 'rule', `affinity rule "${rule.name}" of cluster ${cluster.name}`, vms)
    }
  }
  const vApps = new Map<string, Vm[]>()
  for (const vm of estate.vms) {
    if (vm.vApp) push(vApps, `${vm.vcenter ?? ''}\n${vm.vApp}`, vm)
  }
  for (const vms of vApps.values()) add(bonds, 'rule', `vApp "${vms[0]?.vApp}"`, vms)
  const names = resolver(estate.vms)
  const unknown: UnknownName[] = []
  for (const list of together) {
    const vms: Vm[] = []
    for (const name of list) {
      const found = names(name)
      const [only] = found
      if (only && found.length === 1) vms.push(only)
      else unknown.push({ name, found: found.length })
    }
    add(bonds, 'rule', 'plan.yaml keeps them together', vms)
  }
  return { bonds, unknown }
}

/** VMs by id, or by name; several when a name is not unique. */
export function resolver(vms: readonly Vm[]): (reference: string) => readonly Vm[] {
  const byId = new Map<string, Vm>()
  const byName = new Map<string, Vm[]>()
  for (const vm of vms) {
    byId.set(vm.id, vm)
    for (const former of vm.formerIds ?? []) byId.set(former, vm)
    push(byName, vm.name, vm)
  }
  return (reference) => {
    const direct = byId.get(reference)
    return direct ? [direct] : (byName.get(reference) ?? [])
  }
}

function sameCenter(vm: Vm, cluster: { readonly vcenter?: string }): boolean {
  return !vm.vcenter || !cluster.vcenter || vm.vcenter === cluster.vcenter
}

/** Disks with more than one VM. A LUN is the same everywhere, a file path only within its datacenter. */
function* sharers(vms: readonly Vm[]): Generator<readonly [what: string, vms: readonly Vm[]]> {
  const luns = new Map<string, Vm[]>()
  const places = new Map<string, Map<string, Vm[]>>()
  for (const vm of vms) {
    if (!vm.disks) continue
    const place = `${vm.vcenter ?? ''}\n${vm.datacenter ?? ''}`
    let files = places.get(place)
    if (!files) places.set(place, (files = new Map()))
    for (const disk of vm.disks) {
      if (disk.rdm?.lun) push(luns, disk.rdm.lun, vm)
      if (disk.path) push(files, disk.path, vm)
    }
  }
  for (const [lun, users] of luns) if (users.length > 1) yield [`LUN ${lun}`, users]
  for (const files of places.values()) {
    for (const [path, users] of files) if (users.length > 1) yield [`the disk ${path}`, users]
  }
}

function add(bonds: Bond[], kind: Bond['kind'], because: string, vms: readonly Vm[]): void {
  const ids = [...new Set(vms.map((vm) => vm.id))].sort()
  if (ids.length > 1) bonds.push({ kind, because, vms: ids })
}

function push<V>(index: Map<string, V[]>, key: string, value: V): void {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}
