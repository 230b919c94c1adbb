import { preferenceNamed } from '../../../../model/preference.ts'
import { quantityValue } from '../quantity.ts'
import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

/** KubeVirt only warns about a preference that does not exist, and then ignores it. */
export const preferenceExists: Rule<VirtualMachineView> = {
  id: 'vm.preference-exists',
  says: 'A cluster preference is one of those that KubeVirt deploys.',
  check({ spec }, report) {
    const { preference } = spec
    if (!preference || preference.kind === 'VirtualMachinePreference') return
    if (!preferenceNamed(preference.name ?? ''))
      report('spec.preference.name', `${preference.name} is not a preference of KubeVirt`)
  },
}

/** "insufficient … resources provided by VirtualMachine": a preference refuses machines that are too small for it. */
export const preferenceRequirements: Rule<VirtualMachineView> = {
  id: 'vm.preference-requirements',
  says: 'A machine has the processors, the memory and the architecture that its preference asks for.',
  check({ spec }, report) {
    const preference = preferenceNamed(spec.preference?.name ?? '')
    if (!preference) return
    const { cpu, memory } = spec.template.spec.domain
    const cpus = (cpu?.sockets ?? 1) * (cpu?.cores ?? 1) * (cpu?.threads ?? 1)
    if (cpus < (preference.cpus ?? 0))
      report(`${at.domain}.cpu`, `${cpus} processors, ${preference.name} asks for ${preference.cpus}`)
    const memoryMib = (quantityValue(memory?.guest) ?? 0) / 2 ** 20
    if (memoryMib < (preference.memoryMib ?? 0)) {
      report(
        `${at.domain}.memory.guest`,
        `${memoryMib} MiB, ${preference.name} asks for ${preference.memoryMib} MiB`,
      )
    }
    const { architecture } = spec.template.spec
    if (preference.architecture && architecture && architecture !== preference.architecture) {
      report(
        `${at.template}.architecture`,
        `${architecture}, ${preference.name} asks for ${preference.architecture}`,
      )
    }
  },
}
