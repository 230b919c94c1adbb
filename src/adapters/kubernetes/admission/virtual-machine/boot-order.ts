import { refuseRepeats, type Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const bootOrder: Rule<VirtualMachineView> = {
  id: 'vm.boot-order',
  says: 'Boot order numbers begin at one and are unique over disks and network cards.',
  check({ spec }, report) {
    const { disks, interfaces } = spec.template.spec.domain.devices
    const all = [
      ...disks.map(({ bootOrder }, index) => ({ bootOrder, path: `${at.disk(index)}.bootOrder` })),
      ...interfaces.map(({ bootOrder }, index) => ({ bootOrder, path: `${at.interface(index)}.bootOrder` })),
    ]
    for (const { bootOrder, path } of all) {
      if (bootOrder !== undefined && (bootOrder < 1 || !Number.isInteger(bootOrder)))
        report(path, `${bootOrder}, expected 1 or more`)
    }
    refuseRepeats(
      all,
      (each) => each.bootOrder?.toString(),
      (index) => all[index]?.path ?? '',
      'device with boot order',
      report,
    )
  },
}
