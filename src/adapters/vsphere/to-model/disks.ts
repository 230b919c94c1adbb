import type { Controller, Disk } from '../../../model/hardware.ts'
import type { DeviceRecord } from '../schema/device.ts'
import { plainName } from './context.ts'
import { known } from './facts.ts'

/** The disks of a machine, in the order of their keys. `trackedSlots` are those with `….ctkEnabled` in extraConfig. */
export function disksOf(
  devices: readonly DeviceRecord[],
  trackedSlots: ReadonlySet<string> | undefined,
  policies?: ReadonlyMap<number, string>,
): Disk[] {
  const controllers = new Map(devices.map((device) => [device.key, device]))
  return devices
    .filter((device) => device.type === 'VirtualDisk')
    .map((device) => diskOf(device, controllers.get(device.controllerKey), trackedSlots, policies))
    .sort((a, b) => (a.key ?? 0) - (b.key ?? 0))
}

function diskOf(
  device: DeviceRecord,
  controllerDevice: DeviceRecord | undefined,
  trackedSlots: ReadonlySet<string> | undefined,
  policies: ReadonlyMap<number, string> | undefined,
): Disk {
  const { backing } = device
  const controller = controllerDevice === undefined ? undefined : controllerOf(controllerDevice)
  const path = backing?.fileName
  const slot = `${controller?.kind ?? ''}${controller?.bus ?? 0}:${device.unitNumber ?? 0}`
  const capacityBytes =
    device.capacityInBytes ?? (device.capacityInKB === undefined ? undefined : device.capacityInKB * 1024)
  return known({
    key: device.key,
    label: device.deviceInfo?.label ?? `disk ${device.key ?? '?'}`,
    capacityBytes,
    datastore: path === undefined ? undefined : datastoreOf(path),
    path,
    uuid: backing?.uuid?.toLowerCase(),
    thin: backing?.thinProvisioned,
    eagerZeroed: backing?.eagerlyScrub,
    mode: backing?.diskMode,
    sharing: sharingOf(backing?.sharing),
    rdm: rdmOf(device),
    // A change id proves tracking; the slot's key in extraConfig says that it will start at the next stun.
    changeTracking: backing?.changeId !== undefined ? true : trackedSlots?.has(slot),
    controller,
    unit: device.unitNumber,
    parents: backing === undefined ? undefined : (backing.parent ?? 0),
    writeThrough: backing?.writeThrough,
    shares: device.shares?.shares,
    iopsLimit: device.storageIOAllocation?.limit,
    storagePolicy: policies?.get(device.key ?? -1),
    encrypted: backing?.keyId !== undefined ? true : undefined,
  })
}

/** `[datastore] folder/file.vmdk` names its datastore as vCenter stores the name; an empty name means that it is lost. */
function datastoreOf(path: string): string {
  const end = path.startsWith('[') ? path.indexOf(']') : -1
  return end === -1 ? '' : plainName(path.slice(1, end))
}

function sharingOf(sharing: string | undefined): 'none' | 'multi-writer' | undefined {
  if (sharing === undefined) return undefined
  return sharing === 'sharingMultiWriter' ? 'multi-writer' : 'none'
}

function rdmOf({ backing }: DeviceRecord): Disk['rdm'] {
  if (backing === undefined) return undefined
  const raw = backing.type.includes('RawDisk') || backing.lunUuid !== undefined
  if (!raw) return undefined
  const mode =
    backing.compatibilityMode === 'physicalMode'
      ? 'physical'
      : backing.compatibilityMode === 'virtualMode'
        ? 'virtual'
        : 'unknown'
  return known({ mode, lun: backing.lunUuid ?? backing.deviceName } as const)
}

const kinds: readonly (readonly [RegExp, Controller['kind']])[] = [
  [/SCSI|LsiLogic|BusLogic/i, 'scsi'],
  [/AHCI|SATA/i, 'sata'],
  [/IDE/i, 'ide'],
  [/NVME/i, 'nvme'],
]

/** What kind of disk controller this class of device is; undefined when it is none. */
export function controllerKind(type: string): Controller['kind'] | undefined {
  if (!type.endsWith('Controller')) return undefined
  return kinds.find(([pattern]) => pattern.test(type))?.[1]
}

const buses = { noSharing: 'none', virtualSharing: 'virtual', physicalSharing: 'physical' } as const

function controllerOf(device: DeviceRecord): Controller {
  const { sharedBus } = device
  return known({
    kind: controllerKind(device.type) ?? 'unknown',
    model: device.type,
    bus: device.busNumber,
    sharedBus:
      sharedBus !== undefined && sharedBus in buses ? buses[sharedBus as keyof typeof buses] : undefined,
  } as const)
}
