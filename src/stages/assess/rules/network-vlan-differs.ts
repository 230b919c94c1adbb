import { attachedNetworks } from '../network-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A standard port group of one name has different VLANs on different hosts. */
export const networkVlanDiffers: Rule = {
  id: 'network.vlan-differs',
  severity: 'act',
  title: 'Port group with several VLANs',
  needs: ['networks[].vlan'],
  assess(vm, site) {
    const attached = attachedNetworks(vm, site)
    if (!attached) return unknown('nics')
    const found: string[] = []
    for (const { name, vlanByHost } of attached.networks) {
      const vlans = new Set(Object.values(vlanByHost ?? {}))
      if (vlans.size > 1) found.push(`${name}: ${[...vlans].sort((a, b) => a - b).join(', ')}`)
    }
    if (found.length > 0) {
      return fires(
        'A port group of this name has different VLANs on different hosts; which one the VM uses depends on where it runs.',
        several(found),
        'Make the hosts agree, or say in mappings.yaml which VLAN is meant.',
      )
    }
    return attached.unknownNetwork ? unknown('networks[].vlan') : undefined
  },
}
