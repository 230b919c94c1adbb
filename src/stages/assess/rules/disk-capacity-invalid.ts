import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A disk of no size. */
export const diskCapacityInvalid: Rule = {
  id: 'disk.capacity-invalid',
  alias: 'vmware.disk.capacity.invalid',
  severity: 'block',
  title: 'A disk has no size',
  needs: ['disks[].capacityBytes'],
  assess(vm) {
    if (!vm.disks) return unknown('disks')
    const bad = vm.disks.filter((disk) => disk.capacityBytes !== undefined && disk.capacityBytes <= 0)
    if (bad.length > 0) {
      return fires(
        `${bad.length} of ${vm.disks.length} disks have a capacity of zero or less; no volume of that size can be made.`,
        several(bad.map((disk) => `${diskInWords(disk)} capacity ${disk.capacityBytes}`)),
        'Repair the disk descriptor, or detach the disk, then read the estate again.',
      )
    }
    return vm.disks.some((disk) => disk.capacityBytes === undefined)
      ? unknown('disks[].capacityBytes')
      : undefined
  },
}
