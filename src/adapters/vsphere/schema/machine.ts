import { device } from './device.ts'
import { entityProperties } from './entity.ts'
import {
  anyOf,
  boolean,
  date,
  integer,
  type Kind,
  lazy,
  list,
  long,
  object,
  reference,
  string,
} from './kinds.ts'

/** One snapshot and those taken on top of it. */
export interface SnapshotRecord {
  readonly snapshot?: { readonly type: string; readonly value: string }
  readonly name?: string
  readonly description?: string
  readonly createTime?: string
  readonly state?: string
  readonly quiesced?: boolean
  readonly childSnapshotList?: readonly SnapshotRecord[]
}

const snapshotTree: Kind<SnapshotRecord> = object('VirtualMachineSnapshotTree', {
  snapshot: reference,
  name: string,
  description: string,
  createTime: date,
  state: string,
  quiesced: boolean,
  childSnapshotList: list(lazy('VirtualMachineSnapshotTree', () => snapshotTree)),
})

/** Reservation, limit and shares of a machine or a pool. */
export const allocation = object('ResourceAllocationInfo', {
  reservation: long,
  limit: long,
  expandableReservation: boolean,
  shares: object('SharesInfo', { shares: integer, level: string }),
})

const affinity = object('VirtualMachineAffinityInfo', { affinitySet: list(integer) })

const dns = object('NetDnsConfigInfo', { hostName: string, domainName: string, ipAddress: list(string) })

const guestNic = object('GuestNicInfo', {
  network: string,
  ipAddress: list(string),
  macAddress: string,
  connected: boolean,
  deviceConfigId: integer,
  dnsConfig: dns,
  ipConfig: object('NetIpConfigInfo', {
    ipAddress: list(
      object('NetIpConfigInfoIpAddress', {
        ipAddress: string,
        prefixLength: integer,
        origin: string,
        state: string,
      }),
    ),
  }),
})

const guestStack = object('GuestStackInfo', {
  dnsConfig: dns,
  ipRouteConfig: object('NetIpRouteConfigInfo', {
    ipRoute: list(
      object('NetIpRouteConfigInfoIpRoute', {
        network: string,
        prefixLength: integer,
        gateway: object('NetIpRouteConfigInfoGateway', { ipAddress: string, device: string }),
      }),
    ),
  }),
})

const guestDisk = object('GuestDiskInfo', {
  diskPath: string,
  capacity: long,
  freeSpace: long,
  filesystemType: string,
  mappings: list(object('GuestInfoVirtualDiskMapping', { key: integer })),
})

const bootable = anyOf('VirtualMachineBootOptionsBootableDevice', { deviceKey: integer })

/** The properties that are read of a virtual machine, by path. */
export const machineProperties = {
  ...entityProperties,
  parentVApp: reference,
  resourcePool: reference,
  network: list(reference),
  'runtime.host': reference,
  'runtime.powerState': string,
  'runtime.connectionState': string,
  'runtime.faultToleranceState': string,
  'runtime.consolidationNeeded': boolean,
  'runtime.bootTime': date,
  'runtime.suspendTime': date,
  'runtime.minRequiredEVCModeKey': string,
  'runtime.cryptoState': string,
  'config.template': boolean,
  'config.uuid': string,
  'config.instanceUuid': string,
  'config.version': string,
  'config.guestId': string,
  'config.guestFullName': string,
  'config.annotation': string,
  'config.createDate': date,
  'config.firmware': string,
  'config.bootOptions': object('VirtualMachineBootOptions', {
    bootDelay: long,
    enterBIOSSetup: boolean,
    efiSecureBootEnabled: boolean,
    bootOrder: list(bootable),
  }),
  'config.cpuHotAddEnabled': boolean,
  'config.cpuHotRemoveEnabled': boolean,
  'config.memoryHotAddEnabled': boolean,
  'config.cpuAllocation': allocation,
  'config.memoryAllocation': allocation,
  'config.memoryReservationLockedToMax': boolean,
  'config.cpuAffinity': affinity,
  'config.memoryAffinity': affinity,
  'config.latencySensitivity': object('LatencySensitivity', { level: string }),
  'config.changeTrackingEnabled': boolean,
  'config.ftInfo': anyOf('FaultToleranceConfigInfo', { role: integer }),
  'config.managedBy': object('ManagedByInfo', { extensionKey: string, type: string }),
  'config.keyId': object('CryptoKeyId', { keyId: string }),
  'config.nestedHVEnabled': boolean,
  'config.flags': object('VirtualMachineFlagInfo', {
    diskUuidEnabled: boolean,
    vbsEnabled: boolean,
    vvtdEnabled: boolean,
  }),
  'config.tools': object('ToolsConfigInfo', { syncTimeWithHost: boolean }),
  'config.files': object('VirtualMachineFileInfo', { vmPathName: string }),
  'config.extraConfig': list(anyOf('OptionValue', { key: string, value: string })),
  'config.hardware.numCPU': integer,
  'config.hardware.numCoresPerSocket': integer,
  'config.hardware.autoCoresPerSocket': boolean,
  'config.hardware.memoryMB': integer,
  'config.hardware.device': list(device),
  'guest.guestId': string,
  'guest.guestFullName': string,
  'guest.guestDetailedData': string,
  'guest.hostName': string,
  'guest.ipAddress': string,
  'guest.toolsStatus': string,
  'guest.toolsVersion': string,
  'guest.toolsVersionStatus2': string,
  'guest.toolsRunningStatus': string,
  'guest.net': list(guestNic),
  'guest.ipStack': list(guestStack),
  'guest.disk': list(guestDisk),
  snapshot: object('VirtualMachineSnapshotInfo', {
    currentSnapshot: reference,
    rootSnapshotList: list(snapshotTree),
  }),
  'summary.storage': object('VirtualMachineStorageSummary', {
    committed: long,
    uncommitted: long,
    unshared: long,
  }),
  'summary.quickStats': object('VirtualMachineQuickStats', {
    overallCpuUsage: integer,
    overallCpuReadiness: integer,
    guestMemoryUsage: integer,
  }),
} as const
