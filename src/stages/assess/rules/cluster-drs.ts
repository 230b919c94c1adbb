import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The cluster balances load by moving VMs. */
export const clusterDrs: Rule = {
  id: 'cluster.drs',
  alias: 'vmware.drs.enabled',
  severity: 'inform',
  title: 'Distributed resource scheduling',
  needs: ['cluster.drs'],
  assess(vm, site) {
    const cluster = site.clusterOf(vm)
    if (cluster === 'none') return undefined
    if (cluster?.drs === undefined) return unknown('cluster.drs')
    if (!cluster.drs) return undefined
    const behaviour = cluster.drsBehavior ? `, ${cluster.drsBehavior}` : ''
    return fires(
      'The cluster balances load by itself (DRS); on the target the descheduler does, by other rules.',
      `cluster ${cluster.name}: ${seen(cluster, 'drs', true)}${behaviour}`,
      'Set DRS to partially automated while waves run; install the descheduler with KubeVirtRelieveAndMigrate on the target.',
    )
  },
}
