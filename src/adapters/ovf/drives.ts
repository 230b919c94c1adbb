import type { OvfDisk, OvfDrive, OvfFinding, OvfSystem } from './schema.ts'

/**
 * Says of each drive which disk of the package it is. The standard writes `ovf:/disk/id`; VirtualBox and OVF 0.9 leave
 * `ovf:` or the slash out, oVirt names the file or gives item and disk one id.
 */
export function linkDrives(
  drives: readonly OvfDrive[],
  disks: readonly OvfDisk[],
  where: string,
  findings: OvfFinding[],
): readonly OvfDrive[] {
  return drives.map((drive) => {
    const { resource, instance } = drive
    const standard = nameIn(resource)
    const named = standard ?? resource
    const disk =
      disks.find(({ id }) => id !== '' && id === named) ??
      disks.find(({ fileRef }) => fileRef !== undefined && fileRef === named) ??
      (standard === undefined ? disks.find(({ id }) => id !== '' && id === instance) : undefined)
    if (disk !== undefined) return { ...drive, diskId: disk.id }
    if (drive.capacityBytes === undefined) {
      const seen = resource === '' ? 'no disk' : JSON.stringify(resource.slice(0, 120))
      findings.push({ where: `${where}/${drive.label}`, what: `it names ${seen}: its size is not known` })
    }
    return drive
  })
}

function nameIn(resource: string): string | undefined {
  return /^(?:ovf:)?\/{0,2}(?:disk|file)\/(.{1,256})$/i.exec(resource)?.[1]
}

/** Disks of the package that no system has, each a finding; the parents of others are theirs. */
export function orphansOf(disks: readonly OvfDisk[], systems: readonly OvfSystem[]): readonly OvfFinding[] {
  const used = new Set(systems.flatMap(({ drives }) => drives.map(({ diskId }) => diskId)))
  // Memory that keeps (NVDIMM) has a disk as well.
  for (const { devices } of systems) for (const { backing } of devices) used.add(nameIn(backing ?? ''))
  for (const { parentRef } of disks) if (parentRef !== undefined) used.add(parentRef)
  return disks
    .filter(({ id }) => !used.has(id))
    .map(({ id }) => ({ where: `Disk ${id}`, what: 'no machine of the package has it' }))
}
