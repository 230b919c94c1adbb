import {
  anyOf,
  boolean,
  chain,
  integer,
  list,
  long,
  object,
  reference,
  string,
  type ValueOf,
} from './kinds.ts'

/** What a device rests on: a file, a LUN, a port, a PCI function. One wide shape for all backing types. */
const backing = anyOf('VirtualDeviceBackingInfo', {
  fileName: string,
  deviceName: string,
  uuid: string,
  diskMode: string,
  thinProvisioned: boolean,
  eagerlyScrub: boolean,
  writeThrough: boolean,
  sharing: string,
  changeId: string,
  lunUuid: string,
  compatibilityMode: string,
  keyId: object('CryptoKeyId', { keyId: string }),
  parent: chain('VirtualDiskFlatVer2BackingInfo', 'parent'),
  network: reference,
  port: object('DistributedVirtualSwitchPortConnection', {
    switchUuid: string,
    portgroupKey: string,
    portKey: string,
  }),
  opaqueNetworkId: string,
  opaqueNetworkType: string,
  id: string,
  deviceId: string,
  systemId: string,
  vendorId: integer,
  vgpu: string,
  customLabel: string,
  serviceURI: string,
  pipeName: string,
  endpoint: string,
})

/**
 * A virtual device of any type; `type` is the name of vSphere's class. One wide shape: a disk has `capacityInBytes`, a
 * network card `macAddress`, a controller `busNumber`.
 */
export const device = anyOf('VirtualDevice', {
  key: integer,
  deviceInfo: object('Description', { label: string, summary: string }),
  backing,
  connectable: object('VirtualDeviceConnectInfo', {
    startConnected: boolean,
    allowGuestControl: boolean,
    connected: boolean,
  }),
  slotInfo: anyOf('VirtualDevicePciBusSlotInfo', { pciSlotNumber: integer }),
  controllerKey: integer,
  unitNumber: integer,
  busNumber: integer,
  sharedBus: string,
  capacityInKB: long,
  capacityInBytes: long,
  shares: object('SharesInfo', { shares: integer, level: string }),
  storageIOAllocation: object('StorageIOAllocationInfo', { limit: long }),
  nativeUnmanagedLinkedClone: boolean,
  addressType: string,
  macAddress: string,
  wakeOnLanEnabled: boolean,
  uptCompatibilityEnabled: boolean,
  videoRamSizeInKB: long,
  autoConnectDevices: boolean,
  ehciEnabled: boolean,
  family: list(string),
  vendor: integer,
  product: integer,
})

/** A device record. */
export type DeviceRecord = ValueOf<typeof device>
