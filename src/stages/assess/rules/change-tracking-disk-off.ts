import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Changed block tracking is on for the VM but off for some of its disks. */
export const changeTrackingDiskOff: Rule = {
  id: 'change-tracking.disk-off',
  alias: 'vmware.changed_block_tracking.disk.disabled',
  severity: 'act',
  title: 'Changed block tracking is off for a disk',
  needs: ['disks[].changeTracking'],
  assess(vm) {
    if (!vm.disks) return unknown('disks')
    const off = vm.disks.filter((disk) => disk.changeTracking === false)
    if (off.length > 0) {
      return fires(
        `Changed block tracking is off for ${off.length} of ${vm.disks.length} disks; a warm copy would read them whole each time.`,
        `changeTracking = false on ${several(off.map(diskInWords))}`,
        'Set <bus>:<unit>.ctkEnabled = TRUE for these disks and create and delete one snapshot; independent disks stay cold.',
      )
    }
    // Off for the VM is off for each disk, and change-tracking.off has said so.
    const silent = vm.disks.some((disk) => disk.changeTracking === undefined)
    return silent && vm.changeTracking !== false ? unknown('disks[].changeTracking') : undefined
  },
}
