import { quantityValue } from '../quantity.ts'
import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const resources: Rule<VirtualMachineView> = {
  id: 'vm.resources',
  says: 'Requests are not negative, memory at least 1 MB, and no request is above its limit.',
  check({ spec }, report) {
    const { requests = {}, limits = {} } = spec.template.spec.domain.resources ?? {}
    for (const [name, quantity] of Object.entries(requests)) {
      const path = `${at.domain}.resources.requests.${name}`
      const value = quantityValue(quantity) ?? -1
      if (value < 0) report(path, `${quantity} is negative`)
      else if (name === 'memory' && value < 1e6) report(path, `${quantity}, expected at least 1M`)
      const limit = quantityValue(limits[name])
      if (limit !== undefined && value > limit) report(path, `${quantity} is above the limit ${limits[name]}`)
    }
    for (const [name, quantity] of Object.entries(limits)) {
      if ((quantityValue(quantity) ?? -1) < 0)
        report(`${at.domain}.resources.limits.${name}`, `${quantity} is negative`)
    }
  },
}
