import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const diskDevice: Rule<VirtualMachineView> = {
  id: 'disk.device',
  says: 'A disk is exactly one of disk, lun and cdrom.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.disks.forEach((each, index) => {
      const kinds = [each.disk && 'disk', each.lun && 'lun', each.cdrom && 'cdrom'].filter(Boolean)
      if (kinds.length !== 1)
        report(
          at.disk(index),
          `${kinds.length === 0 ? 'neither disk, lun nor cdrom' : kinds.join(' and ')}, expected one`,
        )
    })
  },
}
