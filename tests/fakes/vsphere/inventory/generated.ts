import { encodeProperty } from '../wire/encode.ts'
import type { Shapes } from '../wire/shapes.ts'
import { isData, Ref, type Value } from '../wire/value.ts'
import { clusterProperties, hostProperties, poolProperties } from './compute.ts'
import type { FakeTag, Inventory, Properties } from './inventory.ts'
import { type Machine, machineProperties, snapshotProperties } from './machine.ts'
import { type MachineState, untouched } from './machine-state.ts'
import {
  plainNetworkProperties,
  portgroupName,
  portgroupProperties,
  switchProperties,
  uplinkProperties,
} from './networks.ts'
import {
  datacenterProperties,
  folderProperties,
  networksOf,
  rootFolderProperties,
  topFolder,
} from './places.ts'
import { uuid } from './random.ts'
import { datastoreName, datastoreProperties, podProperties } from './storage.ts'
import { named, partAt, spotOf, type Topology, topologyOf } from './topology.ts'
import { traitsOf } from './traits.ts'

/** An estate of any size that is made while it is read: only what was changed is kept. */
export class GeneratedInventory implements Inventory {
  readonly tags: readonly FakeTag[]
  readonly topology: Topology
  readonly #shapes: Shapes
  readonly #seed: number
  readonly #states = new Map<number, MachineState>()
  readonly #removed = new Set<number>()
  #last:
    | {
        readonly key: string
        readonly properties: Properties | undefined
        readonly made: Map<string, Value | undefined>
      }
    | undefined

  constructor(machines: number, seed: number, shapes: Shapes) {
    this.topology = topologyOf(machines)
    this.#seed = seed
    this.#shapes = shapes
    this.tags = tagsOf(machines)
  }

  *refs(): Generator<Ref> {
    yield named.top
    for (const dc of this.topology.datacenters) {
      yield named.datacenter(dc.at)
      for (const kind of ['v', 'h', 's', 'n'] as const) yield named.rootFolder(kind, dc.at)
      for (let at = 0; at < dc.folders; at++) yield named.folder(dc.firstFolder + at)
      yield* networksOf(dc)
    }
    for (const cluster of this.topology.clusters) {
      yield named.cluster(cluster.at)
      yield named.pool(cluster.at * 2)
      yield named.pool(cluster.at * 2 + 1)
      for (let at = 0; at < cluster.hosts; at++) yield named.host(cluster.firstHost + at)
      yield named.pod(cluster.at)
      for (let at = 0; at < cluster.datastores; at++) yield named.datastore(cluster.firstDatastore + at)
    }
    for (let n = 0; n < this.topology.machines; n++) if (!this.#removed.has(n)) yield named.machine(n)
  }

  has(object: Ref): boolean {
    return this.#properties(object) !== undefined
  }

  knows(type: string, path: string): boolean {
    return this.#shapes.at(type, path) !== undefined
  }

  names(type: string): readonly string[] {
    return [...(this.#shapes.of(type)?.keys() ?? [])]
  }

  value(object: Ref, path: string): string | undefined {
    const value = this.#value(object, path)
    const field = this.#shapes.at(object.type, path)
    return value === undefined || field === undefined
      ? undefined
      : encodeProperty(this.#shapes, 'val', value, field)
  }

  *links(object: Ref, path: string): Generator<Ref> {
    const value = this.#value(object, path)
    for (const one of Array.isArray(value) ? value : [value]) if (one instanceof Ref) yield one
  }

  /** Machine `n` with what is known of its place; undefined when it was removed. */
  machine(n: number): Machine | undefined {
    if (!(n >= 0 && n < this.topology.machines) || this.#removed.has(n)) return undefined
    const spot = spotOf(this.topology, n)
    const traits = traitsOf(this.#seed, n, datastoreName(spot.datastore))
    const dc = spot.datacenter.at
    return {
      self: named.machine(n),
      traits,
      state: this.#states.get(n) ?? untouched(traits),
      plugs: {
        datastore: named.datastore(spot.datastore),
        portgroup: named.portgroup(spot.portgroup),
        dvsUuid: uuid(66, dc),
        network: named.network(dc),
        networkName: traits.n % 9 === 8 ? 'VM Network' : portgroupName(spot.portgroup),
      },
      host: named.host(spot.host),
      folder: named.folder(spot.folder),
      pool: named.pool(spot.cluster.at * 2 + 1),
    }
  }

  /** The machine that a reference names, also one that only a snapshot of it names. */
  machineOf(object: Ref): Machine | undefined {
    if (object.type === 'VirtualMachine') return this.machine(numberIn(object.id, 'vm-') - 1001)
    if (object.type !== 'VirtualMachineSnapshot') return undefined
    return this.machine(numberIn(object.id.split('-', 2).join('-'), 'snapshot-') - 1001)
  }

  /** Changes a machine; from then on its state is kept. */
  change(n: number, edit: (state: MachineState) => void): void {
    const machine = this.machine(n)
    if (machine === undefined) return
    edit(machine.state)
    this.#last = undefined
    this.#states.set(n, machine.state)
  }

  /** Takes a machine out of the inventory. */
  remove(n: number): void {
    this.#removed.add(n)
    this.#last = undefined
    this.#states.delete(n)
  }

  /** Puts a machine that was taken out back, as it was made. */
  restore(n: number): void {
    this.#removed.delete(n)
    this.#last = undefined
  }

  #value(object: Ref, path: string): Value | undefined {
    const [first = '', ...rest] = path.split('.')
    let value = this.#first(object, first)
    for (const part of rest) {
      if (value === undefined || !isData(value)) return undefined
      value = value[part]
    }
    return value
  }

  /** A whole property; the object that was asked last is kept, because all of its paths are asked in a row. */
  #first(object: Ref, name: string): Value | undefined {
    const key = `${object.type}:${object.id}`
    if (this.#last?.key !== key) {
      this.#last = { key, properties: this.#properties(object), made: new Map() }
    }
    const { properties, made } = this.#last
    if (!made.has(name)) made.set(name, properties?.[name]?.())
    return made.get(name)
  }

  #properties({ type, id }: Ref): Properties | undefined {
    const { datacenters, clusters, machines } = this.topology
    const at = (prefix: string): number => numberIn(id, prefix) - 1
    const inside = <T>(list: readonly T[], n: number): T | undefined => list[n]
    switch (type) {
      case 'VirtualMachine': {
        const machine = this.machine(numberIn(id, 'vm-') - 1001)
        return machine === undefined || machines === 0 ? undefined : machineProperties(machine)
      }
      case 'VirtualMachineSnapshot': {
        const machine = this.machineOf(new Ref(type, id))
        return machine === undefined ? undefined : snapshotProperties(machine, id)
      }
      case 'HostSystem': {
        const n = numberIn(id, 'host-') - 11
        const cluster = partAt(clusters, n, (part) => part.firstHost)
        return n >= cluster.firstHost && n < cluster.firstHost + cluster.hosts
          ? hostProperties(cluster, n)
          : undefined
      }
      case 'Datastore': {
        const n = at('datastore-')
        const cluster = partAt(clusters, n, (part) => part.firstDatastore)
        return n >= cluster.firstDatastore && n < cluster.firstDatastore + cluster.datastores
          ? datastoreProperties(cluster, n)
          : undefined
      }
      case 'ClusterComputeResource': {
        const cluster = inside(clusters, at('domain-c'))
        return cluster && clusterProperties(this.topology, cluster)
      }
      case 'ResourcePool': {
        const n = at('resgroup-')
        const cluster = inside(clusters, Math.floor(n / 2))
        return cluster && poolProperties(cluster, n % 2 === 0)
      }
      case 'StoragePod': {
        const cluster = inside(clusters, at('group-p'))
        return cluster && podProperties(cluster)
      }
      case 'Datacenter': {
        const dc = inside(datacenters, at('datacenter-'))
        return dc && datacenterProperties(this.topology, dc)
      }
      case 'VmwareDistributedVirtualSwitch': {
        const dc = inside(datacenters, at('dvs-'))
        return dc && switchProperties(dc)
      }
      case 'Network': {
        const dc = inside(datacenters, at('network-'))
        return dc && plainNetworkProperties(dc)
      }
      case 'DistributedVirtualPortgroup':
        return this.#portgroup(id)
      case 'Folder':
        return this.#folder(id)
      case 'CustomFieldsManager':
        return {
          field: () => [
            { key: 101, name: 'Owner', type: 'string', managedObjectType: 'VirtualMachine' },
            { key: 102, name: 'Kostenstelle', type: 'string', managedObjectType: 'VirtualMachine' },
          ],
        }
    }
    return undefined
  }

  #portgroup(id: string): Properties | undefined {
    const { datacenters } = this.topology
    if (id.startsWith('dvportgroup-u')) {
      const own = datacenters[numberIn(id, 'dvportgroup-u') - 1]
      return own && uplinkProperties(own)
    }
    const n = numberIn(id, 'dvportgroup-') - 1
    const dc = partAt(datacenters, n, (part) => part.firstPortgroup)
    return n >= dc.firstPortgroup && n < dc.firstPortgroup + dc.portgroups
      ? portgroupProperties(dc, n)
      : undefined
  }

  #folder(id: string): Properties | undefined {
    const { datacenters } = this.topology
    if (id === named.top.id) return topFolder(this.topology)
    const [, kind = '', digits] = /^group-([vhsn])(\d+)$/.exec(id) ?? []
    const n = Number(digits) - 1
    if (kind === 'v' && n >= 10_000) {
      const dc = partAt(datacenters, n - 10_000, (part) => part.firstFolder)
      const at = n - 10_000 - dc.firstFolder
      return at >= 0 && at < dc.folders ? folderProperties(dc, at) : undefined
    }
    const dc = datacenters[n]
    return dc && rootFolderProperties(kind, dc)
  }
}

function numberIn(id: string, prefix: string): number {
  return id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN
}

function tagsOf(machines: number): FakeTag[] {
  const carriers = (step: number): { type: string; value: string }[] =>
    Array.from({ length: Math.min(2000, Math.ceil(machines / step)) }, (_, at) => ({
      type: 'VirtualMachine',
      value: named.machine(at * step).id,
    }))
  return [
    { category: 'tier', name: 'gold', objects: carriers(4) },
    { category: 'tier', name: 'silver', objects: carriers(7) },
    { category: 'owner', name: 'Team Blau & Grün', objects: carriers(11) },
    { category: 'owner', name: 'unused', objects: [] },
  ]
}
