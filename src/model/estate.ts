import type { Cluster, Datastore, Folder, Host, Network, ResourcePool, Vcenter } from './infrastructure.ts'
import type { Vm } from './vm.ts'

/** All that was discovered, merged. Arrays are sorted by name, then id. */
export interface Estate {
  /** VMs and templates. */
  readonly vms: readonly Vm[]
  readonly hosts: readonly Host[]
  readonly clusters: readonly Cluster[]
  readonly datastores: readonly Datastore[]
  readonly networks: readonly Network[]
  readonly resourcePools: readonly ResourcePool[]
  readonly folders: readonly Folder[]
  readonly vcenters: readonly Vcenter[]
}

/** Any merged object. */
export type EstateObject = Vm | Host | Cluster | Datastore | Network | ResourcePool | Folder | Vcenter

/** An estate with nothing in it. */
export const emptyEstate: Estate = {
  vms: [],
  hosts: [],
  clusters: [],
  datastores: [],
  networks: [],
  resourcePools: [],
  folders: [],
  vcenters: [],
}

/** Every address of a VM, as its NICs and guest report them, without duplicates, link-local ones left out. */
export function addressesOf(vm: Pick<Vm, 'nics' | 'guestAddresses' | 'primaryAddress'>): readonly string[] {
  const found = new Set<string>()
  if (vm.primaryAddress) found.add(vm.primaryAddress)
  for (const nic of vm.nics ?? []) for (const address of nic.addresses ?? []) found.add(address)
  for (const address of vm.guestAddresses ?? []) found.add(address)
  return [...found].filter((address) => !/^(fe80:|169\.254\.)/i.test(address))
}

/** Sum of the disk capacities in MiB, rounded up; 0 when no disk is known. */
export function diskMibOf(vm: Pick<Vm, 'disks'>): number {
  let bytes = 0
  for (const disk of vm.disks ?? []) bytes += disk.capacityBytes ?? 0
  return Math.ceil(bytes / 1_048_576)
}

/** Names of the datastores that hold its disks or its configuration, each once, in order. */
export function datastoresOf(vm: Pick<Vm, 'disks' | 'vmxPath'>): readonly string[] {
  const found = new Set<string>()
  for (const { datastore } of vm.disks ?? []) if (datastore) found.add(datastore)
  const home = /^\[([^\]]+)\]/.exec(vm.vmxPath ?? '')?.[1]
  if (home) found.add(home)
  return [...found]
}
