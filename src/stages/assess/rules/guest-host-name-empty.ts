import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The guest reports no host name. */
export const guestHostNameEmpty: Rule = {
  id: 'guest.host-name-empty',
  alias: 'vmware.hostname.empty',
  severity: 'act',
  title: 'No host name',
  needs: ['guestHostName'],
  assess(vm) {
    if (vm.guestHostName === undefined) return unknown('guestHostName')
    if (vm.guestHostName.trim() !== '') return undefined
    const off = vm.power !== undefined && vm.power !== 'on'
    return fires(
      `The guest reports no host name${off ? ` because the VM is ${vm.power}` : ''}; evidence that names it cannot be matched.`,
      seen(vm, 'guestHostName', ''),
      off
        ? 'Start it once with VMware Tools, or give its name in an overlay file.'
        : 'Install or repair VMware Tools.',
    )
  },
}
