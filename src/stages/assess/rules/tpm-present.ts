import { devicesOf } from '../device-facts.ts'
import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM has a virtual TPM. */
export const tpmPresent: Rule = {
  id: 'tpm.present',
  alias: 'vmware.tpm.detected',
  severity: 'act',
  title: 'Virtual TPM',
  needs: ['vTpm'],
  assess(vm) {
    const devices = devicesOf(vm, ['tpm'])
    const present = vm.vTpm ?? (devices ? devices.length > 0 : undefined)
    if (present === undefined) return unknown('vTpm')
    if (!present) return undefined
    return fires(
      'The VM has a virtual TPM; its content stays behind, and whatever was sealed to it locks itself.',
      vm.vTpm === undefined ? 'a TPM in the device list' : seen(vm, 'vTpm', true),
      'Suspend BitLocker (or have the recovery keys ready) before the cutover and seal it again after the first boot.',
    )
  },
}
