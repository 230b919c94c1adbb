import { quantityValue } from '../quantity.ts'
import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const hotplugStepBytes = 2 * 2 ** 20
const hotplugLeastBytes = 2 ** 30

/** Memory of nothing is let through by KubeVirt; a machine without any is refused only when it starts. */
export const memoryGuest: Rule<VirtualMachineView> = {
  id: 'memory.guest',
  says: 'A machine has memory.',
  check({ spec }, report) {
    const bytes = quantityValue(spec.template.spec.domain.memory?.guest)
    if (bytes === undefined || bytes <= 0)
      report(
        `${at.domain}.memory.guest`,
        `${spec.template.spec.domain.memory?.guest ?? 'nothing'}, expected more than 0`,
      )
  },
}

export const memoryMaximum: Rule<VirtualMachineView> = {
  id: 'memory.maximum',
  says: 'maxGuest is at least guest; where it is more, both are multiples of 2 MiB and guest is at least 1 GiB.',
  check({ spec }, report) {
    const guest = quantityValue(spec.template.spec.domain.memory?.guest) ?? 0
    const most = quantityValue(spec.template.spec.domain.memory?.maxGuest)
    if (most === undefined || most === guest) return
    const path = `${at.domain}.memory.maxGuest`
    if (most < guest) return report(path, 'less than guest')
    if (guest < hotplugLeastBytes) report(path, 'memory below 1 GiB cannot grow')
    if (guest % hotplugStepBytes !== 0 || most % hotplugStepBytes !== 0)
      report(path, 'not a multiple of 2 MiB')
  },
}

/** Guest memory above the limit is refused by KubeVirt only with one of two roll-out strategies. */
export const memoryLimit: Rule<VirtualMachineView> = {
  id: 'memory.limit',
  says: 'Guest memory stays within the memory limit.',
  check({ spec }, report) {
    const { memory, resources } = spec.template.spec.domain
    const limit = quantityValue(resources?.limits?.['memory'])
    if (limit !== undefined && (quantityValue(memory?.guest) ?? 0) > limit)
      report(`${at.domain}.memory.guest`, 'more than the memory limit')
  },
}
