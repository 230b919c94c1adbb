import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A DRS rule ties the VM to hosts, or keeps it away from them. */
export const hostAffinity: Rule = {
  id: 'host-affinity',
  alias: 'vmware.host_affinity.detected',
  severity: 'act',
  title: 'Tied to hosts by a rule',
  needs: ['cluster.rules'],
  assess(vm, site) {
    const rules = site.hostRulesOf(vm)
    if (!rules) return unknown('cluster.rules')
    if (rules.length === 0) return undefined
    return fires(
      `${rules.length === 1 ? 'A DRS rule ties' : `${rules.length} DRS rules tie`} this VM to hosts, often for a licence or a site.`,
      `rules: ${several(rules)}`,
      'Label the nodes of that licence or site and use a required node affinity; a "should" rule becomes a preferred one.',
    )
  },
}
