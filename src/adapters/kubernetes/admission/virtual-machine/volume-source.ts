import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

export const volumeSource: Rule<VirtualMachineView> = {
  id: 'volume.source',
  says: 'A volume has exactly one source.',
  check({ spec }, report) {
    spec.template.spec.volumes.forEach((volume, index) => {
      const sources = Object.keys(volume).filter((key) => key !== 'name')
      if (sources.length !== 1)
        report(at.volume(index), `${sources.length} sources (${sources.join(', ')}), expected one`)
    })
  },
}
