import { dnsLabel, type Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const evictions = ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External']

export const hostname: Rule<VirtualMachineView> = {
  id: 'vm.hostname',
  says: 'The host name is a DNS label.',
  check({ spec }, report) {
    const { hostname: value } = spec.template.spec
    if (value !== undefined && !dnsLabel.test(value))
      report(`${at.template}.hostname`, `${JSON.stringify(value)} is not a DNS label`)
  },
}

export const lifecycle: Rule<VirtualMachineView> = {
  id: 'vm.lifecycle',
  says: 'The eviction strategy is one that KubeVirt knows and the grace period is not negative.',
  check({ spec }, report) {
    const { evictionStrategy, terminationGracePeriodSeconds } = spec.template.spec
    if (evictionStrategy !== undefined && !evictions.includes(evictionStrategy)) {
      report(`${at.template}.evictionStrategy`, `${evictionStrategy} is not one of ${evictions.join(', ')}`)
    }
    // Let through by KubeVirt.
    if ((terminationGracePeriodSeconds ?? 0) < 0)
      report(`${at.template}.terminationGracePeriodSeconds`, `${terminationGracePeriodSeconds} is negative`)
  },
}
