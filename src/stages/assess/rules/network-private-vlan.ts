import { several } from '../evidence.ts'
import { attachedNetworks } from '../network-facts.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A card is on a private VLAN. */
export const networkPrivateVlan: Rule = {
  id: 'network.private-vlan',
  severity: 'act',
  title: 'On a private VLAN',
  needs: ['networks[].vlan'],
  assess(vm, site) {
    const attached = attachedNetworks(vm, site)
    if (!attached) return unknown('nics')
    const found: string[] = []
    for (const { name, vlan } of attached.networks) {
      if (vlan?.kind !== 'private') continue
      found.push(
        `${name}: ${vlan.type ?? 'private'} VLAN ${vlan.secondary} of ${vlan.primary ?? 'an unknown primary'}`,
      )
    }
    if (found.length > 0) {
      return fires(
        'A network card is on a private VLAN: the isolation is made by the virtual switch and does not come along.',
        several(found),
        'Ask for a private VLAN trunk on the physical ports and use the secondary VLAN with port isolation, or policies instead.',
      )
    }
    const silent = attached.unknownNetwork || attached.networks.some((one) => one.vlan === undefined)
    return silent ? unknown('networks[].vlan') : undefined
  },
}
