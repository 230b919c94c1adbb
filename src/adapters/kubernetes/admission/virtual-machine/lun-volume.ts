import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const lunVolume: Rule<VirtualMachineView> = {
  id: 'disk.lun-volume',
  says: 'A LUN stands on a claim or a DataVolume.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.disks.forEach(({ name, lun }, index) => {
      const volume = spec.template.spec.volumes.find((each) => each.name === name)
      if (lun && volume && !('persistentVolumeClaim' in volume) && !('dataVolume' in volume)) {
        report(`${at.disk(index)}.lun`, 'its volume is neither a claim nor a DataVolume')
      }
    })
  },
}
