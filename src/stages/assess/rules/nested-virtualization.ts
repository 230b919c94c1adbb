import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The guest is itself a hypervisor. */
export const nestedVirtualization: Rule = {
  id: 'nested-virtualization.on',
  severity: 'inform',
  title: 'Nested virtualization',
  needs: ['nestedVirtualization'],
  assess(vm) {
    if (vm.nestedVirtualization === undefined) return unknown('nestedVirtualization')
    if (!vm.nestedVirtualization) return undefined
    return fires(
      'Hardware virtualization is exposed to the guest.',
      seen(vm, 'nestedVirtualization', true),
      'Check whether the guest runs a hypervisor or containers with one; then the nodes need nested virtualization.',
    )
  },
}
