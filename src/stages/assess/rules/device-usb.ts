import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A USB controller (USB 2 or xHCI), possibly with a device behind it. */
export const deviceUsb: Rule = {
  id: 'device.usb',
  alias: 'vmware.usb_controller.detected',
  severity: 'act',
  title: 'USB controller',
  needs: ['devices[usb]', 'devices[usb-controller]'],
  assess(vm) {
    const found = devicesOf(vm, ['usb-controller', 'usb'])
    if (!found) return unknown('devices')
    if (found.length === 0) return undefined
    const attached = found.some((device) => device.kind === 'usb')
    return fires(
      attached
        ? 'A USB device is attached; on the target it would bind the VM to one node.'
        : 'The VM has a USB controller; it is not carried over.',
      several(found.map(deviceInWords)),
      attached
        ? 'Move a dongle or a modem to a network USB server, or pin the VM to the node that has the device.'
        : 'Ask the owner whether a dongle is ever plugged in; else remove the controller.',
      attached ? 'act' : 'inform',
    )
  },
}
