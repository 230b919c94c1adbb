import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const mostCpus = 512

export const cpuTopology: Rule<VirtualMachineView> = {
  id: 'cpu.topology',
  says: 'Sockets, cores and threads are at least one; sockets stay within maxSockets and all together within 512.',
  check({ spec }, report) {
    const { cpu } = spec.template.spec.domain
    if (!cpu) return
    for (const field of ['sockets', 'cores', 'threads', 'maxSockets'] as const) {
      const value = cpu[field]
      if (value !== undefined && value < 1)
        report(`${at.domain}.cpu.${field}`, `${value}, expected 1 or more`)
    }
    const sockets = cpu.sockets ?? 1
    if (cpu.maxSockets !== undefined && sockets > cpu.maxSockets) {
      report(`${at.domain}.cpu.sockets`, `${sockets} is more than maxSockets ${cpu.maxSockets}`)
    }
    const most = (cpu.maxSockets ?? sockets) * (cpu.cores ?? 1) * (cpu.threads ?? 1)
    if (most > mostCpus) report(`${at.domain}.cpu`, `${most} processors, expected at most ${mostCpus}`)
  },
}

const policies = ['force', 'require', 'optional', 'disable', 'forbid']

export const cpuFeatures: Rule<VirtualMachineView> = {
  id: 'cpu.features',
  says: 'The policy of a processor feature is force, require, optional, disable or forbid.',
  check({ spec }, report) {
    spec.template.spec.domain.cpu?.features?.forEach(({ policy }, index) => {
      if (policy !== undefined && !policies.includes(policy)) {
        report(`${at.domain}.cpu.features[${index}].policy`, `${policy} is not one of ${policies.join(', ')}`)
      }
    })
  },
}
