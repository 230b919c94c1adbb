import type { Rule } from '../rule.ts'
import { at, type VirtualMachineView } from './view.ts'

const buses = ['virtio', 'scsi', 'sata', 'usb']

export const diskBus: Rule<VirtualMachineView> = {
  id: 'disk.bus',
  says: 'The bus is virtio, scsi, sata or usb; a CD-ROM is never on virtio and a SATA disk never read-only.',
  check({ spec }, report) {
    spec.template.spec.domain.devices.disks.forEach(({ disk, lun, cdrom }, index) => {
      const bus = (disk ?? lun ?? cdrom)?.bus
      if (bus !== undefined && !buses.includes(bus))
        report(at.disk(index), `bus ${bus} is not one of ${buses.join(', ')}`)
      if (cdrom?.bus === 'virtio') report(`${at.disk(index)}.cdrom.bus`, 'virtio does not carry a CD-ROM')
      if (disk?.bus === 'sata' && disk.readonly)
        report(`${at.disk(index)}.disk.readonly`, 'a SATA disk cannot be read-only')
      if (lun?.bus !== undefined && lun.bus !== 'scsi' && lun.reservation) {
        report(`${at.disk(index)}.lun.bus`, `reservations need scsi, found ${lun.bus}`)
      }
    })
  },
}
