import { seen, several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The guest sees disk serial numbers that the target can only carry in part. */
export const diskSerialTruncated: Rule = {
  id: 'disk.serial-truncated',
  alias: 'vmware.disk_serial.truncated',
  severity: 'inform',
  title: 'Disk serial numbers change',
  needs: ['diskUuidEnabled', 'disks[].controller'],
  assess(vm) {
    if (vm.diskUuidEnabled === undefined) return unknown('diskUuidEnabled')
    if (!vm.diskUuidEnabled) return undefined
    if (!vm.disks) return unknown('disks')
    const scsi = vm.disks.filter((disk) => disk.controller?.kind === 'scsi')
    if (scsi.length > 0) {
      return fires(
        'The guest reads the UUID of its SCSI disks; virtio carries 20 characters of it, and its WWN page differs.',
        `${seen(vm, 'diskUuidEnabled', true)}; SCSI disks: ${several(scsi.map((disk) => disk.label))}`,
        'Look for /dev/disk/by-id, ASM or multipath rules in the guest and move them to file-system UUIDs.',
      )
    }
    const silent = vm.disks.some((disk) => !disk.controller || disk.controller.kind === 'unknown')
    return silent ? unknown('disks[].controller') : undefined
  },
}
