import { addressesOf } from '../../../model/estate.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** No address of the guest is known. */
export const guestAddressMissing: Rule = {
  id: 'guest.address-missing',
  alias: 'vmware.vm_missing_ip.detected',
  severity: 'act',
  title: 'No address known',
  needs: ['nics[].addresses'],
  assess(vm) {
    if (addressesOf(vm).length > 0) return undefined
    // Somebody must have looked: an empty answer of Tools counts, the absence of the column does not.
    const asked =
      vm.guestAddresses !== undefined ||
      vm.primaryAddress !== undefined ||
      (vm.nics !== undefined && vm.nics.every((nic) => nic.addresses !== undefined))
    if (!asked) return unknown('nics[].addresses')
    const off = vm.power !== undefined && vm.power !== 'on'
    return fires(
      `No address of this VM is known${off ? ` because it is ${vm.power}` : ''}: neither its references nor a static address can be kept.`,
      `${vm.nics?.length ?? 0} network cards, no address beyond link-local`,
      off
        ? 'Give its address in an overlay file, or start it once with VMware Tools.'
        : 'Install or repair VMware Tools, or give its address in an overlay file.',
    )
  },
}
