import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const machineType: Rule<VirtualMachineView> = {
  id: 'vm.machine-type',
  says: 'The machine type is q35 or a version of it.',
  check({ spec }, report) {
    const type = spec.template.spec.domain.machine?.type
    if (type !== undefined && type !== '' && !/^(?:pc-)?q35/.test(type))
      report(`${at.domain}.machine.type`, `${type}, expected q35 or pc-q35-…`)
    const { architecture } = spec.template.spec
    if (architecture !== undefined && !['amd64', 'arm64', 's390x'].includes(architecture)) {
      report(`${at.template}.architecture`, `${architecture} is not amd64, arm64 or s390x`)
    }
  },
}
