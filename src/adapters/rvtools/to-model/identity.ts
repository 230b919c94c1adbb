import type { Inventory, Machine } from './inventory.ts'

/**
 * What the column `VM UUID` means: the instance UUID since RVTools 4.3.1 (2022), the SMBIOS UUID before. A column
 * `SMBIOS UUID` (since 4.4.1) settles it, then the version; without both the form of the values: vCenter gives
 * instance UUIDs that begin with 50 and SMBIOS UUIDs that begin with 42, hosts SMBIOS UUIDs with 56 4d. In doubt the
 * weaker meaning is taken: an SMBIOS UUID never joins two VMs that differ otherwise.
 */
export function uuidMeaning(inventory: Inventory, machines: readonly Machine[]): 'instance' | 'smbios' {
  if (machines.some(({ facts }) => facts.smbiosUuid !== undefined)) return 'instance'
  const version = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(inventory.version ?? '')
  const patch = version?.[3]
  if (version && (patch !== undefined || version[2] !== '3')) {
    const [major, minor] = [Number(version[1]), Number(version[2] ?? 0)]
    const newer = major > 4 || (major === 4 && (minor > 3 || (minor === 3 && Number(patch) >= 1)))
    return newer ? 'instance' : 'smbios'
  }
  const uuids = machines.flatMap(({ uuid }) => uuid ?? [])
  const fromVcenter = uuids.filter((uuid) => uuid.startsWith('50')).length
  return uuids.length > 0 && fromVcenter > uuids.length * 0.8 ? 'instance' : 'smbios'
}

/** Values that stand exactly once: an id that two objects share tells neither of them apart. */
export function uniqueOf(values: Iterable<string | undefined>): ReadonlySet<string> {
  const once = new Set<string>()
  const more = new Set<string>()
  for (const value of values) {
    if (value === undefined) continue
    if (once.has(value)) more.add(value)
    else once.add(value)
  }
  for (const value of more) once.delete(value)
  return once
}
