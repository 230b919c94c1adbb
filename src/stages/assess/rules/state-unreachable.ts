import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** vSphere itself cannot reach the VM. */
export const stateUnreachable: Rule = {
  id: 'state.unreachable',
  severity: 'block',
  title: 'Not reachable for vSphere',
  needs: ['connectionState'],
  assess(vm) {
    if (vm.connectionState === undefined) return unknown('connectionState')
    if (vm.connectionState === 'connected') return undefined
    return fires(
      `vSphere says the VM is ${vm.connectionState}; nothing can be copied from it.`,
      seen(vm, 'connectionState', vm.connectionState),
      'Bring its host and datastore back, or remove it from the inventory; then read the estate again.',
    )
  },
}
