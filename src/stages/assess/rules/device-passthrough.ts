import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A physical PCI or SCSI device of the host is given to the VM. */
export const devicePassthrough: Rule = {
  id: 'device.passthrough',
  alias: 'vmware.passthrough_device.detected',
  severity: 'block',
  title: 'Passed-through device',
  needs: ['devices[pci-passthrough]', 'devices[scsi-passthrough]'],
  assess(vm) {
    const found = devicesOf(vm, ['pci-passthrough', 'scsi-passthrough'])
    if (!found) return unknown('devices')
    if (found.length === 0) return undefined
    return fires(
      'A physical device of the host belongs to this VM; it does not travel with it.',
      several(found.map(deviceInWords)),
      'Take the device out, or put an equal one into a node and list it under permittedHostDevices; then say so in plan.yaml.',
    )
  },
}
