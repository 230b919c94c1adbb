import { type Rule, fires, unknown } from '../rule.ts'

const limit = 165
const pciSlots = 25

/** More disks than one VM can have on the target. */
export const diskTooMany: Rule = {
  id: 'disk.too-many',
  alias: 'vmware.disk.count.exceeds.limit',
  severity: 'act',
  title: 'Too many disks',
  needs: ['disks'],
  assess(vm) {
    if (!vm.disks) return unknown('disks')
    const count = vm.disks.length
    if (count <= pciSlots) return undefined
    if (count > limit) {
      return fires(
        `The VM has ${count} disks; the target carries at most ${limit}.`,
        `disks: ${count}`,
        'Join disks inside the guest (logical volumes), or split the workload.',
      )
    }
    return fires(
      `The VM has ${count} disks; beyond about ${pciSlots} virtio disks the PCI slots run out.`,
      `disks: ${count}`,
      'Put the data disks on the virtio SCSI controller (bus scsi), which needs one slot for all.',
      'inform',
    )
  },
}
