import { guestOsOf } from '../guest-os.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

/** Tools of a Windows guest cannot say which virtual disk a drive letter lies on. */
export const guestDiskKeyMissing: Rule = {
  id: 'guest.disk-key-missing',
  alias: 'vmware.guestDisks.key.not_found',
  severity: 'inform',
  title: 'Drive letters without a disk',
  needs: ['guestFullName', 'guestDisks[].diskKey'],
  assess(vm) {
    const os = guestOsOf(vm)
    if (!os) return unknown('guestFullName')
    if (os.family !== 'windows') return undefined
    if (!vm.guestDisks) return unknown('guestDisks')
    const lost = vm.guestDisks.filter((disk) => disk.diskKey === 0)
    if (lost.length > 0) {
      return fires(
        'VMware Tools cannot say which virtual disk these drives lie on, so drive letters cannot be checked after the move.',
        several(lost.map((disk) => `${disk.path}: disk key 0`)),
        'Write down drive letter and volume serial inside the guest before the wave; update VMware Tools if they are old.',
      )
    }
    return vm.guestDisks.some((disk) => disk.diskKey === undefined)
      ? unknown('guestDisks[].diskKey')
      : undefined
  },
}
