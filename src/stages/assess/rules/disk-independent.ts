import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

const independent = new Set(['independent_persistent', 'independent_nonpersistent', 'nonpersistent'])

/** Disks that snapshots leave out. */
export const diskIndependent: Rule = {
  id: 'disk.independent',
  alias: 'vmware.disk_mode.independent',
  severity: 'act',
  title: 'Independent disks',
  needs: ['disks[].mode'],
  assess(vm) {
    if (!vm.disks) return unknown('disks')
    const found = vm.disks.filter(
      (disk) => disk.mode !== undefined && independent.has(disk.mode.toLowerCase()),
    )
    if (found.length > 0) {
      return fires(
        `${found.length} of ${vm.disks.length} disks are independent: snapshots leave them out, so they can only be copied while the VM is off.`,
        several(found.map((disk) => `${diskInWords(disk)} mode ${disk.mode}`)),
        'Set the mode to dependent (persistent) while the VM is off, or plan a cold copy. What a non-persistent disk throws away today, it will keep.',
      )
    }
    return vm.disks.some((disk) => disk.mode === undefined) ? unknown('disks[].mode') : undefined
  },
}
