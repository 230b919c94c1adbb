import { type HarbourDisk, type HarbourMachine, harbourMachine, type HarbourNic } from '../estate.ts'
import { attributesOf, measuresOf } from '../measures.ts'
import { datastores, networks } from '../places.ts'
import type { ControllerKind } from '../world.ts'
import { folderId, hostId, poolId, portOf, to } from './places.ts'
import { recordedNames } from './recorded-names.ts'

const controllerTypes: Readonly<Record<ControllerKind, string>> = {
  pvscsi: 'ParaVirtualSCSIController',
  'lsi-sas': 'VirtualLsiLogicSASController',
  lsi: 'VirtualLsiLogicController',
  nvme: 'VirtualNVMEController',
  ahci: 'VirtualAHCIController',
}

/** What the vCenter says and the workbook cannot, or says otherwise; the last two are Harbour's deliberate conflicts. */
const extras: Readonly<Record<string, (machine: HarbourMachine) => MachineExtras>> = {
  'ca-01': () => ({
    devices: [
      {
        type: 'VirtualTPM',
        key: 11_000,
        deviceInfo: { label: 'Virtual TPM', summary: 'Trusted Platform Module' },
      },
    ],
    properties: { 'config.keyId': { keyId: 'quay-kms-07' }, 'runtime.cryptoState': 'safe' },
    vbs: true,
  }),
  'cad-gpu-01': () => ({
    devices: [
      {
        type: 'VirtualPCIPassthrough',
        key: 13_000,
        deviceInfo: { label: 'PCI device 0', summary: 'Graphics' },
        backing: {
          type: 'VirtualPCIPassthroughDeviceBackingInfo',
          id: '0000:af:00.0',
          deviceId: '1eb8',
          vendorId: 4318,
          systemId: 'esx12',
        },
      },
    ],
  }),
  'cargo-rac-01': () => ({
    numa: true,
    untracked: ['scsi1:0', 'scsi1:1'],
  }),
  'license-01': () => ({
    devices: [
      {
        type: 'VirtualUSBXHCIController',
        key: 14_000,
        deviceInfo: { label: 'USB xHCI controller' },
        autoConnectDevices: true,
      },
      {
        type: 'VirtualUSB',
        key: 14_001,
        deviceInfo: { label: 'USB 1', summary: 'Sentinel HL Max' },
        backing: { type: 'VirtualUSBRemoteHostBackingInfo', deviceName: 'path:1/1/2' },
      },
    ],
    properties: { 'config.cpuAffinity': { affinitySet: [2, 3] } },
  }),
  'vrouter-01': () => ({
    properties: { 'config.cpuAffinity': { affinitySet: [8, 9, 10, 11, 12, 13, 14, 15] } },
  }),
  'vro-01': () => ({
    properties: { 'config.managedBy': { extensionKey: 'com.vmware.vco', type: 'vco-appliance' } },
  }),
  'erp-app-01': () => ({ memoryMib: 24_576 }),
  'cargo-batch-01': () => ({ note: 'Nightly batch. Owner: J. Verhoeven' }),
}

interface MachineExtras {
  readonly devices?: readonly {
    readonly type: string
    readonly key: number
    readonly deviceInfo: { readonly label: string; readonly summary?: string }
    readonly autoConnectDevices?: boolean
    readonly backing?: {
      readonly type: string
      readonly id?: string
      readonly deviceId?: string
      readonly vendorId?: number
      readonly systemId?: string
      readonly deviceName?: string
    }
  }[]
  readonly properties?: {
    readonly 'config.keyId'?: { readonly keyId: string }
    readonly 'runtime.cryptoState'?: string
    readonly 'config.cpuAffinity'?: { readonly affinitySet: readonly number[] }
    readonly 'config.managedBy'?: { readonly extensionKey: string; readonly type: string }
  }
  readonly vbs?: boolean
  readonly numa?: boolean
  readonly memoryMib?: number
  readonly note?: string
  /** Disks that change tracking leaves out. */
  readonly untracked?: readonly string[]
}

/** Records of the twelve machines. */
export function machineRecords() {
  return recordedNames.map((name) => {
    const machine = harbourMachine(name)
    return machineRecord(machine, extras[name]?.(machine) ?? {})
  })
}

function machineRecord(machine: HarbourMachine, extra: MachineExtras) {
  const memoryMib = extra.memoryMib ?? machine.size[1]
  const measures = measuresOf(machine)
  return {
    type: 'VirtualMachine' as const,
    id: machine.moref,
    properties: {
      name: machine.name,
      parent: to('Folder', folderId(machine.folder)),
      resourcePool: to('ResourcePool', poolId(machine.cluster)),
      customValue: Object.values(attributesOf(machine)).flatMap((value, at) =>
        value === null ? [] : [{ type: 'CustomFieldStringValue', key: 101 + at, value }],
      ),
      network: [...new Set(machine.nics.map((nic) => nic.network))]
        .map(networkOf)
        .map(({ kind, moref }) => to(kind === 'standard' ? 'Network' : 'DistributedVirtualPortgroup', moref)),
      'runtime.host': to('HostSystem', hostId(machine.host)),
      'runtime.powerState': 'poweredOn',
      'runtime.connectionState': 'connected',
      'runtime.faultToleranceState': 'notConfigured',
      'runtime.consolidationNeeded': false,
      'runtime.bootTime': measures.poweredOn.toISOString().replace('.000Z', 'Z'),
      'config.template': false,
      'config.uuid': machine.smbiosUuid,
      'config.instanceUuid': machine.instanceUuid,
      'config.version': `vmx-${machine.hardware ?? (machine.cluster === 'QS-EDGE' ? 14 : 19)}`,
      'config.guestId': machine.system.guestId,
      'config.guestFullName': machine.system.configured,
      'config.annotation': extra.note ?? machine.note ?? '',
      'config.createDate': measures.created.toISOString().replace('.000Z', 'Z'),
      'config.firmware': machine.system.firmware,
      'config.bootOptions': {
        bootDelay: 0,
        enterBIOSSetup: false,
        efiSecureBootEnabled: machine.secureBoot === true,
      },
      'config.cpuHotAddEnabled': machine.cpuHotAdd === true,
      'config.cpuHotRemoveEnabled': false,
      'config.memoryHotAddEnabled': machine.memoryHotAdd === true,
      'config.cpuAllocation': {
        reservation: machine.latency === 'high' ? machine.size[0] * 2600 : 0,
        limit: machine.cpuLimitMhz ?? -1,
        shares: { shares: machine.size[0] * 1000, level: 'normal' },
      },
      'config.memoryAllocation': {
        reservation: machine.memoryReservationMib ?? 0,
        limit: -1,
        shares: { shares: machine.size[1] * 10, level: 'normal' },
      },
      'config.memoryReservationLockedToMax': machine.memoryReservationMib === machine.size[1],
      'config.latencySensitivity': { level: machine.latency ?? 'normal' },
      'config.changeTrackingEnabled': machine.changeTracking ?? true,
      'config.nestedHVEnabled': false,
      'config.flags': {
        diskUuidEnabled: machine.diskUuid === true,
        vbsEnabled: extra.vbs === true,
        vvtdEnabled: extra.vbs === true,
      },
      'config.tools': { syncTimeWithHost: false },
      'config.files': { vmPathName: `[${machine.datastore}] ${machine.files}/${machine.files}.vmx` },
      'config.extraConfig': extraConfig(machine, extra),
      ...(extra.numa ? { 'config.memoryAffinity': { affinitySet: [0] } } : {}),
      ...extra.properties,
      'config.hardware.numCPU': machine.size[0],
      'config.hardware.numCoresPerSocket': machine.coresPerSocket ?? 1,
      'config.hardware.autoCoresPerSocket': false,
      'config.hardware.memoryMB': memoryMib,
      'config.hardware.device': [
        ...controllers(machine.disks),
        ...machine.disks.map(diskDevice),
        ...machine.nics.map(nicDevice),
        {
          type: 'VirtualCdrom',
          key: 3000,
          deviceInfo: { label: 'CD/DVD drive 1' },
          connectable: { connected: false, startConnected: false, allowGuestControl: true },
          backing: { type: 'VirtualCdromRemotePassthroughBackingInfo', deviceName: '' },
        },
        ...(extra.devices ?? []),
      ],
      'guest.guestId': machine.system.guestId,
      'guest.guestFullName': machine.system.tools,
      'guest.hostName': machine.dnsName,
      'guest.ipAddress': machine.nics[0]?.addresses[0] ?? '',
      'guest.toolsStatus': 'toolsOk',
      'guest.toolsVersion': '12416',
      'guest.toolsVersionStatus2': 'guestToolsCurrent',
      'guest.toolsRunningStatus': 'guestToolsRunning',
      'guest.net': machine.nics.filter((nic) => nic.addresses.length > 0).map(guestNic),
      'guest.ipStack': [
        {
          dnsConfig: {
            hostName: machine.name,
            domainName: 'harbour.example',
            ipAddress: ['10.20.60.11', '10.20.60.12'],
          },
          ipRouteConfig: {
            ipRoute: [
              {
                network: '0.0.0.0',
                prefixLength: 0,
                gateway: { ipAddress: gatewayOf(machine), device: '0' },
              },
            ],
          },
        },
      ],
      'guest.disk': machine.partitions.map((part) => ({
        diskPath: part.path,
        capacity: part.capacityMib * 1_048_576,
        freeSpace: part.freeMib * 1_048_576,
        mappings: part.disk < 0 ? [] : [{ key: machine.disks[part.disk]?.key ?? 0 }],
      })),
      'summary.storage': {
        committed: measures.inUseMib * 1_048_576,
        uncommitted: (measures.provisionedMib - measures.inUseMib) * 1_048_576,
        unshared: measures.inUseMib * 1_048_576,
      },
      'summary.quickStats': {
        overallCpuUsage: measures.cpuMhz,
        overallCpuReadiness: measures.cpuReadiness,
        guestMemoryUsage: measures.activeMib,
      },
    },
  }
}

function extraConfig(machine: HarbourMachine, extra: MachineExtras) {
  const option = (key: string, value: string) => ({ type: 'OptionValue', key, value })
  const tracked = machine.changeTracking ?? true
  return [
    option('ctkEnabled', tracked ? 'TRUE' : 'FALSE'),
    ...machine.disks.map((disk) => {
      const name = `scsi${disk.bus}:${disk.unit}`
      return option(`${name}.ctkEnabled`, tracked && !extra.untracked?.includes(name) ? 'TRUE' : 'FALSE')
    }),
    ...(extra.numa ? [option('numa.nodeAffinity', '0')] : []),
    ...(machine.name === 'vro-01' ? [option('guestinfo.vmware.hostname', 'vro-01.harbour.example')] : []),
    ...(machine.name === 'vro-01' ? [option('guestinfo.password', 'CANARY-password-9f3c32')] : []),
  ]
}

function controllers(disks: readonly HarbourDisk[]) {
  const first = new Map<number, HarbourDisk>()
  for (const disk of disks) if (!first.has(disk.bus)) first.set(disk.bus, disk)
  return [...first.values()].map((disk) => ({
    type: controllerTypes[disk.controller],
    key: 1000 + disk.bus,
    deviceInfo: { label: `SCSI controller ${disk.bus}` },
    busNumber: disk.bus,
    sharedBus: disk.sharedBus ?? 'noSharing',
  }))
}

function diskDevice(disk: HarbourDisk) {
  const datastore = /^\[(.+?)\]/.exec(disk.file)?.[1]
  if (!datastores.some((store) => store.name === datastore)) throw new RangeError(disk.file)
  const common = {
    fileName: disk.file,
    uuid: disk.uuid,
    diskMode: disk.mode ?? 'persistent',
    sharing: disk.multiWriter ? 'sharingMultiWriter' : 'sharingNone',
  }
  return {
    type: 'VirtualDisk',
    key: disk.key,
    deviceInfo: { label: disk.label },
    controllerKey: 1000 + disk.bus,
    unitNumber: disk.unit,
    capacityInKB: disk.capacityMib * 1024,
    capacityInBytes: disk.capacityMib * 1_048_576,
    backing: disk.rdm
      ? {
          ...common,
          type: 'VirtualDiskRawDiskMappingVer1BackingInfo',
          lunUuid: disk.rdm.lun,
          compatibilityMode: disk.rdm.mode,
        }
      : {
          ...common,
          type: 'VirtualDiskFlatVer2BackingInfo',
          thinProvisioned: disk.thin === true,
          eagerlyScrub: disk.eager === true,
          writeThrough: false,
        },
  }
}

function networkOf(name: string) {
  const network = networks.find((candidate) => candidate.name === name)
  if (!network) throw new RangeError(name)
  return network
}

function nicDevice(nic: HarbourNic) {
  const network = networkOf(nic.network)
  return {
    type: `Virtual${nic.adapter}`,
    key: nic.key,
    deviceInfo: { label: nic.label },
    addressType: 'assigned',
    macAddress: nic.mac,
    wakeOnLanEnabled: true,
    connectable: { startConnected: true, allowGuestControl: true, connected: nic.connected },
    slotInfo: { type: 'VirtualDevicePciBusSlotInfo', pciSlotNumber: 160 + (nic.key - 4000) * 32 },
    backing:
      network.kind === 'standard'
        ? {
            type: 'VirtualEthernetCardNetworkBackingInfo',
            deviceName: network.name,
            network: to('Network', network.moref),
          }
        : { type: 'VirtualEthernetCardDistributedVirtualPortBackingInfo', port: portOf(network.moref) },
  }
}

function guestNic(nic: HarbourNic) {
  return {
    network: nic.network,
    ipAddress: nic.addresses,
    macAddress: nic.mac,
    connected: nic.connected,
    deviceConfigId: nic.key,
    ipConfig: {
      ipAddress: nic.addresses.map((ipAddress) => ({
        ipAddress,
        prefixLength: Number(networkOf(nic.network).subnet?.split('/')[1] ?? 24),
        origin: nic.network === 'QS-VDI-80' ? 'dhcp' : 'manual',
        state: 'preferred',
      })),
    },
  }
}

function gatewayOf(machine: HarbourMachine): string {
  const address = machine.nics[0]?.addresses[0] ?? '10.20.10.9'
  return `${address.split('.').slice(0, 3).join('.')}.1`
}
