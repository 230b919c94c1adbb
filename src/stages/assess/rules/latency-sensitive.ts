import { seen } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** The VM asks for exclusive CPUs and low latency. */
export const latencySensitive: Rule = {
  id: 'latency.sensitive',
  severity: 'act',
  title: 'Latency sensitive',
  needs: ['latencySensitivity'],
  assess(vm) {
    if (vm.latencySensitivity === undefined) return unknown('latencySensitivity')
    if (!/^high/i.test(vm.latencySensitivity)) return undefined
    return fires(
      'The VM asks for low latency: exclusive CPUs and locked memory.',
      seen(vm, 'latencySensitivity', vm.latencySensitivity),
      'Use dedicatedCpuPlacement, isolateEmulatorThread and huge pages on nodes with a static CPU manager; measure before and after.',
    )
  },
}
