import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

/** Let through by KubeVirt, and then libvirt refuses to start the machine. */
export const firmwareUuid: Rule<VirtualMachineView> = {
  id: 'firmware.uuid',
  says: 'The firmware UUID has the form of a UUID.',
  check({ spec }, report) {
    const uuid = spec.template.spec.domain.firmware?.uuid
    if (uuid !== undefined && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)) {
      report(`${at.domain}.firmware.uuid`, `${JSON.stringify(uuid.slice(0, 60))} is not a UUID`)
    }
  },
}
