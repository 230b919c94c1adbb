import type { Disk, GuestDisk } from '../../model/hardware.ts'
import type { ObservationOf } from '../../model/observation.ts'
import type { VmFacts } from '../../model/vm.ts'
import { between, pick } from '../random.ts'
import {
  addressOf,
  applicationOf,
  nameOf,
  randomFor,
  roleOf,
  type ScaledShape,
  standingOf,
  stewardshipOf,
} from './shape.ts'
import {
  clusterName,
  datastoreName,
  hostName,
  networkName,
  uuidAt,
  vcenterName,
  vcenterUuid,
} from './places.ts'

const gibibyte = 1_073_741_824

const systems = [
  ['rhel8_64Guest', 'Red Hat Enterprise Linux 8 (64-bit)', 'efi', 30],
  ['rhel9_64Guest', 'Red Hat Enterprise Linux 9 (64-bit)', 'efi', 15],
  ['ubuntu64Guest', 'Ubuntu Linux (64-bit)', 'efi', 14],
  ['rhel7_64Guest', 'Red Hat Enterprise Linux 7 (64-bit)', 'bios', 8],
  ['windows2019srv_64Guest', 'Microsoft Windows Server 2019 (64-bit)', 'efi', 16],
  ['windows9Server64Guest', 'Microsoft Windows Server 2016 (64-bit)', 'efi', 8],
  ['oracleLinux8_64Guest', 'Oracle Linux 8 (64-bit)', 'efi', 4],
  ['windows8Server64Guest', 'Microsoft Windows Server 2012 (64-bit)', 'bios', 3],
  ['centos6_64Guest', 'CentOS 6 (64-bit)', 'bios', 2],
] as const

function systemAt(share: number) {
  let rest = share * 100
  for (const system of systems) {
    rest -= system[3]
    if (rest < 0) return system
  }
  return systems[0]
}

/** What a source would say of one machine. */
export function machineObservation(shape: ScaledShape, vm: number): ObservationOf<'vm'> {
  const facts = machineFacts(shape, vm)
  const moref = `vm-${vm + 1}`
  return {
    kind: 'vm',
    key: moref,
    identities: [
      `instance:${uuidAt(shape, 10, vm)}`,
      `vc:${vcenterUuid(shape, standingOf(shape, vm).vcenter)}/${moref}`,
      `smbios:${uuidAt(shape, 11, vm)}`,
      `name:${facts.cluster}/${facts.name}`,
    ],
    place: { file: 'generated', part: 'vInfo', row: vm + 2 },
    facts,
  }
}

function machineFacts(shape: ScaledShape, vm: number): VmFacts {
  const random = randomFor(shape, 2, vm)
  const standing = standingOf(shape, vm)
  const role = roleOf(shape, vm)
  const [guestId, guestFullName, firmware] = systemAt(random())
  const template = random() < 0.01
  const on = !template && random() > 0.06
  const cpus = pick(random, role === 'db' ? [4, 8, 16] : [1, 2, 4])
  const memoryMib = cpus * pick(random, [2048, 4096, 8192])
  const disks = disksOf(shape, vm, role === 'db')
  const name = template ? `template-${vm}` : nameOf(shape, vm)
  const network = networkName(standing.network)
  const { known, team, ...stewardship } = stewardshipOf(shape, applicationOf(shape, vm).index)
  return {
    name,
    template,
    power: on ? 'on' : 'off',
    connectionState: 'connected',
    instanceUuid: uuidAt(shape, 10, vm),
    smbiosUuid: uuidAt(shape, 11, vm),
    moref: `vm-${vm + 1}`,
    vcenter: vcenterName(standing.vcenter),
    datacenter: `dc-${standing.vcenter + 1}`,
    cluster: clusterName(standing.cluster),
    host: hostName(standing.host),
    folder: known ? `${stewardship.environment}/${stewardship.application}` : 'unsorted',
    guestId,
    guestFullName,
    guestHostName: on && random() > 0.02 ? `${name}.scaled.example` : '',
    hardwareVersion: pick(random, [11, 13, 15, 19, 19, 21]),
    firmware,
    secureBoot: firmware === 'efi' && random() < 0.2,
    cpus,
    coresPerSocket: 1,
    cpuHotAdd: random() < 0.05,
    cpuHotRemove: false,
    memoryMib,
    memoryHotAdd: random() < 0.05,
    changeTracking: random() > 0.02,
    consolidationNeeded: random() < 0.005,
    faultTolerance: false,
    diskUuidEnabled: random() < 0.05,
    toolsStatus: on ? 'toolsOk' : 'toolsNotRunning',
    toolsRunning: on,
    disks,
    nics: [
      {
        key: 4000,
        label: 'Network adapter 1',
        adapter: random() < 0.95 ? 'vmxnet3' : 'e1000',
        mac: macOf(vm),
        network,
        connected: on,
        startConnected: true,
        addresses: on ? [addressOf(vm)] : [],
      },
    ],
    ...(on
      ? {
          primaryAddress: addressOf(vm),
          guestDisks: guestDisksOf(disks, guestId.startsWith('windows'), random()),
        }
      : {}),
    ...(random() < 0.03
      ? { snapshots: [{ name: 'before change', sizeMib: between(random, 100, 20_000), depth: 0 }] }
      : {}),
    ...(known ? { owner: team, team, ...stewardship } : {}),
    provisionedMib: memoryMib + disks.reduce((sum, disk) => sum + (disk.capacityBytes ?? 0) / 1_048_576, 0),
  }
}

function disksOf(shape: ScaledShape, vm: number, database: boolean): readonly Disk[] {
  const random = randomFor(shape, 3, vm)
  const datastore = datastoreName(standingOf(shape, vm).datastore)
  const count = database ? between(random, 2, 4) : between(random, 1, 2)
  return Array.from({ length: count }, (_, at) => ({
    key: 2000 + at,
    label: `Hard disk ${at + 1}`,
    capacityBytes:
      (at === 0 ? 40 : pick(random, database ? [100, 200, 500, 1000] : [20, 60, 100])) * gibibyte,
    datastore,
    path: `[${datastore}] vm-${vm + 1}/disk-${at}.vmdk`,
    thin: random() < 0.6,
    mode: 'persistent',
    sharing: 'none',
    controller: { kind: 'scsi', model: 'ParaVirtualSCSIController', bus: 0, sharedBus: 'none' },
    unit: at,
  }))
}

function guestDisksOf(disks: readonly Disk[], windows: boolean, share: number): readonly GuestDisk[] {
  return disks.map((disk, at) => {
    const capacityBytes = disk.capacityBytes ?? 0
    return {
      path: windows ? `${String.fromCharCode(67 + at)}:\\` : at === 0 ? '/' : `/data${at}`,
      capacityBytes,
      freeBytes: Math.floor(capacityBytes * (0.15 + share / 2)),
      ...(disk.key === undefined ? {} : { diskKey: disk.key }),
    }
  })
}

function macOf(vm: number): string {
  const digits = vm.toString(16).padStart(6, '0')
  return `00:50:56:${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4)}`
}
