import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A share of a graphics card. */
export const deviceVgpu: Rule = {
  id: 'device.vgpu',
  severity: 'act',
  title: 'Virtual GPU',
  needs: ['devices[vgpu]'],
  assess(vm) {
    const found = devicesOf(vm, ['vgpu'])
    if (!found) return unknown('devices')
    if (found.length === 0) return undefined
    return fires(
      'The VM uses a vGPU profile; the target needs the same card, its manager and the licence server.',
      several(found.map(deviceInWords)),
      'Map the profile to a mediated device of the target and reach the licence server from there; plan the VM after the GPU nodes.',
    )
  },
}
