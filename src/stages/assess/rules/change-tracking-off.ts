import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Changed block tracking is off for the whole VM. */
export const changeTrackingOff: Rule = {
  id: 'change-tracking.off',
  alias: 'vmware.changed_block_tracking.disabled',
  severity: 'act',
  title: 'Changed block tracking is off',
  needs: ['changeTracking'],
  assess(vm) {
    if (vm.changeTracking === undefined) return unknown('changeTracking')
    if (vm.changeTracking) return undefined
    return fires(
      'Changed block tracking is off, so only a cold copy is possible.',
      seen(vm, 'changeTracking', false),
      'Remove all snapshots, set ctkEnabled = TRUE for the VM and its disks, then create and delete one snapshot; or plan a cold copy.',
    )
  },
}
