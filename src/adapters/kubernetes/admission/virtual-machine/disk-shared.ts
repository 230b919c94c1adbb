import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const diskShared: Rule<VirtualMachineView> = {
  id: 'disk.shared',
  says: 'A disk that several machines share is not cached on the host.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.disks.forEach(({ shareable, cache }, index) => {
      if (shareable && cache !== undefined && cache !== 'none')
        report(`${at.disk(index)}.cache`, `${cache}, expected none for a shared disk`)
    })
  },
}
