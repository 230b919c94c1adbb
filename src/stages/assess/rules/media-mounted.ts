import { deviceInWords, devicesOf } from '../device-facts.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** An ISO image or a host drive is in the CD drive. */
export const mediaMounted: Rule = {
  id: 'media.mounted',
  severity: 'inform',
  title: 'CD image in the drive',
  needs: ['devices[cdrom]'],
  assess(vm) {
    const drives = devicesOf(vm, ['cdrom'])
    if (!drives) return unknown('devices')
    const mounted = drives.filter((drive) => drive.backing && (drive.connected || drive.startConnected))
    if (mounted.length === 0) return undefined
    return fires(
      'A CD image is connected; it is not carried over.',
      several(mounted.map(deviceInWords)),
      'Disconnect it. If the guest needs the medium at run time (licence, installation source), upload it as a volume.',
    )
  },
}
