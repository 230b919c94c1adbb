import { several } from '../evidence.ts'
import { attachedNetworks } from '../network-facts.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A card is on an NSX overlay segment, which exists nowhere as a VLAN. */
export const networkOverlay: Rule = {
  id: 'network.overlay',
  severity: 'act',
  title: 'On an NSX overlay segment',
  needs: ['networks[].type'],
  assess(vm, site) {
    const attached = attachedNetworks(vm, site)
    if (!attached) return unknown('nics')
    const found = attached.networks.filter((one) => one.type === 'nsx-overlay' || one.type === 'opaque')
    if (found.length > 0) {
      return fires(
        'A network card is on an NSX overlay segment: there is no VLAN to bring to the nodes.',
        several(
          found.map((one) => `${one.name} (${one.type}${one.segmentId ? `, segment ${one.segmentId}` : ''})`),
        ),
        'Bridge the segment to a VLAN while both sides run, or give the VM a new address; gateway, NAT and DHCP of the segment move too.',
      )
    }
    const silent = attached.unknownNetwork || attached.networks.some((one) => one.type === undefined)
    return silent ? unknown('networks[].type') : undefined
  },
}
