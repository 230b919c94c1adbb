import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The cluster switches hosts off to save power. */
export const clusterDpm: Rule = {
  id: 'cluster.dpm',
  alias: 'vmware.dpm.enabled',
  severity: 'inform',
  title: 'Distributed power management',
  needs: ['cluster.dpm'],
  assess(vm, site) {
    const cluster = site.clusterOf(vm)
    if (cluster === 'none') return undefined
    if (cluster?.dpm === undefined) return unknown('cluster.dpm')
    if (!cluster.dpm) return undefined
    return fires(
      'The cluster switches idle hosts off (DPM); KubeVirt has nothing like it.',
      `cluster ${cluster.name}: ${seen(cluster, 'dpm', true)}`,
      'Set DPM to manual while waves run, so that no host goes to sleep in a copy; use node autoscaling on the target.',
    )
  },
}
