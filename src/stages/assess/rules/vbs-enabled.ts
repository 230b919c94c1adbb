import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Windows isolates its secrets with a hypervisor of its own. */
export const vbsEnabled: Rule = {
  id: 'vbs.enabled',
  severity: 'act',
  title: 'Virtualization-based security',
  needs: ['virtualizationBasedSecurity'],
  assess(vm) {
    if (vm.virtualizationBasedSecurity === undefined) return unknown('virtualizationBasedSecurity')
    if (!vm.virtualizationBasedSecurity) return undefined
    return fires(
      'Virtualization-based security is on; it needs nested virtualization and has no virtual IOMMU on the target.',
      seen(vm, 'virtualizationBasedSecurity', true),
      'Allow nested virtualization on the nodes, or turn Credential Guard off for this VM; test it in the pilot wave.',
    )
  },
}
