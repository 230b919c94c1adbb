import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM may use less memory than it believes to have. */
export const memoryLimited: Rule = {
  id: 'memory.limited',
  severity: 'act',
  title: 'Memory limit below its size',
  needs: ['memoryMib', 'memoryLimitMib'],
  assess(vm) {
    if (vm.memoryMib === undefined) return unknown('memoryMib')
    if (vm.memoryLimitMib === undefined) return unknown('memoryLimitMib')
    if (vm.memoryLimitMib < 0 || vm.memoryLimitMib >= vm.memoryMib) return undefined
    return fires(
      `The memory limit is ${vm.memoryMib - vm.memoryLimitMib} MiB below the configured size; ballooning hides it today, KubeVirt has no equal.`,
      `${seen(vm, 'memoryLimitMib', vm.memoryLimitMib)}; ${seen(vm, 'memoryMib', vm.memoryMib)}`,
      'Take the limit away, or give the VM the size it can really use.',
    )
  },
}
