import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Delta files remain without a snapshot that owns them. */
export const consolidationNeeded: Rule = {
  id: 'disk.consolidation-needed',
  alias: 'vmware.consolidation_needed',
  severity: 'act',
  title: 'Disks need consolidation',
  needs: ['consolidationNeeded'],
  assess(vm) {
    if (vm.consolidationNeeded === undefined) return unknown('consolidationNeeded')
    if (!vm.consolidationNeeded) return undefined
    return fires(
      'vSphere asks for a consolidation of disks; a copy would follow a chain that no snapshot explains.',
      seen(vm, 'consolidationNeeded', true),
      'Run "Consolidate" on the VM in a quiet hour and check that free space on the datastore covers the largest delta.',
    )
  },
}
