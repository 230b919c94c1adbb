import type { Place } from '../../../model/evidence-place.ts'
import type { Device, Disk, GuestDisk, Snapshot } from '../../../model/hardware.ts'
import type {
  ClusterFacts,
  DatastoreFacts,
  HostFacts,
  NetworkFacts,
  ResourcePoolFacts,
} from '../../../model/infrastructure.ts'
import { push } from '../../../model/located.ts'
import type { Nic } from '../../../model/nic.ts'
import { type Rejected, rowsKept } from '../../../model/observation.ts'
import type { HealthMessage, VcenterFacts } from '../../../model/vcenter.ts'
import type { VmFacts } from '../../../model/vm.ts'
import type { Cursor } from '../cursor.ts'
import type { Tab } from '../header.ts'
import { parseUuid } from '../../../formats/cells/values.ts'
import type { Draft } from './draft.ts'

/** A machine while its rows come together. */
export interface Machine {
  readonly place: Place
  readonly facts: Draft<VmFacts>
  /** What the column VM UUID says; what it means depends on the version. */
  uuid?: string
  readonly disks: Draft<Disk>[]
  readonly nics: Nic[]
  readonly guestDisks: GuestDisk[]
  readonly snapshots: Snapshot[]
  readonly devices: Device[]
  /** Networks of vInfo, for exports without vNetwork. */
  networks: readonly string[]
  /** Cluster rules: type and name. */
  rules: readonly { readonly type: string; readonly name: string }[]
  diskCount?: number
  nicCount?: number
}

/** Facts of another object with the row it stands in. */
export interface Sighted<T> {
  readonly place: Place
  readonly facts: Draft<T>
}

/** What port groups inherit from their switch. */
export interface SwitchFacts {
  mtu?: number
  /** Of distributed switches; standard ones of one name stand in several. */
  datacenter?: string
  lacp?: string
  version?: string
}

/** Everything that one vCenter of the export says. */
export interface Vcenter {
  /** Instance UUID; else what the export calls its server; else empty. A later row may know it better. */
  id: string
  readonly machines: Machine[]
  readonly machinesByName: Map<string, Machine[]>
  /** By managed object id and by UUID, for names that thousands share. */
  readonly machinesById: Map<string, Machine[]>
  /** Lists of messages while they grow, by the facts that hold them. */
  readonly messages: Map<object, HealthMessage[]>
  readonly hosts: Map<string, Sighted<HostFacts>>
  readonly clusters: Map<string, Sighted<ClusterFacts>>
  readonly datastores: Map<string, Sighted<DatastoreFacts>>
  readonly networks: Map<string, Sighted<NetworkFacts>>
  readonly pools: Map<string, Sighted<ResourcePoolFacts>>
  readonly hostsByName: Map<string, Draft<HostFacts>>
  readonly datastoresByName: Map<string, Draft<DatastoreFacts>>
  readonly switches: Map<string, SwitchFacts>
  /** Disks by the path of their descriptor, for a list of files. */
  disksByPath?: Map<string, Draft<Disk>[]>
  /** The vCenter itself, when a tab speaks of it. */
  about?: Sighted<VcenterFacts>
  readonly evcByCluster: Map<string, string>
  readonly rejected: Rejected[]
  readonly rows: Map<Tab, number>
  seen: number
  merged: number
}

/** All of an export. */
export interface Inventory {
  readonly vcenters: Map<string, Vcenter>
  readonly idByServer: Map<string, string>
  /** ISO 8601; when the export was made. */
  observedAt?: string
  version?: string
}

/** An empty inventory. */
export function newInventory(): Inventory {
  return { vcenters: new Map(), idByServer: new Map() }
}

/** The vCenter that a row speaks of: by UUID, else by server name, else the only one there is. */
export function vcenterOf(inventory: Inventory, row: Cursor): Vcenter {
  const server = row.text('VI SDK Server')?.toLowerCase()
  const said = row.text('VI SDK UUID')
  const uuid = said === undefined ? undefined : (parseUuid(said) ?? said.toLowerCase())
  const known = uuid ?? (server === undefined ? undefined : (inventory.idByServer.get(server) ?? server))
  if (uuid !== undefined && server !== undefined) inventory.idByServer.set(server, uuid)
  const [only] = inventory.vcenters.values()
  if (known === undefined && only !== undefined && inventory.vcenters.size === 1) return only
  if (known !== undefined && !inventory.vcenters.has(known)) adopt(inventory, known, server)
  return vcenterById(inventory, known ?? '')
}

/** Rows before this one knew only the server's name, or nothing, of the same vCenter. */
function adopt(inventory: Inventory, id: string, server: string | undefined): void {
  const { vcenters } = inventory
  const earlier =
    (server === undefined ? undefined : vcenters.get(server)) ??
    (vcenters.size === 1 ? vcenters.get('') : undefined)
  if (earlier === undefined) return
  vcenters.delete(earlier.id)
  earlier.id = id
  vcenters.set(id, earlier)
}

/** The vCenter of this id, made when it is new. */
export function vcenterById(inventory: Inventory, id: string): Vcenter {
  const found = inventory.vcenters.get(id)
  if (found) return found
  const made: Vcenter = {
    id,
    machines: [],
    machinesByName: new Map(),
    machinesById: new Map(),
    messages: new Map(),
    hosts: new Map(),
    clusters: new Map(),
    datastores: new Map(),
    networks: new Map(),
    pools: new Map(),
    hostsByName: new Map(),
    datastoresByName: new Map(),
    switches: new Map(),
    evcByCluster: new Map(),
    rejected: [],
    rows: new Map(),
    seen: 0,
    merged: 0,
  }
  inventory.vcenters.set(id, made)
  return made
}

/** Counts a row that cannot be kept; it is one object seen and one rejected. */
export function reject(
  vcenter: Vcenter,
  at: Pick<Cursor, 'place' | 'words'>,
  why: string,
  name?: string,
): void {
  vcenter.seen += 1
  vcenter.rejected.push({
    where: at.place(),
    why,
    ...(name === undefined ? {} : { name }),
    ...(vcenter.rejected.length < rowsKept ? { row: at.words() } : {}),
  })
}

/** What a row says to find its machine by. */
export interface RowIdentity {
  readonly name: string
  readonly moref: string | undefined
  readonly uuid: string | undefined
  readonly datacenter: string | undefined
  readonly cluster: string | undefined
  readonly host: string | undefined
  readonly folder: string | undefined
}

const mostNamesakes = 100

/** The machine a row belongs to; `several` when names and places do not decide; undefined when it is new. */
export function findMachine(vcenter: Vcenter, wanted: RowIdentity): Machine | 'several' | undefined {
  let found = vcenter.machinesByName.get(wanted.name) ?? []
  if (found.length > mostNamesakes) {
    // A sheet whose names were blanked out: comparing each row with all of them would take hours.
    const id = wanted.moref ?? wanted.uuid
    if (id === undefined) return 'several'
    found = (vcenter.machinesById.get(id) ?? []).filter(({ facts }) => facts.name === wanted.name)
  }
  for (const key of ['moref', 'uuid'] as const) {
    const value = wanted[key]
    if (value === undefined || found.length === 0) continue
    const said = (machine: Machine) => (key === 'moref' ? machine.facts.moref : machine.uuid)
    const same = found.filter((machine) => said(machine) === value)
    if (same.length === 1) return same[0]
    found = same.length > 1 ? same : found.filter((machine) => said(machine) === undefined)
  }
  for (const key of ['datacenter', 'cluster', 'host', 'folder'] as const) {
    const value = wanted[key]
    if (value !== undefined) {
      found = found.filter(({ facts }) => facts[key] === undefined || facts[key] === value)
    }
  }
  return found.length > 1 ? 'several' : found[0]
}

/** Adds a machine. */
export function addMachine(vcenter: Vcenter, place: Place, wanted: RowIdentity): Machine {
  const facts: Draft<VmFacts> = { name: wanted.name }
  for (const key of ['moref', 'datacenter', 'cluster', 'host', 'folder'] as const) {
    const value = wanted[key]
    if (value !== undefined) facts[key] = value
  }
  const machine: Machine = {
    place,
    facts,
    disks: [],
    nics: [],
    guestDisks: [],
    snapshots: [],
    devices: [],
    networks: [],
    rules: [],
    ...(wanted.uuid === undefined ? {} : { uuid: wanted.uuid }),
  }
  vcenter.seen += 1
  vcenter.machines.push(machine)
  push(vcenter.machinesByName, wanted.name, machine)
  for (const id of [wanted.moref, wanted.uuid]) if (id !== undefined) push(vcenter.machinesById, id, machine)
  return machine
}
