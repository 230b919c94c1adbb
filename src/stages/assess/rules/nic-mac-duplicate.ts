import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Two VMs have the same MAC address. */
export const nicMacDuplicate: Rule = {
  id: 'nic.mac-duplicate',
  severity: 'act',
  title: 'MAC address used twice',
  needs: ['nics[].mac'],
  assess(vm, site) {
    if (!vm.nics) return unknown('nics')
    const found: string[] = []
    for (const nic of vm.nics) {
      const others = nic.mac === undefined ? [] : site.sharersOfMac(vm, nic.mac)
      if (others.length > 0) found.push(`${nic.label} ${nic.mac} also on ${several(others)}`)
    }
    if (found.length > 0) {
      return fires(
        'A MAC address of this VM is used by another one; a cluster with kubemacpool refuses the second.',
        several(found),
        'Give one of them a new MAC address before the move, and check licences bound to it.',
      )
    }
    return vm.nics.some((nic) => nic.mac === undefined) ? unknown('nics[].mac') : undefined
  },
}
