import type { Data } from '../wire/value.ts'
import type { MachineState } from './machine-state.ts'
import { loadOf, type Traits } from './traits.ts'

/** The configuration in short. */
export function configSummary(traits: Traits, state: MachineState): Data {
  const [guestId, guestFullName] = traits.system
  return {
    name: state.name,
    template: traits.template,
    vmPathName: traits.disks[0]?.file.replace(/\.vmdk$/, '.vmx'),
    memorySizeMB: traits.memoryMib,
    cpuReservation: 0,
    memoryReservation: 0,
    numCpu: traits.cpus,
    numEthernetCards: traits.nics,
    numVirtualDisks: traits.disks.length,
    uuid: traits.uuid,
    instanceUuid: traits.instanceUuid,
    guestId,
    guestFullName,
    annotation: '',
    tpmPresent: traits.tpm,
    numVmiopBackings: traits.gpu ? 1 : 0,
    hwVersion: traits.hardware,
  }
}

/** How much of its datastore a machine takes. */
export function storageFigures(traits: Traits): { committed: number; uncommitted: number; unshared: number } {
  const all = traits.disks.reduce((sum, disk) => sum + disk.bytes, 0)
  const committed = Math.floor((all * (20 + (traits.n % 70))) / 100)
  return { committed, uncommitted: all - committed, unshared: committed }
}

/** The same with the time at which it was found out. */
export function storageSummary(traits: Traits): Data {
  return { ...storageFigures(traits), timestamp: '2026-09-01T05:00:00Z' }
}

/** How busy a machine is now. */
export function quickStats(traits: Traits, state: MachineState): Data {
  const load = state.on ? loadOf(traits.seed, traits.n) : 0
  return {
    overallCpuUsage: Math.round(load * traits.cpus * 2600),
    overallCpuDemand: Math.round(load * traits.cpus * 2700),
    overallCpuReadiness: Math.round(load * 3),
    guestMemoryUsage: Math.round(load * traits.memoryMib),
    hostMemoryUsage: state.on ? Math.round(traits.memoryMib * 0.9) : 0,
    guestHeartbeatStatus: state.on && traits.tools ? 'green' : 'gray',
    distributedCpuEntitlement: 0,
    distributedMemoryEntitlement: 0,
    staticCpuEntitlement: 0,
    staticMemoryEntitlement: 0,
    privateMemory: traits.memoryMib,
    sharedMemory: 0,
    swappedMemory: 0,
    balloonedMemory: 0,
    consumedOverheadMemory: 60,
    compressedMemory: 0,
    uptimeSeconds: state.on ? 8_640_000 : 0,
  }
}

/** The files of a machine. */
export function layoutOf(traits: Traits): Data {
  const file = traits.disks[0]?.file ?? ''
  const small = ['vmx', 'nvram', 'vmsd'].map((end, key) => ({
    key,
    name: file.replace(/vmdk$/, end),
    type: end === 'vmx' ? 'config' : end === 'nvram' ? 'nvram' : 'snapshotList',
    size: 4096,
    uniqueSize: 4096,
    accessible: true,
  }))
  const disks = traits.disks.flatMap((disk, at) => [
    { key: 10 + at * 2, name: disk.file, type: 'diskDescriptor', size: 600, uniqueSize: 0, accessible: true },
    {
      key: 11 + at * 2,
      name: disk.file.replace(/\.vmdk$/, '-flat.vmdk'),
      type: 'diskExtent',
      size: disk.bytes,
      uniqueSize: disk.bytes,
      accessible: true,
    },
  ])
  return {
    file: [...small, ...disks],
    disk: traits.disks.map((disk, at) => ({
      key: disk.key,
      chain: [{ fileKey: [10 + at * 2, 11 + at * 2] }],
    })),
    snapshot: [],
    timestamp: '2026-09-01T05:00:00Z',
  }
}
