import { attachedNetworks } from '../network-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

const settings = ['promiscuous', 'forgedTransmits', 'macChanges', 'macLearning'] as const

/** The port group lets VMs use addresses that are not theirs. */
export const networkRelaxed: Rule = {
  id: 'network.relaxed',
  severity: 'inform',
  title: 'Port group with relaxed security',
  needs: ['networks[].promiscuous', 'networks[].forgedTransmits', 'networks[].macChanges'],
  assess(vm, site) {
    const attached = attachedNetworks(vm, site)
    if (!attached) return unknown('nics')
    const found: string[] = []
    for (const network of attached.networks) {
      const on = settings.filter((setting) => network[setting] === true)
      if (on.length > 0) found.push(`${network.name}: ${on.join(', ')}`)
    }
    if (found.length > 0) {
      return fires(
        'The port group accepts foreign MAC addresses, which clusters, VRRP and nested hypervisors need and others should not have.',
        several(found),
        'Ask which VM needs it; give those a network without MAC spoof check, and everyone else one with it.',
      )
    }
    const silent =
      attached.unknownNetwork ||
      attached.networks.some((one) => settings.slice(0, 3).some((key) => one[key] === undefined))
    return silent ? unknown('networks[].promiscuous') : undefined
  },
}
