import { checkAnnotations, checkLabels } from '../common/metadata.ts'
import type { Rule } from '../rule.ts'
import type { VirtualMachineView } from './view.ts'

const known = new Set(['labels', 'annotations', 'name', 'namespace', 'creationTimestamp'])

/** The schema leaves this part open and KubeVirt looks at it only when the machine starts: too late. */
export const templateMetadata: Rule<VirtualMachineView> = {
  id: 'vm.template-metadata',
  says: 'The metadata of the template holds labels and annotations, with text as values.',
  check({ spec }, report) {
    const { metadata } = spec.template
    if (metadata === undefined || metadata === null) return
    const where = 'spec.template.metadata'
    if (typeof metadata !== 'object' || Array.isArray(metadata)) return report(where, 'is not a mapping')
    for (const key of Object.keys(metadata)) if (!known.has(key)) report(`${where}.${key}`, 'unknown field')
    if ('labels' in metadata) checkLabels(metadata.labels, `${where}.labels`, report)
    if ('annotations' in metadata) checkAnnotations(metadata.annotations, `${where}.annotations`, report)
  },
}
