import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const needs: readonly (readonly [feature: string, needed: string])[] = [
  ['synic', 'vpindex'],
  ['synictimer', 'synic'],
  ['tlbflush', 'vpindex'],
  ['ipi', 'vpindex'],
  ['evmcs', 'vapic'],
]

export const hyperv: Rule<VirtualMachineView> = {
  id: 'vm.hyperv',
  says: 'Hyper-V enlightenments come with those that they build on.',
  check({ spec }, report) {
    const { features, cpu } = spec.template.spec.domain
    const set = features?.hyperv
    if (!set) return
    const path = `${at.domain}.features.hyperv`
    for (const [feature, needed] of needs) {
      if (isOn(set[feature]) && !isOn(set[needed])) report(`${path}.${feature}`, `needs ${needed}`)
    }
    const required = cpu?.features?.some(
      ({ name, policy }) => name === 'vmx' && (policy ?? 'require') === 'require',
    )
    if (isOn(set['evmcs']) && !required)
      report(`${path}.evmcs`, 'needs the processor feature vmx with the policy require')
    if (features.hypervPassthrough)
      report(`${at.domain}.features.hypervPassthrough`, 'stands beside hyperv, expected one')
  },
}

/** `{}` and `{enabled: true}` are on. */
function isOn(feature: unknown): boolean {
  return (
    typeof feature === 'object' && feature !== null && !('enabled' in feature && feature.enabled === false)
  )
}
