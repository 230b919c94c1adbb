import type { Estate } from '../../model/estate.ts'
import type { Disk } from '../../model/hardware.ts'
import type { ClusterRule, Datastore, Host, Network, ResourcePool } from '../../model/infrastructure.ts'
import type { Nic } from '../../model/nic.ts'
import type { Vm } from '../../model/vm.ts'
import { byName, type Located, pick, push } from '../../model/located.ts'

/** The surroundings of a VM, looked up by name. */
export interface Site {
  hostOf(vm: Vm): Host | undefined
  networkOf(vm: Vm, nic: Nic): Network | undefined
  datastoreOf(vm: Vm, disk: Disk): Datastore | undefined
  poolOf(vm: Vm): ResourcePool | undefined
  /** Enabled rules of the VM's cluster that name it. */
  rulesOf(vm: Vm): readonly ClusterRule[]
  /** Names of other machines with the same MAC address; templates do not count. */
  sharersOfMac(vm: Vm, mac: string): readonly string[]
  /** Key in mappings.yaml: the name, with its datacenter before it where the name alone is ambiguous. */
  networkKey(vm: Pick<Vm, 'datacenter'>, name: string): string
  datastoreKey(vm: Pick<Vm, 'datacenter'>, name: string): string
}

/** Indexes the estate once, linear in its size. */
export function siteOf(estate: Estate): Site {
  const hosts = byName(estate.hosts)
  const networks = byName(estate.networks)
  const datastores = byName(estate.datastores)
  const pools = byName(estate.resourcePools)
  const macs = new Map<string, Vm[]>()
  for (const vm of estate.vms) {
    if (vm.template) continue
    for (const { mac } of vm.nics ?? []) if (mac) push(macs, mac.toLowerCase(), vm)
  }
  const rules = new Map<string, ClusterRule[]>()
  for (const cluster of estate.clusters) {
    for (const rule of cluster.rules ?? []) {
      if (rule.enabled === false) continue
      for (const vm of rule.vms) push(rules, `${cluster.name}\n${vm}`, rule)
    }
  }
  return {
    hostOf: (vm) => (vm.host === undefined ? undefined : pick(hosts, vm.host, vm)),
    networkOf: (vm, nic) => (nic.network === undefined ? undefined : pick(networks, nic.network, vm)),
    datastoreOf(vm, disk) {
      const name = datastoreName(disk)
      return name === undefined ? undefined : pick(datastores, name, vm)
    },
    poolOf: (vm) =>
      vm.resourcePool === undefined ? undefined : pick(pools, lastPart(vm.resourcePool), { ...vm }),
    rulesOf: (vm) => rules.get(`${vm.cluster ?? ''}\n${vm.name}`) ?? [],
    sharersOfMac: (vm, mac) =>
      macs
        .get(mac)
        ?.filter(({ id }) => id !== vm.id)
        .map(({ name }) => name) ?? [],
    networkKey: (vm, name) => keyOf(networks, vm.datacenter, name),
    datastoreKey: (vm, name) => keyOf(datastores, vm.datacenter, name),
  }
}

/** The datastore of a disk, as said or as the bracket of its path says. */
export function datastoreName(disk: Disk): string | undefined {
  const name = disk.datastore ?? /^\[([^\]]{1,256})\]/.exec(disk.path ?? '')?.[1]
  return name === '' ? undefined : name
}

function keyOf(index: Map<string, Located[]>, datacenter: string | undefined, name: string): string {
  const places = new Set(index.get(name)?.map((each) => each.datacenter ?? ''))
  return places.size > 1 && datacenter !== undefined ? `${datacenter}/${name}` : name
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
