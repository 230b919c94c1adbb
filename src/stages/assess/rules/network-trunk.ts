import { several } from '../evidence.ts'
import { attachedNetworks } from '../network-facts.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A card carries tagged frames of many VLANs. */
export const networkTrunk: Rule = {
  id: 'network.trunk',
  severity: 'act',
  title: 'On a VLAN trunk',
  needs: ['networks[].vlan'],
  assess(vm, site) {
    const attached = attachedNetworks(vm, site)
    if (!attached) return unknown('nics')
    const found: string[] = []
    for (const { name, vlan } of attached.networks) {
      if (vlan?.kind === 'trunk') {
        found.push(
          `${name}: ${vlan.ranges.map((one) => (one.from === one.to ? `${one.from}` : `${one.from}-${one.to}`)).join(',')}`,
        )
      } else if (vlan?.kind === 'access' && vlan.id === 4095) found.push(`${name}: 0-4094 (VLAN 4095)`)
    }
    if (found.length > 0) {
      return fires(
        'A network card carries a trunk: the guest tags frames itself. Only the Linux bridge can carry that, OVN localnet cannot.',
        several(found),
        'Use a bridge attachment with vlanTrunk and let the nodes carry these VLANs, or give the guest one card per VLAN.',
      )
    }
    const silent = attached.unknownNetwork || attached.networks.some((one) => one.vlan === undefined)
    return silent ? unknown('networks[].vlan') : undefined
  },
}
