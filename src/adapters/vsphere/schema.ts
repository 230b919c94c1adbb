import { computeProperties } from './schema/cluster.ts'
import { hostProperties } from './schema/host.ts'
import {
  networkProperties,
  placeProperties,
  poolProperties,
  portgroupProperties,
  switchProperties,
  vAppProperties,
} from './schema/infrastructure.ts'
import type { Kind, Reference, ValueOf } from './schema/kinds.ts'
import { machineProperties } from './schema/machine.ts'
import { alarmProperties, fieldProperties, licenceProperties } from './schema/managers.ts'
import { datastoreProperties, podProperties } from './schema/storage.ts'

export type { Reference } from './schema/kinds.ts'

/** What is read of each type of managed object: property paths and how their values look. */
export const propertiesByType = {
  VirtualMachine: machineProperties,
  HostSystem: hostProperties,
  ClusterComputeResource: computeProperties,
  ComputeResource: { name: placeProperties.name, parent: placeProperties.parent },
  Datastore: datastoreProperties,
  StoragePod: podProperties,
  Network: networkProperties,
  OpaqueNetwork: networkProperties,
  DistributedVirtualPortgroup: portgroupProperties,
  DistributedVirtualSwitch: switchProperties,
  VmwareDistributedVirtualSwitch: switchProperties,
  ResourcePool: poolProperties,
  VirtualApp: vAppProperties,
  Folder: placeProperties,
  Datacenter: placeProperties,
  CustomFieldsManager: fieldProperties,
  LicenseManager: licenceProperties,
  Alarm: alarmProperties,
} as const

/** Types of managed objects that are read. */
export type ManagedType = keyof typeof propertiesByType

/** Values of an object by property path; a path that is absent is unset, not permitted or not known there. */
export type Properties<T extends ManagedType> = {
  readonly [P in keyof (typeof propertiesByType)[T]]?: ValueOf<(typeof propertiesByType)[T][P]>
}

/** One managed object as it was read. */
export interface RecordOf<T extends ManagedType> {
  readonly type: T
  /** Managed object id, for example `vm-1001`. */
  readonly id: string
  readonly properties: Properties<T>
  /** Property paths that this user may not see. */
  readonly denied?: readonly string[]
  /** Why, for each of them in the same order: the privilege that is missing, or the fault that the server named. */
  readonly lacks?: readonly string[]
}

/** One managed object of any type that is read. */
export type AnyRecord = { readonly [T in ManagedType]: RecordOf<T> }[ManagedType]

/** A record of a virtual machine. */
export type MachineRecord = RecordOf<'VirtualMachine'>

/** The first API version that knows a path; older servers answer a whole call with InvalidProperty. */
export const sinceApi: Readonly<Record<string, string>> = {
  'config.createDate': '6.7',
  'config.keyId': '6.5',
  'runtime.cryptoState': '6.7',
  'config.hardware.autoCoresPerSocket': '8.0.0.1',
  'guest.guestDetailedData': '8.0.2.0',
}

/** Whether objects of this type stand beside the inventory and in no folder of it. */
export function isManager(type: ManagedType): boolean {
  return type === 'CustomFieldsManager' || type === 'LicenseManager' || type === 'Alarm'
}

/** Whether this is a type that is read. */
export function isManagedType(type: string): type is ManagedType {
  return Object.hasOwn(propertiesByType, type)
}

/** How the values of one type look, by property path. */
export function kindsOf(type: ManagedType): ReadonlyMap<string, Kind<unknown>> {
  return kindMaps.get(type) ?? new Map()
}

const kindMaps = new Map<string, ReadonlyMap<string, Kind<unknown>>>(
  Object.entries(propertiesByType).map(([type, kinds]) => [type, new Map(Object.entries(kinds))]),
)

/** What a vCenter or an ESXi host says of itself. */
export interface About {
  readonly name?: string
  readonly fullName?: string
  readonly version?: string
  readonly build?: string
  readonly apiVersion?: string
  /** `VirtualCenter` or `HostAgent`. */
  readonly apiType?: string
  readonly instanceUuid?: string
  readonly osType?: string
}

/** A storage policy with what rests on it, where that is known: machines (their home), and disks as `vm-1001:2000`. */
export interface PolicyRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly rules: readonly string[]
  readonly machines?: readonly string[]
  readonly disks?: readonly string[]
}

/** A tag with the objects that carry it. */
export interface TagRecord {
  readonly category: string
  readonly name: string
  readonly objects: readonly Reference[]
}
