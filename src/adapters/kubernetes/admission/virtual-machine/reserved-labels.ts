import type { Rule } from '../rule.ts'
import type { VirtualMachineView } from './view.ts'

// In the template and on the machine, labels of these prefixes belong to KubeVirt's own controllers.
const reserved = /^(?:[a-z0-9.-]+\.)?kubevirt\.io\//
const ours = new Set(['vm.kubevirt.io/name'])

export const reservedLabels: Rule<VirtualMachineView> = {
  id: 'vm.reserved-labels',
  says: "Labels of kubevirt.io are set by KubeVirt's controllers only.",
  check({ metadata, spec }, report) {
    const template = labelsOf(spec.template.metadata)
    for (const [where, labels] of [
      ['metadata.labels', metadata.labels],
      ['spec.template.metadata.labels', template],
    ] as const) {
      for (const key of Object.keys(labels ?? {})) {
        if (reserved.test(key) && !ours.has(key)) report(`${where}.${key}`, 'is reserved for KubeVirt')
      }
    }
  },
}

function labelsOf(metadata: unknown): object | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('labels' in metadata)) return undefined
  return typeof metadata.labels === 'object' && metadata.labels !== null ? metadata.labels : undefined
}
