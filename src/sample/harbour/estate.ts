import { between, hexOf, randomOf, seedOf, uuidOf } from '../random.ts'
import { clusters, type ClusterPlace, networks, resting } from './places.ts'
import { roster } from './roster/index.ts'
import { type System, systems } from './systems.ts'
import type { ControllerKind, DiskSpec, Family, MachineSpec, NicSpec, PartitionSpec } from './world.ts'

/** A disk with everything that a source says of it. */
export interface HarbourDisk extends DiskSpec {
  readonly key: number
  readonly label: string
  readonly uuid: string
  readonly controller: ControllerKind
  readonly bus: number
  readonly unit: number
  readonly capacityMib: number
  /** `[datastore] folder/file.vmdk`; empty when the source names no datastore. */
  readonly file: string
}

/** A network card with everything that a source says of it. */
export interface HarbourNic extends NicSpec {
  readonly key: number
  readonly label: string
  readonly mac: string
  readonly adapter: NonNullable<NicSpec['adapter']>
  readonly addresses: readonly string[]
  readonly connected: boolean
}

/** A machine of Harbour, worked out in full. */
export interface HarbourMachine extends Omit<MachineSpec, 'disks' | 'nics' | keyof Family>, Family {
  readonly moref: string
  readonly instanceUuid: string
  readonly smbiosUuid: string
  readonly host: string
  readonly place: ClusterPlace
  readonly system: System
  readonly on: boolean
  readonly dnsName: string
  readonly disks: readonly HarbourDisk[]
  readonly nics: readonly HarbourNic[]
  readonly partitions: readonly PartitionSpec[]
  /** Name of its folder on the datastore. */
  readonly files: string
}

let made: readonly HarbourMachine[] | undefined

/** All machines of Harbour, in the order of the roster; templates and the platform's own included. */
export function harbourMachines(): readonly HarbourMachine[] {
  made ??= roster
    .flatMap(({ family, machines }) => machines.map((machine): [Family, MachineSpec] => [family, machine]))
    .map(([family, machine], at) => machineOf(family, machine, at))
  return made
}

/** One machine by its name. Throws RangeError for a name that Harbour does not have. */
export function harbourMachine(name: string): HarbourMachine {
  const machine = harbourMachines().find((candidate) => candidate.name === name)
  if (!machine) throw new RangeError(`Harbour has no ${name}`)
  return machine
}

function machineOf(family: Family, spec: MachineSpec, at: number): HarbourMachine {
  const merged = { ...family, ...spec }
  const place = clusters.find((cluster) => cluster.name === merged.cluster) ?? firstOf(clusters)
  const files = spec.name.replace(/[^A-Za-z0-9._-]+/g, '_')
  const reports = !spec.toolsOff && spec.template !== true && spec.guestName !== null
  const disks = disksOf(merged, files)
  const system = systems[merged.os]
  return {
    ...merged,
    moref: `vm-${1001 + at}`,
    instanceUuid: uuidOf(`instance ${spec.name}`, '50'),
    smbiosUuid: uuidOf(`smbios ${spec.name}`, '42'),
    host: spec.host ?? hostOf(place, at),
    place,
    system,
    on: (spec.power ?? 'on') === 'on',
    dnsName: reports ? dnsNameOf(spec) : '',
    disks,
    nics: nicsOf(spec),
    partitions: reports && spec.power === undefined ? (spec.partitions ?? partitionsOf(system, disks)) : [],
    files,
  }
}

/** Neighbours in the roster stand on different hosts, as the rules that keep pairs apart want it. */
function hostOf(place: ClusterPlace, at: number): string {
  const hosts = place.hosts.filter((host) => host !== resting)
  return hosts[at % hosts.length] ?? ''
}

function firstOf<Item>(items: readonly Item[]): Item {
  const first = items[0]
  if (first === undefined) throw new RangeError('an empty list')
  return first
}

function dnsNameOf(spec: MachineSpec): string {
  const guest = spec.guestName ?? spec.name
  return guest.includes('.') ? guest : `${guest}.harbour.example`
}

function disksOf(machine: Family & MachineSpec, files: string): readonly HarbourDisk[] {
  const nextUnit = new Map<number, number>()
  return machine.disks.map((disk, at) => {
    const spec: DiskSpec = typeof disk === 'number' ? { gib: disk } : disk
    const bus = spec.bus ?? 0
    let unit = nextUnit.get(bus) ?? 0
    if (unit === 7) unit = 8
    nextUnit.set(bus, unit + 1)
    const datastore = spec.datastore === undefined ? machine.datastore : spec.datastore
    const file =
      spec.path ??
      (datastore === null ? '' : `[${datastore}] ${files}/${files}${at === 0 ? '' : `_${at}`}.vmdk`)
    return {
      ...spec,
      key: 2000 + bus * 100 + at,
      label: `Hard disk ${at + 1}`,
      uuid: diskUuid(file === '' ? `${machine.name} ${at}` : file),
      controller: spec.controller ?? (systems[machine.os].family === 'windows' ? 'lsi-sas' : 'pvscsi'),
      bus,
      unit,
      capacityMib: spec.gib * 1024,
      file,
    }
  })
}

function diskUuid(text: string): string {
  const digits = `6000c29${hexOf(`disk ${text}`, 25)}`
  return [0, 8, 12, 16, 20].map((from, at, all) => digits.slice(from, all[at + 1])).join('-')
}

function nicsOf(spec: MachineSpec): readonly HarbourNic[] {
  return spec.nics.map((nic, at) => {
    const full: NicSpec = isShort(nic)
      ? { network: nic[0], ...(nic[1] === undefined ? {} : { addresses: [nic[1]] }) }
      : nic
    if (!networks.some((network) => network.name === full.network)) throw new RangeError(full.network)
    const on = (spec.power ?? 'on') === 'on'
    const reports = on && !spec.toolsOff && spec.template !== true
    return {
      ...full,
      key: 4000 + at,
      label: `Network adapter ${at + 1}`,
      mac: macOf(full.addresses?.[0], `${spec.name} ${at}`),
      adapter: full.adapter ?? 'Vmxnet3',
      addresses: reports ? (full.addresses ?? []) : [],
      connected: full.connected ?? on,
    }
  })
}

function isShort(nic: MachineSpec['nics'][number]): nic is readonly [network: string, address?: string] {
  return Array.isArray(nic)
}

/** The last two bytes spell the last two numbers of the address, as people who number machines by hand like it. */
function macOf(address: string | undefined, seed: string): string {
  const [, , third, fourth] = address?.split('.').map(Number) ?? []
  if (third === undefined || fourth === undefined) {
    const digits = hexOf(`mac ${seed}`, 4)
    return `00:50:56:3f:${digits.slice(0, 2)}:${digits.slice(2)}`
  }
  return `00:50:56:20:${macByte(third)}:${macByte(fourth)}`
}

function macByte(value: number): string {
  return value < 100 ? String(value).padStart(2, '0') : (0xa0 + value - 100).toString(16)
}

function partitionsOf(system: System, disks: readonly HarbourDisk[]): readonly PartitionSpec[] {
  const random = randomOf(seedOf(`partitions ${disks[0]?.uuid ?? ''}`))
  return disks.flatMap((disk, at): PartitionSpec[] => {
    if (disk.capacityMib === 0 || disk.multiWriter || disk.rdm || at > 12) return []
    const free = (mib: number) => Math.max(600, Math.floor((mib * between(random, 15, 70)) / 100))
    if (system.family === 'windows') {
      const capacityMib = disk.capacityMib - 105
      return [
        { path: `${String.fromCharCode(67 + at)}:\\`, capacityMib, freeMib: free(capacityMib), disk: at },
      ]
    }
    if (at > 0)
      return [
        { path: `/data${at}`, capacityMib: disk.capacityMib - 64, freeMib: free(disk.capacityMib), disk: at },
      ]
    return [
      { path: '/', capacityMib: disk.capacityMib - 1024, freeMib: free(disk.capacityMib), disk: 0 },
      { path: '/boot', capacityMib: 1014, freeMib: between(random, 500, 800), disk: 0 },
    ]
  })
}
