import type { GuestDisk } from '../../../model/hardware.ts'
import { several } from '../evidence.ts'
import { type Rule, fires, unknown } from '../rule.ts'

const mib = 1_048_576

/** Free MiB that a conversion needs for drivers and a new initial RAM disk (Forklift's own limits). */
function neededMib(path: string): number {
  const normal = path.replace(/\\$/, '').toLowerCase()
  if (normal === '/' || normal === '' || normal === 'c:') return 100
  return normal === '/boot' ? 50 : 10
}

function isShort(disk: GuestDisk): boolean {
  return disk.freeBytes !== undefined && disk.freeBytes < neededMib(disk.path) * mib
}

/** A file system of the guest is too full for drivers to be put in. */
export const guestFreeSpace: Rule = {
  id: 'guest.free-space',
  alias: 'vmware.guestDisks.freespace',
  severity: 'block',
  title: 'A guest file system is full',
  needs: ['guestDisks[].freeBytes'],
  assess(vm) {
    if (!vm.guestDisks) return unknown('guestDisks')
    const full = vm.guestDisks.filter(isShort)
    if (full.length > 0) {
      return fires(
        `${full.length} of ${vm.guestDisks.length} file systems have no room for the conversion.`,
        several(
          full.map(
            (disk) =>
              `${disk.path}: ${Math.floor((disk.freeBytes ?? 0) / mib)} MiB free, ${neededMib(disk.path)} MiB needed`,
          ),
        ),
        'Free space or enlarge the file system, then read the estate again.',
      )
    }
    return vm.guestDisks.some((disk) => disk.freeBytes === undefined)
      ? unknown('guestDisks[].freeBytes')
      : undefined
  },
}
