import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The guest is configured through guestinfo keys. */
export const guestInfoKeys: Rule = {
  id: 'guest.info-keys',
  severity: 'act',
  title: 'Configured through guestinfo',
  needs: ['guestInfoKeys'],
  assess(vm) {
    if (!vm.guestInfoKeys) return unknown('guestInfoKeys')
    // Tools themselves write these; nobody configures a guest with them.
    const own = vm.guestInfoKeys.filter(
      (key) => !/^guestinfo\.(vmtools|appInfo|driver|toolsInstall|detailed)/.test(key),
    )
    if (own.length === 0) return undefined
    return fires(
      'The guest reads its configuration from guestinfo keys, which do not exist on KubeVirt.',
      several(own),
      'Find the reader (cloud-init, Ignition, an appliance) and give it the same data through cloud-init or a secret disk.',
    )
  },
}
