import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM is pinned to physical CPUs. */
export const cpuAffinity: Rule = {
  id: 'cpu.affinity',
  alias: 'vmware.cpu_affinity.detected',
  severity: 'act',
  title: 'Pinned to physical CPUs',
  needs: ['cpuAffinity'],
  assess(vm) {
    if (!vm.cpuAffinity) return unknown('cpuAffinity')
    if (vm.cpuAffinity.length === 0) return undefined
    return fires(
      'The VM is pinned to physical CPUs; their numbers mean nothing on another host.',
      seen(vm, 'cpuAffinity', vm.cpuAffinity.join(',')),
      'Ask the owner why. Where it is a licence or a latency need, use dedicatedCpuPlacement and a node selector; else drop it.',
    )
  },
}
