import { diskInWords, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Several VMs write to one disk. */
export const diskShared: Rule = {
  id: 'disk.shared',
  alias: 'vmware.disk.shared.detected',
  severity: 'act',
  title: 'Shared disk',
  needs: ['disks[].sharing'],
  assess(vm, site) {
    if (!vm.disks) return unknown('disks')
    const shared: string[] = []
    let silent = false
    for (const disk of vm.disks) {
      const sharers = site.sharersOfDisk(vm, disk)
      const bus = disk.controller?.sharedBus
      const busShared = bus !== undefined && bus !== 'none'
      if (disk.sharing === 'multi-writer' || busShared || sharers.length > 0) {
        const how =
          disk.sharing === 'multi-writer' ? 'multi-writer' : busShared ? `${bus} bus sharing` : 'same file'
        const whom = sharers.length > 0 ? ` with ${several(sharers)}` : ', the other side is not known'
        shared.push(`${diskInWords(disk)} ${how}${whom}`)
      } else if (disk.sharing === undefined && bus === undefined) silent = true
    }
    if (shared.length > 0) {
      return fires(
        'The VM shares a disk: all its sharers move in one wave, and none may run while it is copied.',
        several(shared),
        'The plan keeps the sharers together. Provide a ReadWriteMany block volume, and check the cluster software for SCSI reservations.',
      )
    }
    return silent ? unknown('disks[].sharing') : undefined
  },
}
