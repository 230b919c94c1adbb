import type { Estate } from '../../model/estate.ts'
import type { Disk } from '../../model/hardware.ts'
import type { Cluster, Datastore, Host, Network } from '../../model/infrastructure.ts'
import type { Nic } from '../../model/nic.ts'
import type { Vm } from '../../model/vm.ts'
import { datastoreOf } from './disk-facts.ts'
import { byName, pick, push } from '../../model/located.ts'

/** The surroundings of a VM, looked up by name. Built once per estate, linear in its size. */
export interface Site {
  /** `none` = on a host outside any cluster; undefined = not known. */
  clusterOf(vm: Vm): Cluster | 'none' | undefined
  hostOf(vm: Vm): Host | undefined
  /** `unlisted` = named by the VM, absent from a datastore list that the sources do have. */
  datastoreOf(vm: Vm, disk: Disk): Datastore | 'unlisted' | undefined
  networkOf(vm: Vm, nic: Nic): Network | undefined
  /** Names of other VMs with the same MAC address. */
  sharersOfMac(vm: Vm, mac: string): readonly string[]
  /** Names of other VMs that attach the same disk file or LUN. */
  sharersOfDisk(vm: Vm, disk: Disk): readonly string[]
  /** Names of the VM-to-host rules that list the VM; undefined = the cluster's rules are not known. */
  hostRulesOf(vm: Vm): readonly string[] | undefined
}

/** Indexes the estate for the rules. */
export function siteOf(estate: Estate): Site {
  const clusters = byName(estate.clusters)
  const hosts = byName(estate.hosts)
  const datastores = byName(estate.datastores)
  const networks = byName(estate.networks)
  const macs = new Map<string, Vm[]>()
  const luns = new Map<string, Vm[]>()
  const places = new Map<string, Map<string, Vm[]>>()
  const filesOf = (vm: Vm): Map<string, Vm[]> => {
    const place = `${vm.vcenter ?? ''}\n${vm.datacenter ?? ''}`
    let files = places.get(place)
    if (!files) places.set(place, (files = new Map()))
    return files
  }
  for (const vm of estate.vms) {
    for (const nic of vm.nics ?? []) if (nic.mac) push(macs, nic.mac, vm)
    if (!vm.disks) continue
    const files = filesOf(vm)
    for (const disk of vm.disks) {
      if (disk.rdm?.lun) push(luns, disk.rdm.lun, vm)
      else if (disk.path) push(files, disk.path, vm)
    }
  }
  const hostRules = new Map<string, Map<string, string[]>>()
  for (const cluster of estate.clusters) {
    if (!cluster.rules) continue
    const byVm = new Map<string, string[]>()
    for (const rule of cluster.rules) {
      if (rule.kind !== 'vm-host' || rule.enabled === false) continue
      for (const name of rule.vms) push(byVm, name, rule.name)
    }
    hostRules.set(cluster.id, byVm)
  }
  const others = (index: Map<string, Vm[]>, key: string | undefined, vm: Vm): readonly string[] => {
    const found = key === undefined ? undefined : index.get(key)
    if (!found || found.length < 2) return []
    return [...new Set(found.filter((other) => other.id !== vm.id).map((other) => other.name))]
  }
  const site: Site = {
    clusterOf(vm) {
      const named = vm.cluster === undefined ? undefined : pick(clusters, vm.cluster, vm)
      if (named) return named
      const host = site.hostOf(vm)
      if (!host) return undefined
      return host.cluster ? pick(clusters, host.cluster, vm) : 'none'
    },
    hostOf: (vm) => (vm.host === undefined ? undefined : pick(hosts, vm.host, vm)),
    datastoreOf(vm, disk) {
      const name = datastoreOf(disk)
      if (name === undefined || estate.datastores.length === 0) return undefined
      return pick(datastores, name, vm) ?? 'unlisted'
    },
    networkOf: (vm, nic) => (nic.network === undefined ? undefined : pick(networks, nic.network, vm)),
    sharersOfMac: (vm, mac) => others(macs, mac, vm),
    // A LUN is the same everywhere, a file path only within its datacenter.
    sharersOfDisk: (vm, disk) =>
      disk.rdm?.lun ? others(luns, disk.rdm.lun, vm) : others(filesOf(vm), disk.path, vm),
    hostRulesOf(vm) {
      const cluster = site.clusterOf(vm)
      if (cluster === 'none') return []
      if (!cluster) return undefined
      const rules = hostRules.get(cluster.id)
      return rules && (rules.get(vm.name) ?? [])
    },
  }
  return site
}
