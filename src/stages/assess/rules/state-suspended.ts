import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM is suspended: its memory lies in a file that only vSphere can read. */
export const stateSuspended: Rule = {
  id: 'state.suspended',
  severity: 'act',
  title: 'Suspended',
  needs: ['power'],
  assess(vm) {
    if (vm.power === undefined) return unknown('power')
    if (vm.power !== 'suspended') return undefined
    return fires(
      'The VM is suspended; its memory does not travel, and its disks are as after a power cut.',
      seen(vm, 'power', 'suspended'),
      'Resume it and shut the guest down in order before the wave.',
    )
  },
}
