import { ref, type Ref } from '../wire/value.ts'

/** A run of machines: those from `first`, `count` of them. */
interface Range {
  readonly at: number
  readonly first: number
  readonly count: number
}

/** A datacenter, with where its folders, port groups and clusters begin. */
export interface Datacenter extends Range {
  readonly firstFolder: number
  readonly folders: number
  readonly firstPortgroup: number
  readonly portgroups: number
  readonly firstCluster: number
  readonly clusters: number
}

/** A cluster, with where its hosts and datastores begin. */
export interface Cluster extends Range {
  readonly datacenter: number
  readonly firstHost: number
  readonly hosts: number
  readonly firstDatastore: number
  readonly datastores: number
}

const perDatacenter = 20_000
const perCluster = 1_200
const perHost = 40
const perDatastore = 30
const perPortgroup = 40
const perFolder = 50

/** Where everything stands in a site of so many machines: ranges of numbers, never a list of machines. */
export interface Topology {
  readonly machines: number
  readonly datacenters: readonly Datacenter[]
  readonly clusters: readonly Cluster[]
}

/** Cuts so many machines into datacenters and clusters of a usual size. */
export function topologyOf(machines: number): Topology {
  const datacenters: Datacenter[] = []
  const clusters: Cluster[] = []
  let [folder, portgroup, host, datastore] = [0, 0, 0, 0]
  for (const dc of cut(0, machines, perDatacenter)) {
    const own = cut(dc.first, dc.count, perCluster)
    const [folders, portgroups] = [
      Math.ceil(dc.count / perFolder),
      Math.max(2, Math.ceil(dc.count / perPortgroup)),
    ]
    datacenters.push({
      ...dc,
      firstFolder: folder,
      folders,
      firstPortgroup: portgroup,
      portgroups,
      firstCluster: clusters.length,
      clusters: own.length,
    })
    for (const range of own) {
      const hosts = Math.max(2, Math.ceil(range.count / perHost))
      const datastores = Math.max(2, Math.ceil(range.count / perDatastore))
      const at = clusters.length
      clusters.push({
        ...range,
        at,
        datacenter: dc.at,
        firstHost: host,
        hosts,
        firstDatastore: datastore,
        datastores,
      })
      host += hosts
      datastore += datastores
    }
    folder += folders
    portgroup += portgroups
  }
  return { machines, datacenters, clusters }
}

function cut(first: number, count: number, most: number): Range[] {
  const parts = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: parts }, (_, at) => {
    const from = Math.floor((count * at) / parts)
    return { at, first: first + from, count: Math.floor((count * (at + 1)) / parts) - from }
  })
}

/** Where one machine stands. */
export interface Spot {
  readonly datacenter: Datacenter
  readonly cluster: Cluster
  readonly folder: number
  readonly host: number
  readonly datastore: number
  readonly portgroup: number
}

/** The place of machine `n`. */
export function spotOf(topology: Topology, n: number): Spot {
  const cluster = partAt(topology.clusters, n)
  const datacenter = partAt(topology.datacenters, n)
  return {
    datacenter,
    cluster,
    folder: datacenter.firstFolder + Math.floor((n - datacenter.first) / perFolder),
    host: cluster.firstHost + (n % cluster.hosts),
    datastore: cluster.firstDatastore + (n % cluster.datastores),
    portgroup: datacenter.firstPortgroup + (n % datacenter.portgroups),
  }
}

/** The part that holds machine, host or other number `n`; `from` says where a part begins. */
export function partAt<T extends Range>(parts: readonly T[], n: number, from = (part: T) => part.first): T {
  let [low, high] = [0, parts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const part = parts[middle]
    if (part !== undefined && from(part) <= n) low = middle
    else high = middle - 1
  }
  const found = parts[low]
  if (found === undefined) throw new Error(`no part holds ${n}`)
  return found
}

/** The machines of one leaf folder of a datacenter, by its place in it. */
export function folderMachines(datacenter: Datacenter, at: number): number[] {
  const first = datacenter.first + at * perFolder
  const end = Math.min(first + perFolder, datacenter.first + datacenter.count)
  return Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
}

/** Machines of a range whose number leaves `rest` when divided by `step`. */
export function every(
  range: { readonly first: number; readonly count: number },
  step: number,
  rest: number,
): number[] {
  const found: number[] = []
  for (
    let n = range.first + ((((rest - range.first) % step) + step) % step);
    n < range.first + range.count;
    n += step
  )
    found.push(n)
  return found
}

/** References by kind and number. */
export const named = {
  machine: (n: number): Ref => ref('VirtualMachine', `vm-${1001 + n}`),
  host: (n: number): Ref => ref('HostSystem', `host-${11 + n}`),
  cluster: (n: number): Ref => ref('ClusterComputeResource', `domain-c${1 + n}`),
  pool: (n: number): Ref => ref('ResourcePool', `resgroup-${1 + n}`),
  datastore: (n: number): Ref => ref('Datastore', `datastore-${1 + n}`),
  pod: (n: number): Ref => ref('StoragePod', `group-p${1 + n}`),
  portgroup: (n: number): Ref => ref('DistributedVirtualPortgroup', `dvportgroup-${1 + n}`),
  dvs: (n: number): Ref => ref('VmwareDistributedVirtualSwitch', `dvs-${1 + n}`),
  network: (n: number): Ref => ref('Network', `network-${1 + n}`),
  datacenter: (n: number): Ref => ref('Datacenter', `datacenter-${1 + n}`),
  /** The folders `vm`, `host`, `datastore`, `network` of a datacenter. */
  rootFolder: (kind: 'v' | 'h' | 's' | 'n', n: number): Ref => ref('Folder', `group-${kind}${1 + n}`),
  folder: (n: number): Ref => ref('Folder', `group-v${10_001 + n}`),
  top: ref('Folder', 'group-d1'),
} as const
