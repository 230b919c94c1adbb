import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Devices that have no equal on the target. */
export const deviceLost: Rule = {
  id: 'device.lost',
  severity: 'inform',
  title: 'Parallel port, floppy or NVDIMM',
  needs: ['devices[parallel-port]', 'devices[floppy]', 'devices[nvdimm]'],
  assess(vm) {
    const found = devicesOf(vm, ['parallel-port', 'floppy', 'nvdimm'])
    if (!found) return unknown('devices')
    if (found.length === 0) return undefined
    const grave = found.some((device) => device.kind === 'nvdimm')
    return fires(
      grave
        ? 'The VM has persistent memory (NVDIMM), which KubeVirt cannot give it.'
        : 'These devices are not carried over.',
      several(found.map(deviceInWords)),
      grave
        ? 'Move what lies on it to an ordinary disk first.'
        : 'Remove them, or ask the owner whether anything uses them.',
      grave ? 'block' : 'inform',
    )
  },
}
