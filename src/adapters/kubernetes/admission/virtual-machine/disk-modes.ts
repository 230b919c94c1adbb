import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const allowed = {
  cache: ['none', 'writethrough', 'writeback'],
  // `default` is described in the schema and refused all the same.
  io: ['native', 'threads'],
  errorPolicy: ['stop', 'ignore', 'report', 'enospace'],
} as const

export const diskModes: Rule<VirtualMachineView> = {
  id: 'disk.modes',
  says: 'Cache, io and errorPolicy have the values that KubeVirt knows.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.disks.forEach((disk, index) => {
      for (const field of ['cache', 'io', 'errorPolicy'] as const) {
        const values: readonly string[] = allowed[field]
        const value = disk[field]
        if (value !== undefined && !values.includes(value)) {
          report(`${at.disk(index)}.${field}`, `${value} is not one of ${values.join(', ')}`)
        }
      }
    })
  },
}
