import type { Device } from '../../model/hardware.ts'
import type { Vm } from '../../model/vm.ts'

/** What RVTools has tabs for (vCD, vUSB, vFloppy): a list of only these says nothing about other kinds. */
const tabbed: ReadonlySet<Device['kind']> = new Set(['cdrom', 'floppy', 'usb', 'usb-controller'])

/**
 * Devices of the kinds asked for, or undefined when no source lists devices of such a kind. Every VM of a vCenter has
 * a video card and a keyboard, so a list without anything but tabbed kinds comes from a workbook and is partial.
 */
export function devicesOf(vm: Vm, kinds: readonly Device['kind'][]): readonly Device[] | undefined {
  const all = vm.devices
  if (!all) return undefined
  const found = all.filter((device) => kinds.includes(device.kind))
  if (found.length > 0) return found
  const complete = all.some((device) => !tabbed.has(device.kind))
  return complete || kinds.every((kind) => tabbed.has(kind) && all.some((device) => device.kind === kind))
    ? found
    : undefined
}

/** A device in words. */
export function deviceInWords(device: Device): string {
  return `${device.label ?? device.kind} (${device.model}${device.backing ? `, ${device.backing}` : ''})`
}
