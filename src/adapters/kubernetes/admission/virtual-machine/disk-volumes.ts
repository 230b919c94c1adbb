import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

/** KubeVirt itself adds a disk to a lonely volume, with a bus that nobody chose: refused here. */
export const diskVolumes: Rule<VirtualMachineView> = {
  id: 'disk.volumes',
  says: 'Every disk has its volume and every volume its disk; only a CD-ROM may be empty.',
  check({ spec }, report) {
    const { disks } = spec.template.spec.domain.devices
    const { volumes } = spec.template.spec
    const volumeNames = new Set(volumes.map(({ name }) => name))
    const diskNames = new Set(disks.map(({ name }) => name))
    disks.forEach(({ name, cdrom }, index) => {
      if (!volumeNames.has(name) && !cdrom) report(`${at.disk(index)}.name`, `${name} has no volume`)
    })
    volumes.forEach(({ name }, index) => {
      if (!diskNames.has(name)) report(`${at.volume(index)}.name`, `${name} has no disk`)
    })
  },
}
