import type { Device } from '../../model/hardware.ts'
import type { Vm } from '../../model/vm.ts'

/** What RVTools has tabs for (vCD, vUSB, vFloppy): a list of only these says nothing about other kinds. */
const tabbed: ReadonlySet<Device['kind']> = new Set(['cdrom', 'floppy', 'usb', 'usb-controller'])

/**
 * Devices of the kinds asked for, or undefined when no source lists devices of such a kind. A managed object of a
 * vCenter lists all of its devices. A workbook only has tabs for some kinds, and then what it lists says nothing of others.
 */
export function devicesOf(vm: Vm, kinds: readonly Device['kind'][]): readonly Device[] | undefined {
  const all = vm.devices
  if (!all) return undefined
  const found = all.filter((device) => kinds.includes(device.kind))
  if (found.length > 0 || listsAll(vm, all)) return found
  return kinds.every((kind) => tabbed.has(kind) && all.some((device) => device.kind === kind))
    ? found
    : undefined
}

function listsAll(vm: Vm, all: readonly Device[]): boolean {
  const place = vm.origins[vm.from['devices'] ?? -1]?.place
  return place?.object !== undefined || all.some((device) => !tabbed.has(device.kind))
}

/** A device in words. */
export function deviceInWords(device: Device): string {
  return `${device.label ?? device.kind} (${device.model}${device.backing ? `, ${device.backing}` : ''})`
}
