import type { Inventory, Machine } from './inventory.ts'

/** What the column `VM UUID` means in one vCenter of an export, and why. */
export interface UuidMeaning {
  readonly meaning: 'instance' | 'smbios'
  /** The export itself says it; else other sources may know better. */
  readonly sure: boolean
  readonly because: string
}

/**
 * What the column `VM UUID` means: the instance UUID since RVTools 4.3.1 (2022), the SMBIOS UUID before. A column
 * `SMBIOS UUID` (since 4.4.1) settles it, then the version. Without both: a UUID that two VMs share is none that a
 * vCenter gives out, and else the form tells: vCenter makes instance UUIDs that begin with 50 and SMBIOS UUIDs that
 * begin with 42, hosts SMBIOS UUIDs with 56 4d. In doubt the weaker meaning is taken: an SMBIOS UUID never joins two
 * VMs that differ otherwise.
 */
export function uuidMeaning(inventory: Inventory, machines: readonly Machine[]): UuidMeaning {
  if (machines.some(({ facts }) => facts.smbiosUuid !== undefined))
    return { meaning: 'instance', sure: true, because: 'SMBIOS UUIDs have a column of their own' }
  const said = inventory.version ?? ''
  const version = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(said)
  const patch = version?.[3]
  if (version && (patch !== undefined || version[2] !== '3')) {
    const [major, minor] = [Number(version[1]), Number(version[2] ?? 0)]
    const newer = major > 4 || (major === 4 && (minor > 3 || (minor === 3 && Number(patch) >= 1)))
    return { meaning: newer ? 'instance' : 'smbios', sure: true, because: `RVTools ${said} wrote it` }
  }
  return guess(machines.flatMap(({ uuid }) => uuid ?? []))
}

function guess(uuids: readonly string[]): UuidMeaning {
  const shared = uuids.length - new Set(uuids).size
  if (shared > 0)
    return { meaning: 'smbios', sure: false, because: `${shared} of ${uuids.length} stand there before` }
  const fromVcenter = uuids.filter((uuid) => uuid.startsWith('50')).length
  const meaning = uuids.length > 0 && fromVcenter > uuids.length * 0.8 ? 'instance' : 'smbios'
  return {
    meaning,
    sure: false,
    because: `${fromVcenter} of ${uuids.length} begin with 50, as instance UUIDs do`,
  }
}

/** The sentence for the coverage report; undefined when the export says it itself. */
export function guessInWords({ meaning, sure, because }: UuidMeaning): string | undefined {
  if (sure) return undefined
  const what = meaning === 'instance' ? 'instance UUID' : 'SMBIOS UUID'
  return `vInfo column VM UUID: read as ${what}, as ${because}; the export names no version, and another source of the same VMs may decide otherwise`
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
