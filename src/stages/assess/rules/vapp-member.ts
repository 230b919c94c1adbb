import { seen } from '../evidence.ts'
import { type Rule, fires } from '../rule.ts'

/** The VM belongs to a vApp with a start order of its own. */
export const vAppMember: Rule = {
  id: 'vapp.member',
  severity: 'inform',
  title: 'Member of a vApp',
  needs: ['vApp'],
  assess(vm) {
    // A VM outside any vApp has nothing to say here, so an absent name cannot be told from "none".
    if (!vm.vApp) return undefined
    return fires(
      'The VM is part of a vApp; start order and OVF properties do not exist on KubeVirt.',
      seen(vm, 'vApp', vm.vApp),
      'The plan keeps the vApp together. Put the start order into the sync waves of the repository and the properties into cloud-init.',
    )
  },
}
