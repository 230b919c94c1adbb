import type { Device } from '../../../model/hardware.ts'
import type { DeviceRecord } from '../schema/device.ts'
import classes from './devices.json' with { type: 'json' }
import { controllerKind } from './disks.ts'
import { known } from './facts.ts'
import { adapterOf } from './nics.ts'

const kindByClass = new Map<string, string>(Object.entries(classes))

const allKinds: ReadonlySet<string> = new Set<Device['kind']>([
  'tpm',
  'pci-passthrough',
  'vgpu',
  'sriov-nic',
  'usb-controller',
  'usb',
  'cdrom',
  'floppy',
  'serial-port',
  'parallel-port',
  'sound',
  'video',
  'scsi-passthrough',
  'nvdimm',
  'watchdog',
  'precision-clock',
  'other',
])

/** Every device that is neither a disk, nor its controller, nor an ordinary network card. */
export function devicesOf(devices: readonly DeviceRecord[]): Device[] {
  return devices
    .filter((device) => !isElsewhere(device.type))
    .map((device) =>
      known({
        kind: kindOf(device),
        model: device.type,
        label: device.deviceInfo?.label?.trim(),
        connected: device.connectable?.connected,
        startConnected: device.connectable?.startConnected,
        backing: backingOf(device),
      }),
    )
}

/** Device classes that no table knows; they are kept as `other` and reported. */
export function unknownClasses(devices: readonly DeviceRecord[]): string[] {
  return devices.map((device) => device.type).filter((type) => !isElsewhere(type) && !kindByClass.has(type))
}

function isElsewhere(type: string): boolean {
  if (type === 'VirtualSriovEthernetCard') return false
  return type === 'VirtualDisk' || controllerKind(type) !== undefined || adapterOf(type) !== undefined
}

function kindOf(device: DeviceRecord): Device['kind'] {
  const kind = kindByClass.get(device.type)
  if (kind === 'pci-passthrough' && device.backing?.vgpu !== undefined) return 'vgpu'
  return kind !== undefined && isKind(kind) ? kind : 'other'
}

function isKind(kind: string): kind is Device['kind'] {
  return allKinds.has(kind)
}

/** What the device points at: an ISO, a PCI function, a vGPU profile, a pipe or a network address. */
function backingOf({ backing }: DeviceRecord): string | undefined {
  if (backing === undefined) return undefined
  const address = backing.id ?? backing.serviceURI ?? backing.pipeName ?? backing.endpoint
  const said = backing.fileName ?? backing.vgpu ?? address ?? backing.customLabel ?? backing.deviceName
  return said === '' ? undefined : said
}
