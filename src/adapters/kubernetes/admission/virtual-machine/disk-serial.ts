import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const diskSerial: Rule<VirtualMachineView> = {
  id: 'disk.serial',
  says: 'A serial number has at most 256 characters out of A-Z a-z 0-9 _ . + -.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.disks.forEach(({ serial }, index) => {
      if (serial !== undefined && !/^[A-Za-z0-9_.+-]{1,256}$/.test(serial)) {
        report(
          `${at.disk(index)}.serial`,
          `${JSON.stringify(serial.slice(0, 60))} has other characters or is too long`,
        )
      }
    })
  },
}
