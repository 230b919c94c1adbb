import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A network card is a virtual function of a physical one. */
export const deviceSriov: Rule = {
  id: 'device.sriov',
  alias: 'vmware.device.sriov.detected',
  severity: 'act',
  title: 'SR-IOV network card',
  needs: ['devices[sriov-nic]', 'nics[].adapter'],
  assess(vm) {
    const devices = devicesOf(vm, ['sriov-nic'])
    const nics = (vm.nics ?? []).filter((nic) => nic.adapter?.toLowerCase().includes('sriov'))
    const found = [
      ...(devices ?? []).map(deviceInWords),
      ...nics.map((nic) => `${nic.label} (${nic.adapter})`),
    ]
    if (found.length > 0) {
      return fires(
        'The VM uses a virtual function of a physical card: the guest will see another card and needs its driver.',
        several(found),
        'Provide an SR-IOV network (operator, node policy, attachment definition), or change the card to vmxnet3 before the move.',
      )
    }
    // The adapter type of every card answers it as well as the device list does.
    const typed = vm.nics?.every((nic) => nic.adapter !== undefined) === true
    return devices || typed ? undefined : unknown('devices')
  },
}
