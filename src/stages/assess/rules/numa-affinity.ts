import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM is bound to NUMA nodes of the host. */
export const numaAffinity: Rule = {
  id: 'numa.affinity',
  alias: 'vmware.numa_affinity.detected',
  severity: 'act',
  title: 'Bound to NUMA nodes',
  needs: ['numaAffinity'],
  assess(vm) {
    if (!vm.numaAffinity) return unknown('numaAffinity')
    if (vm.numaAffinity.length === 0) return undefined
    return fires(
      'The VM is bound to NUMA nodes of its host; KubeVirt can only pass the topology through, with huge pages and dedicated CPUs.',
      seen(vm, 'numaAffinity', vm.numaAffinity.join(',')),
      'Drop the binding, or ask for guestMappingPassthrough with huge pages on nodes that have a static CPU manager.',
    )
  },
}
