import { type Data, ref, type Ref } from '../wire/value.ts'
import type { Properties } from './inventory.ts'
import { type Datacenter, folderMachines, named, type Topology } from './topology.ts'

/** What every entity of the inventory has. */
export function entity(name: string, parent: Ref | undefined): Properties {
  return {
    name: () => name,
    parent: parent === undefined ? undefined : () => parent,
    overallStatus: () => 'green',
    configStatus: () => 'green',
    effectiveRole: () => [-1],
    permission: () => [],
    disabledMethod: () => [],
    recentTask: () => [],
    declaredAlarmState: () => [],
    triggeredAlarmState: () => [],
    alarmActionsEnabled: () => true,
    customValue: () => [],
    value: () => [],
    availableField: () => [],
  }
}

/** Names of the datacenters in turn. */
const sites = ['Kiel', 'Hamburg', 'Bremen', 'Rostock']

/** The name of datacenter `at`. */
export function siteName(at: number): string {
  return at < sites.length ? (sites[at] ?? '') : `Site-${at + 1}`
}

/** The folder above everything. */
export function topFolder(topology: Topology): Properties {
  return {
    ...entity('Datacenters', undefined),
    childType: () => ['Folder', 'Datacenter'],
    childEntity: () => topology.datacenters.map((dc) => named.datacenter(dc.at)),
  }
}

/** A datacenter with its four folders. */
export function datacenterProperties(topology: Topology, dc: Datacenter): Properties {
  return {
    ...entity(siteName(dc.at), named.top),
    vmFolder: () => named.rootFolder('v', dc.at),
    hostFolder: () => named.rootFolder('h', dc.at),
    datastoreFolder: () => named.rootFolder('s', dc.at),
    networkFolder: () => named.rootFolder('n', dc.at),
    datastore: () =>
      clustersOf(topology, dc).flatMap((cluster) =>
        count(cluster.datastores, (at) => named.datastore(cluster.firstDatastore + at)),
      ),
    network: () => networksOf(dc).filter((network) => network.type !== 'VmwareDistributedVirtualSwitch'),
    configuration: () => ({ defaultHardwareVersionKey: 'vmx-19' }),
  }
}

/** One of the four folders of a datacenter. */
export function rootFolderProperties(kind: string, dc: Datacenter): Properties | undefined {
  const kinds: Readonly<Record<string, { name: string; types: string[]; children: () => Ref[] }>> = {
    v: {
      name: 'vm',
      types: ['Folder', 'VirtualMachine', 'VirtualApp'],
      children: () => count(dc.folders, (at) => named.folder(dc.firstFolder + at)),
    },
    h: {
      name: 'host',
      types: ['Folder', 'ComputeResource'],
      children: () => count(dc.clusters, (at) => named.cluster(dc.firstCluster + at)),
    },
    s: {
      name: 'datastore',
      types: ['Folder', 'Datastore', 'StoragePod'],
      children: () => count(dc.clusters, (at) => named.pod(dc.firstCluster + at)),
    },
    n: {
      name: 'network',
      types: ['Folder', 'Network', 'DistributedVirtualSwitch'],
      children: () => networksOf(dc),
    },
  }
  const own = kinds[kind]
  if (own === undefined) return undefined
  return {
    ...entity(own.name, named.datacenter(dc.at)),
    childType: () => own.types,
    childEntity: own.children,
  }
}

/** A folder of machines. */
export function folderProperties(dc: Datacenter, at: number): Properties {
  const name = at % 10 === 4 ? `Prod%2fERP ${at + 1}` : `Team ${String(at + 1).padStart(3, '0')}`
  return {
    ...entity(name, named.rootFolder('v', dc.at)),
    childType: () => ['Folder', 'VirtualMachine', 'VirtualApp'],
    childEntity: () => folderMachines(dc, at).map(named.machine),
  }
}

/** The clusters of a datacenter. */
function clustersOf(topology: Topology, dc: Datacenter): Topology['clusters'] {
  return topology.clusters.slice(dc.firstCluster, dc.firstCluster + dc.clusters)
}

/** Switch, port groups and plain networks of a datacenter. */
export function networksOf(dc: Datacenter): Ref[] {
  return [
    named.dvs(dc.at),
    named.network(dc.at),
    ...count(dc.portgroups, (at) => named.portgroup(dc.firstPortgroup + at)),
    uplinksOf(dc),
  ]
}

/** The port group of the uplinks of a datacenter's switch. */
export function uplinksOf(dc: Datacenter): Ref {
  return ref('DistributedVirtualPortgroup', `dvportgroup-u${dc.at + 1}`)
}

/** A list made from numbers. */
export function count<T>(length: number, make: (at: number) => T): T[] {
  return Array.from({ length }, (_, at) => make(at))
}

/** A plain allocation of a pool. */
export function poolAllocation(): Data {
  return {
    reservation: 0,
    expandableReservation: true,
    limit: -1,
    shares: { shares: 4000, level: 'normal' },
  }
}

/** The browser of a datastore; only its name exists. */
export function browser(n: number): Ref {
  return ref('HostDatastoreBrowser', `datastoreBrowser-${n + 1}`)
}
