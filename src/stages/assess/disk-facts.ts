import type { Disk } from '../../model/hardware.ts'

/** Name of the datastore: as the source says it, else the bracketed start of the path; '' = the path names none. */
export function datastoreOf(disk: Disk): string | undefined {
  if (disk.datastore !== undefined) return disk.datastore
  if (disk.path === undefined) return undefined
  const end = disk.path.startsWith('[') ? disk.path.indexOf(']') : -1
  return end < 0 ? '' : disk.path.slice(1, end)
}

/**
 * Whether the disk is a raw device mapping; undefined = not known. A source that describes the backing gives its
 * mode (all RVTools versions and vCenter do), and then the absence of `rdm` means a file.
 */
export function rdmOf(disk: Disk): Disk['rdm'] | 'none' | undefined {
  if (disk.rdm) return disk.rdm
  return disk.mode === undefined ? undefined : 'none'
}
