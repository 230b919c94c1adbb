import type { Rule } from '../rule.ts'
import type { VirtualMachineView } from './view.ts'

const strategies = ['Always', 'Halted', 'Manual', 'RerunOnFailure', 'Once', 'WaitAsReceiver']

export const runStrategy: Rule<VirtualMachineView> = {
  id: 'vm.run-strategy',
  says: 'Exactly one of runStrategy and the older running says when the machine runs.',
  check({ spec }, report) {
    const old = spec.running !== undefined && spec.running !== null
    if (spec.runStrategy === undefined && !old) report('spec.runStrategy', 'missing')
    if (spec.runStrategy !== undefined && old) report('spec.running', 'stands beside runStrategy')
    if (spec.runStrategy !== undefined && !strategies.includes(spec.runStrategy)) {
      report('spec.runStrategy', `${spec.runStrategy} is not one of ${strategies.join(', ')}`)
    }
  },
}
