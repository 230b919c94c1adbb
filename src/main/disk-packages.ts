import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  kindOfFile,
  openPackage,
  type OvfDisk,
  type OvfPackage,
  type OvfSystem,
  refusedPackage,
  verifyManifest,
} from '../adapters/ovf/index.ts'
import { openFile } from '../formats/tar/index.ts'
import { silentProgress } from '../lib/progress.ts'
import { problem } from '../model/problems/index.ts'
import type { DiskPackage, DiskPackages, PackagedDisk, PackagedVm } from '../ports/disk.ts'
import { describeDisk, type DiskWords, readHead } from '../adapters/vmdk/index.ts'

/** Files above this are disks or media; they are hashed while they are read, not before. */
const smallBytes = 64 * 1024 * 1024

/** OVA, OVF and bare disk images, behind the port that a move uses. */
export const diskPackages: DiskPackages = {
  async open(path) {
    const kind = await kindOfFile(path)
    if (kind === 'ova' || kind === 'ovf') return packageOf(await openPackage(path))
    if (/\.vmx$/i.test(path))
      throw refusedPackage(basename(path), "a machine's configuration", 'an OVA, an OVF or one .vmdk of it')
    return bareDisk(path)
  },
  async verifySmall(path, signal) {
    const kind = await kindOfFile(path)
    if (kind !== 'ova' && kind !== 'ovf') return []
    const pack = await openPackage(path)
    const disks = new Set(pack.descriptor.disks.map((disk) => fileOf(pack, disk)?.href))
    return verifyManifest(
      pack,
      silentProgress(signal),
      (member) => member.sizeBytes <= smallBytes && !disks.has(member.name),
    )
  },
}

/** Virtual size of a bare image, from its header. */
export async function diskSizeOf(path: string): Promise<number> {
  const reader = await openFile(path)
  try {
    return (await readHead(reader)).virtualBytes
  } finally {
    await reader.close()
  }
}

/** What a disk file says of itself: size, kind, parent. */
export async function diskWordsOf(path: string): Promise<DiskWords> {
  const reader = await openFile(path)
  try {
    return await describeDisk(reader)
  } finally {
    await reader.close()
  }
}

async function bareDisk(path: string): Promise<DiskPackage> {
  const name = basename(path)
  const { size } = await stat(path)
  const place = { path, name, offsetBytes: 0, sizeBytes: size }
  return {
    file: name,
    hasManifest: false,
    vms: [{ name: name.replace(/\.vmdk$/i, ''), disks: [{ name, place }], empty: [] }],
  }
}

function packageOf(pack: OvfPackage): DiskPackage {
  return {
    file: pack.name,
    hasManifest: pack.manifest !== undefined,
    vms: pack.descriptor.systems.map((system) => vmOf(pack, system)),
  }
}

function vmOf(pack: OvfPackage, system: OvfSystem): PackagedVm {
  const disks: PackagedDisk[] = []
  const empty: string[] = []
  for (const drive of system.drives) {
    const disk = pack.descriptor.disks.find((one) => one.id === drive.diskId)
    if (disk?.fileRef === undefined) empty.push(drive.label)
    else disks.push(diskOf(pack, disk))
  }
  return { name: system.name, disks, empty }
}

function diskOf(pack: OvfPackage, disk: OvfDisk): PackagedDisk {
  const file = fileOf(pack, disk)
  const refuse = (seen: string, expected: string) => refusedPackage(pack.name, seen, expected)
  if (file === undefined)
    throw refuse(`disk ${disk.id} in the file ${disk.fileRef ?? ''}`, 'a file of the References')
  if (disk.parentRef !== undefined)
    throw refuse(`disk ${disk.id} as a delta of ${disk.parentRef}`, 'a whole disk')
  if (file.compression !== undefined)
    throw refuse(`${file.href} compressed with ${file.compression}`, 'a plain file')
  if (file.chunkBytes !== undefined) throw refuse(`${file.href} cut into parts`, 'one file')
  const member = pack.members.get(file.href)
  if (member === undefined) throw problem('package-file-missing', { file: pack.name, member: file.href })
  if (file.sizeBytes !== undefined && file.sizeBytes !== member.sizeBytes) {
    throw refuse(
      `${file.href} of ${member.sizeBytes} bytes at offset ${member.offsetBytes}`,
      `the ${file.sizeBytes} bytes that the descriptor names`,
    )
  }
  const listed = pack.manifest?.get(file.href)
  const { capacityBytes } = disk
  return {
    name: file.href,
    place: {
      path: member.path,
      name: file.href,
      offsetBytes: member.offsetBytes,
      sizeBytes: member.sizeBytes,
      descriptor: pack.descriptorName,
      ...(capacityBytes === undefined ? {} : { virtualBytes: capacityBytes }),
    },
    ...(listed === undefined ? {} : { digest: { algorithm: listed.algorithm, hex: listed.digest } }),
  }
}

function fileOf(pack: OvfPackage, disk: OvfDisk) {
  return pack.descriptor.files.find((one) => one.id === disk.fileRef)
}
