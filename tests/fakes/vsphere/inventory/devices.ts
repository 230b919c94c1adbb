import { type Data, type Ref } from '../wire/value.ts'
import { changeIdOf, type MachineState } from './machine-state.ts'
import { type DiskTraits, macOf, type Traits } from './traits.ts'

/** What the devices of a machine are plugged into. */
export interface Plugs {
  readonly datastore: Ref
  readonly portgroup: Ref
  readonly dvsUuid: string
  readonly network: Ref
  readonly networkName: string
}

/** When a snapshot is described: how far the log of changes was, and whether there was one. */
export interface Moment {
  readonly epoch: number
  readonly cbt: boolean
}

const connected = { startConnected: true, allowGuestControl: true, connected: true, status: 'ok' } as const

/** The devices of a machine, now or as a snapshot keeps them. */
export function devicesOf(traits: Traits, state: MachineState, plugs: Plugs, moment: Moment): Data[] {
  return [
    plain('VirtualIDEController', 200, 'IDE 0', { busNumber: 0 }),
    plain('VirtualIDEController', 201, 'IDE 1', { busNumber: 1, device: [3000] }),
    plain('VirtualPS2Controller', 300, 'PS2 controller 0', { busNumber: 0, device: [600, 700] }),
    plain('VirtualPCIController', 100, 'PCI controller 0', {
      busNumber: 0,
      device: [500, 12000, 1000, 4000],
    }),
    plain('VirtualSIOController', 400, 'SIO controller 0', { busNumber: 0 }),
    plain('VirtualKeyboard', 600, 'Keyboard', { controllerKey: 300, unitNumber: 0 }),
    plain('VirtualPointingDevice', 700, 'Pointing device', {
      backing: {
        $: 'VirtualPointingDeviceDeviceBackingInfo',
        deviceName: '',
        hostPointingDevice: 'autodetect',
      },
      controllerKey: 300,
      unitNumber: 1,
    }),
    plain('VirtualMachineVideoCard', 500, 'Video card ', {
      controllerKey: 100,
      unitNumber: 0,
      videoRamSizeInKB: 8192,
      numDisplays: 1,
      useAutoDetect: false,
      enable3DSupport: false,
    }),
    plain('VirtualMachineVMCIDevice', 12_000, 'VMCI device', { controllerKey: 100, unitNumber: 17, id: -1 }),
    plain(
      traits.n % 6 === 2 ? 'VirtualLsiLogicSASController' : 'ParaVirtualSCSIController',
      1000,
      'SCSI controller 0',
      {
        controllerKey: 100,
        unitNumber: 3,
        busNumber: 0,
        device: traits.disks.map((disk) => disk.key),
        hotAddRemove: true,
        sharedBus: 'noSharing',
        scsiCtlrUnitNumber: 7,
      },
    ),
    plain('VirtualCdrom', 3000, 'CD/DVD drive 1', {
      backing: { $: 'VirtualCdromRemotePassthroughBackingInfo', deviceName: '', exclusive: false },
      connectable: { ...connected, startConnected: false, connected: false, status: 'untried' },
      controllerKey: 201,
      unitNumber: 0,
    }),
    ...traits.disks.map((disk) => diskDevice(traits, disk, state, plugs, moment)),
    ...Array.from({ length: traits.nics }, (_, card) => nic(traits, card, plugs)),
    ...(traits.tpm ? [plain('VirtualTPM', 11_000, 'Virtual TPM', { controllerKey: 100 })] : []),
    ...(traits.gpu ? [gpu()] : []),
  ]
}

function plain(type: string, key: number, label: string, fields: Data): Data {
  return { $: type, key, deviceInfo: { label, summary: label }, ...fields }
}

function gpu(): Data {
  return plain('VirtualPCIPassthrough', 13_000, 'PCI device 0', {
    backing: { $: 'VirtualPCIPassthroughVmiopBackingInfo', vgpu: 'grid_t4-4q' },
    controllerKey: 100,
    unitNumber: 18,
  })
}

function nic(traits: Traits, card: number, plugs: Plugs): Data {
  const distributed = card === 0 && traits.n % 9 !== 8
  return plain(
    traits.n % 13 === 12 ? 'VirtualE1000' : 'VirtualVmxnet3',
    4000 + card,
    `Network adapter ${card + 1}`,
    {
      backing: distributed
        ? {
            $: 'VirtualEthernetCardDistributedVirtualPortBackingInfo',
            port: {
              switchUuid: plugs.dvsUuid,
              portgroupKey: plugs.portgroup.id,
              portKey: String(traits.n),
              connectionCookie: traits.n,
            },
          }
        : {
            $: 'VirtualEthernetCardNetworkBackingInfo',
            deviceName: plugs.networkName,
            useAutoDetect: false,
            network: plugs.network,
          },
      connectable: { ...connected, connected: traits.on },
      slotInfo: { $: 'VirtualDevicePciBusSlotInfo', pciSlotNumber: 160 + card * 32 },
      controllerKey: 100,
      unitNumber: 7 + card,
      addressType: 'assigned',
      macAddress: macOf(traits.n, card),
      wakeOnLanEnabled: true,
      uptCompatibilityEnabled: false,
    },
  )
}

function diskDevice(
  traits: Traits,
  disk: DiskTraits,
  state: MachineState,
  plugs: Plugs,
  moment: Moment,
): Data {
  const changeId = moment.cbt ? changeIdOf(traits, disk, state.generation, moment.epoch) : undefined
  return plain('VirtualDisk', disk.key, `Hard disk ${disk.key - 1999}`, {
    deviceInfo: {
      label: `Hard disk ${disk.key - 1999}`,
      summary: `${thousands(disk.bytes / 1024)} KB`,
    },
    backing: backingOf(disk, plugs.datastore, changeId),
    controllerKey: 1000,
    unitNumber: disk.unit,
    capacityInKB: disk.bytes / 1024,
    capacityInBytes: disk.bytes,
    shares: { shares: 1000, level: 'normal' },
    storageIOAllocation: { limit: -1, shares: { shares: 1000, level: 'normal' }, reservation: 0 },
    diskObjectId: `${traits.n}-${disk.key}`,
    nativeUnmanagedLinkedClone: false,
  })
}

function backingOf(disk: DiskTraits, datastore: Ref, changeId: string | undefined): Data {
  const tracked = changeId === undefined ? {} : { changeId }
  return { $: disk.backing, ...ownOf(disk, datastore), ...tracked }
}

function ownOf(disk: DiskTraits, datastore: Ref): Data {
  const file = { fileName: disk.file, datastore, backingObjectId: '' }
  const contentId = disk.uuid.replaceAll('-', '').toLowerCase()
  const kept = { ...file, diskMode: 'persistent', uuid: disk.uuid }
  switch (disk.backing) {
    case 'VirtualDiskFlatVer2BackingInfo': {
      const thinProvisioned = disk.key % 2 === 0
      const flags = { split: false, writeThrough: false, digestEnabled: false, sharing: 'sharingNone' }
      return { ...kept, ...flags, thinProvisioned, contentId }
    }
    case 'VirtualDiskSeSparseBackingInfo':
      return { ...kept, writeThrough: false, contentId, digestEnabled: false }
    case 'VirtualDiskSparseVer2BackingInfo':
      return { ...kept, split: false }
    case 'VirtualDiskRawDiskMappingVer1BackingInfo':
      return {
        ...kept,
        lunUuid: `0200000000${contentId}`,
        deviceName: 'vml.0200000000',
        compatibilityMode: 'virtualMode',
        sharing: 'sharingNone',
      }
    case 'VirtualDiskRawDiskVer2BackingInfo':
      return {
        deviceName: '/vmfs/devices/disks/naa.600',
        descriptorFileName: disk.file,
        uuid: disk.uuid,
        sharing: 'sharingNone',
      }
  }
}

function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}
