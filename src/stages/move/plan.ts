import type { PackagedVm } from '../../ports/disk.ts'
import { fileNameOf } from './file-name.ts'

/** What is to be moved, and where to. */
export interface MoveRequest {
  /** Absolute path of the package. */
  readonly path: string
  readonly vm: PackagedVm
  readonly format: 'raw' | 'qcow2'
  /** Absolute path of the folder. */
  readonly out: string
  /** Makes the names of unfinished files unique; random, given by the caller. */
  readonly token: string
}

/** The files of one disk while it is moved, and after. */
export interface DiskFiles {
  /** The finished image; it appears by a rename and not before it is checked. */
  readonly image: string
  /** The finished list of block checksums. */
  readonly manifest: string
  /** The unfinished image; hidden. */
  readonly work: string
  readonly journal: string
}

/** One step of the run. */
export interface PlannedStep {
  readonly name: string
  readonly type: string
  readonly key: string
  readonly input: unknown
}

/** A run as the engine takes it. */
export interface MovePlan {
  readonly type: 'move-to-files'
  readonly input: { readonly what: string; readonly files: readonly DiskFiles[] }
  readonly steps: readonly PlannedStep[]
}

/**
 * The steps that bring the disks of a packaged VM into files: look at everything first, convert, check input and
 * output, and only when every disk is checked let the finished files appear.
 */
export function planMoveToFiles(request: MoveRequest): MovePlan {
  const { path, vm, format, out, token } = request
  const disks = vm.disks.map((disk, index) => {
    const name = `${fileNameOf(vm.name)}-disk${index + 1}.${format}`
    const files: DiskFiles = {
      image: `${out}/${name}`,
      manifest: `${out}/${name}.manifest.json`,
      work: `${out}/.${name}.${token}.part`,
      journal: `${out}/.${name}.${token}.journal`,
    }
    // A run of one disk, the usual one, has plain step names.
    const suffix = vm.disks.length === 1 ? '' : `-${index + 1}`
    return { disk, name, files, suffix, key: `${path}#${disk.name}>${files.image}` }
  })
  const convert = disks.map(({ disk, name, files, suffix, key }) => ({
    name: `convert${suffix}`,
    type: 'disk-convert',
    key: `convert ${key}`,
    input: {
      source: disk.place,
      format,
      name,
      work: files.work,
      journal: files.journal,
      digests: [...new Set(['sha256', ...(disk.digest === undefined ? [] : [disk.digest.algorithm])])],
    },
  }))
  const digest = disks.map(({ disk, suffix, files, key }) => ({
    name: `digest${suffix}`,
    type: 'disk-digest',
    key: `digest ${key}`,
    input: {
      source: disk.place,
      convertStep: `convert${suffix}`,
      ...(disk.digest === undefined ? {} : { expected: disk.digest }),
      unfinished: [files.work, files.journal],
    },
  }))
  const checksum = disks.map(({ name, suffix, files, key }) => ({
    name: `checksum${suffix}`,
    type: 'disk-checksum',
    key: `checksum ${key}`,
    input: { name, format, work: files.work, journal: files.journal, convertStep: `convert${suffix}` },
  }))
  const publish = disks.map(({ disk, name, suffix, files, key }) => ({
    name: `publish${suffix}`,
    type: 'disk-publish',
    key: `publish ${key}`,
    input: {
      name,
      format,
      source: disk.name,
      files,
      convertStep: `convert${suffix}`,
      digestStep: `digest${suffix}`,
      checksumStep: `checksum${suffix}`,
    },
  }))
  const inspect = {
    name: 'inspect',
    type: 'disk-inspect',
    key: `inspect ${path} for ${out}`,
    input: {
      path,
      disks: vm.disks.map((disk) => disk.place),
      targets: disks.flatMap(({ files }) => [files.image, files.manifest]),
    },
  }
  return {
    type: 'move-to-files',
    input: { what: `${vm.name} to files`, files: disks.map(({ files }) => files) },
    steps: [inspect, ...convert, ...digest, ...checksum, ...publish],
  }
}
