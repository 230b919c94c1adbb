import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** A second copy of the VM runs in lockstep. */
export const faultTolerance: Rule = {
  id: 'fault-tolerance.on',
  alias: 'vmware.fault_tolerance.enabled',
  severity: 'inform',
  title: 'Fault tolerance',
  needs: ['faultTolerance'],
  assess(vm) {
    if (vm.faultTolerance === undefined) return unknown('faultTolerance')
    if (!vm.faultTolerance) return undefined
    return fires(
      'Fault tolerance keeps a second copy of this VM in lockstep; KubeVirt has no equal, and a copy cannot start while it is on.',
      seen(vm, 'faultTolerance', true),
      'Agree with the owner on a restart of about a minute or on a cluster inside the application; turn fault tolerance off before the wave.',
    )
  },
}
