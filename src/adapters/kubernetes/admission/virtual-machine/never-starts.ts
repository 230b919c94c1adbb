import type { Rule } from '../rule.ts'
import type { VirtualMachineView } from './view.ts'

/** A promise of ours, not of KubeVirt: what is generated never starts a machine. */
export const neverStarts: Rule<VirtualMachineView> = {
  id: 'vm.never-starts',
  says: 'A generated machine is Halted until its cutover.',
  check({ spec }, report) {
    if (spec.runStrategy !== 'Halted')
      report('spec.runStrategy', `${spec.runStrategy ?? 'nothing'} would start it, expected Halted`)
  },
}
