import type { Snapshot } from '../../../model/hardware.ts'
import type { ObservationOf } from '../../../model/observation.ts'
import type { VmFacts } from '../../../model/vm.ts'
import type { MachineRecord } from '../schema.ts'
import type { SnapshotRecord } from '../schema/machine.ts'
import {
  type Context,
  datacenterOf,
  folderPathOf,
  nameOf,
  objectOf,
  plainName,
  poolPathOf,
  vcenterKey,
} from './context.ts'
import { devicesOf } from './devices.ts'
import { disksOf } from './disks.ts'
import { known, mebibytes, oneOf } from './facts.ts'
import { guestOf, isGuestKnown } from './guest.ts'
import { healthOf, labelsOf } from './labels.ts'
import { nicsOf, unclaimedAddresses } from './nics.ts'
import { extraConfigOf, isTrue, type MachineProperties, unset } from './settings.ts'

const powers = { poweredOn: 'on', poweredOff: 'off', suspended: 'suspended' } as const
const connectionStates = ['connected', 'disconnected', 'inaccessible', 'invalid', 'orphaned'] as const

/** One machine as an observation. */
export function machineObservation(record: MachineRecord, context: Context): ObservationOf<'vm'> {
  const facts = machineFacts(record, context)
  const { instanceUuid, smbiosUuid } = facts
  const identities = [
    ...(instanceUuid === undefined ? [] : [`instance:${instanceUuid}`]),
    vcenterKey(context, record.id),
    ...(smbiosUuid === undefined ? [] : [`smbios:${smbiosUuid}`]),
    `name:${facts.cluster ?? facts.host ?? ''}/${facts.name}`,
  ]
  return { kind: 'vm', key: record.id, identities, place: { file: context.host, object: record.id }, facts }
}

function machineFacts(record: MachineRecord, context: Context): VmFacts {
  const { properties } = record
  return known({
    name: plainName(properties.name ?? record.id),
    template: properties['config.template'],
    power: powerOf(properties),
    connectionState: oneOf(connectionStates, properties['runtime.connectionState']),
    instanceUuid: uuid(properties['config.instanceUuid']),
    smbiosUuid: uuid(properties['config.uuid']),
    moref: record.id,
    ...placeOf(record, context),
    ...systemOf(record),
    ...computeOf(record),
    ...guestOf(record),
    ...devicesAndCards(record, context),
    snapshots: unset(record, 'snapshot', snapshotsOf(properties), []),
    ...storageOf(properties),
    annotation: properties['config.annotation'],
    ...labelsOf(record, context),
    health: healthOf(record, context),
    storagePolicy: context.policies.homes.get(record.id),
    ...managedOf(properties),
    vmxPath: properties['config.files']?.vmPathName,
    ...context.overrides.get(record.id),
    poweredOnAt: properties['runtime.bootTime'],
    suspendedAt: suspendedAt(properties),
    minimumEvcMode: properties['runtime.minRequiredEVCModeKey'],
    createdAt: properties['config.createDate']?.startsWith('1970-')
      ? undefined
      : properties['config.createDate'],
    usage: usageOf(properties),
  })
}

function powerOf(properties: MachineProperties): VmFacts['power'] {
  const state = properties['runtime.powerState']
  return state !== undefined && state in powers ? powers[state as keyof typeof powers] : undefined
}

/** A machine that runs again keeps the time of its last suspension: it says nothing then. */
function suspendedAt(properties: MachineProperties): string | undefined {
  return properties['runtime.powerState'] === 'suspended' ? properties['runtime.suspendTime'] : undefined
}

function placeOf({ properties }: MachineRecord, context: Context): Partial<VmFacts> {
  const host = properties['runtime.host']
  const cluster = objectOf(
    context,
    objectOf(context, host, 'HostSystem')?.properties.parent,
    'ClusterComputeResource',
  )
  const pool = poolPathOf(context, properties.resourcePool)
  const above = properties.parent ?? properties.parentVApp
  return known({
    vcenter: context.vcenter,
    datacenter: datacenterOf(context, above) ?? datacenterOf(context, host),
    cluster: cluster && nameOf(context, { type: cluster.type, value: cluster.id }),
    host: nameOf(context, host),
    resourcePool: pool === '' ? undefined : pool,
    folder: properties.parent === undefined ? undefined : folderPathOf(context, properties.parent),
    vApp: nameOf(context, properties.parentVApp),
  })
}

function systemOf(record: MachineRecord): Partial<VmFacts> {
  const { properties } = record
  const boot = properties['config.bootOptions']
  const flags = properties['config.flags']
  const extra = extraConfigOf(properties)
  const version = /^vmx-(\d+)$/.exec(properties['config.version'] ?? '')?.[1]
  return known({
    guestId: properties['config.guestId'],
    guestFullName: properties['config.guestFullName'],
    hardwareVersion: version === undefined ? undefined : Number(version),
    firmware: oneOf(['bios', 'efi'], properties['config.firmware']),
    secureBoot: unset(record, 'config.bootOptions', boot?.efiSecureBootEnabled, false),
    bootOrder: boot?.bootOrder?.map(bootDevice),
    bootDelayMilliseconds: boot?.bootDelay,
    enterBiosSetup: boot?.enterBIOSSetup,
    changeTracking: unset(
      record,
      'config.changeTrackingEnabled',
      properties['config.changeTrackingEnabled'],
      false,
    ),
    consolidationNeeded: unset(
      record,
      'runtime.consolidationNeeded',
      properties['runtime.consolidationNeeded'],
      false,
    ),
    faultTolerance: faultToleranceOf(record),
    encrypted: unset(record, 'config.keyId', properties['config.keyId'] && true, false),
    nestedVirtualization: unset(
      record,
      'config.nestedHVEnabled',
      properties['config.nestedHVEnabled'],
      false,
    ),
    virtualizationBasedSecurity: unset(record, 'config.flags', flags?.vbsEnabled, false),
    diskUuidEnabled: unset(
      record,
      'config.flags',
      flags?.diskUuidEnabled ??
        (extra?.has('disk.enableuuid') ? isTrue(extra.get('disk.enableuuid')) : undefined),
      false,
    ),
    syncTimeWithHost: properties['config.tools']?.syncTimeWithHost,
    guestInfoKeys: extra && [...extra.keys()].filter((key) => key.startsWith('guestinfo.')).sort(),
  })
}

function bootDevice({ type, deviceKey }: { readonly type: string; readonly deviceKey?: number }): string {
  const word = type.replace('VirtualMachineBootOptionsBootable', '').replace('Device', '').toLowerCase()
  return deviceKey === undefined ? word : `${word}:${deviceKey}`
}

function faultToleranceOf(record: MachineRecord): boolean | undefined {
  const state = record.properties['runtime.faultToleranceState']
  if (record.properties['config.ftInfo'] !== undefined) return true
  return unset(record, 'config.ftInfo', state === undefined ? undefined : state !== 'notConfigured', false)
}

function computeOf(record: MachineRecord): Partial<VmFacts> {
  const { properties } = record
  const cpu = properties['config.cpuAllocation']
  const memory = properties['config.memoryAllocation']
  // While the hypervisor chooses, the number that is stored means nothing.
  const coresChosen = properties['config.hardware.autoCoresPerSocket'] === true
  const cores = properties['config.hardware.numCoresPerSocket']
  return known({
    cpus: properties['config.hardware.numCPU'],
    coresPerSocket: coresChosen || cores === 0 ? undefined : cores,
    cpuHotAdd: unset(record, 'config.cpuHotAddEnabled', properties['config.cpuHotAddEnabled'], false),
    cpuHotRemove: unset(
      record,
      'config.cpuHotRemoveEnabled',
      properties['config.cpuHotRemoveEnabled'],
      false,
    ),
    cpuReservationMhz: cpu?.reservation,
    cpuLimitMhz: cpu?.limit,
    cpuShares: cpu?.shares?.shares,
    cpuAffinity: unset(record, 'config.cpuAffinity', properties['config.cpuAffinity']?.affinitySet, []),
    numaAffinity: unset(record, 'config.extraConfig', numaOf(properties), []),
    memoryMib: properties['config.hardware.memoryMB'],
    memoryHotAdd: unset(
      record,
      'config.memoryHotAddEnabled',
      properties['config.memoryHotAddEnabled'],
      false,
    ),
    memoryReservationMib: memory?.reservation,
    memoryLimitMib: memory?.limit,
    memoryShares: memory?.shares?.shares,
    memoryReservationLocked: properties['config.memoryReservationLockedToMax'],
    latencySensitivity: properties['config.latencySensitivity']?.level,
  })
}

/** NUMA nodes a machine is bound to: `numa.nodeAffinity` of extraConfig, or the older memory affinity. */
function numaOf(properties: MachineProperties): readonly number[] | undefined {
  const said = extraConfigOf(properties)?.get('numa.nodeaffinity')
  if (said === undefined || said.trim() === '') return properties['config.memoryAffinity']?.affinitySet
  return said.split(',').map(Number).filter(Number.isInteger)
}

function devicesAndCards(record: MachineRecord, context: Context): Partial<VmFacts> {
  const devices = record.properties['config.hardware.device']
  if (devices === undefined) return {}
  return known({
    disks: disksOf(devices, trackedSlots(record.properties), context.policies.disks.get(record.id)),
    nics: nicsOf(record, context, isGuestKnown(record)),
    devices: devicesOf(devices),
    vTpm: devices.some((device) => device.type === 'VirtualTPM'),
    guestAddresses: isGuestKnown(record) ? unclaimedAddresses(record) : undefined,
  })
}

/** Disk slots (`scsi0:1`) whose changes are tracked. */
function trackedSlots(properties: MachineProperties): ReadonlySet<string> | undefined {
  const extra = extraConfigOf(properties)
  if (extra === undefined) return undefined
  const slots = [...extra].flatMap(([key, value]) => {
    const slot = /^((?:scsi|sata|ide|nvme)\d+:\d+)\.ctkenabled$/.exec(key)?.[1]
    return slot !== undefined && isTrue(value) ? [slot] : []
  })
  return new Set(slots)
}

function snapshotsOf({ snapshot }: MachineProperties): Snapshot[] | undefined {
  return snapshot && flatten(snapshot.rootSnapshotList ?? [])
}

function flatten(trees: readonly SnapshotRecord[], depth = 0): Snapshot[] {
  return trees.flatMap((tree) => [
    known({
      name: plainName(tree.name ?? ''),
      description: tree.description === '' ? undefined : tree.description,
      createdAt: tree.createTime,
      quiesced: tree.quiesced,
      depth,
      power:
        tree.state !== undefined && tree.state in powers
          ? powers[tree.state as keyof typeof powers]
          : undefined,
    }),
    ...flatten(tree.childSnapshotList ?? [], depth + 1),
  ])
}

function storageOf(properties: MachineProperties): Partial<VmFacts> {
  const { committed, uncommitted, unshared } = properties['summary.storage'] ?? {}
  return known({
    usedMib: mebibytes(committed),
    unsharedMib: mebibytes(unshared),
    provisionedMib:
      committed === undefined || uncommitted === undefined ? undefined : mebibytes(committed + uncommitted),
  })
}

function managedOf(properties: MachineProperties): Partial<VmFacts> {
  const managed = properties['config.managedBy']
  if (managed?.extensionKey === undefined || managed.extensionKey === '') return {}
  const placeholder = managed.extensionKey.startsWith('com.vmware.vcDr') && managed.type === 'placeholderVm'
  return known({
    managedBy: known({
      extension: managed.extensionKey,
      type: managed.type === '' ? undefined : managed.type,
    }),
    srmPlaceholder: placeholder ? true : undefined,
  })
}

function usageOf(properties: MachineProperties): VmFacts['usage'] {
  const stats = properties['summary.quickStats']
  if (stats?.overallCpuUsage === undefined && stats?.guestMemoryUsage === undefined) return undefined
  return known({
    cpuMhz: stats.overallCpuUsage,
    memoryActiveMib: stats.guestMemoryUsage,
    cpuReadyPercent: stats.overallCpuReadiness,
  })
}

/** Dashes and lower case; vSphere's own form is that already, ESXi's sometimes has spaces. */
function uuid(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  const digits = text.replace(/[^0-9a-fA-F]/g, '').toLowerCase()
  if (digits.length !== 32) return text.toLowerCase()
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
