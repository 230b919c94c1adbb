import { dnsLabel, type Rule } from '../rule.ts'
import type { VirtualMachineView } from './view.ts'

/** KubeVirt lets 253 characters through, but the name becomes a label value and a host name, which hold 63. */
export const name: Rule<VirtualMachineView> = {
  id: 'vm.name',
  says: 'The name of a machine is a DNS label of at most 63 characters.',
  check({ metadata }, report) {
    if (!dnsLabel.test(metadata.name ?? ''))
      report('metadata.name', `${metadata.name} is not a DNS label of at most 63 characters`)
  },
}
