import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

const defaults = new Set(['localhost', 'localhost.localdomain', 'localhost.local', 'localhost6.localdomain6'])

/** The guest still has the host name it was installed with. */
export const guestHostNameDefault: Rule = {
  id: 'guest.host-name-default',
  alias: 'vmware.hostname.default',
  severity: 'act',
  title: 'Default host name',
  needs: ['guestHostName'],
  assess(vm) {
    if (vm.guestHostName === undefined) return unknown('guestHostName')
    const name = vm.guestHostName.trim().toLowerCase()
    if (!defaults.has(name)) return undefined
    return fires(
      'The guest is called localhost; DHCP, logs and monitoring cannot tell it from others.',
      seen(vm, 'guestHostName', vm.guestHostName),
      'Give the guest a host name of its own before the move.',
    )
  },
}
