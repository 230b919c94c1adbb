import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { problem } from '../model/problems/index.ts'
import type { DiskOpener, DiskPackages, DiskPlace } from '../ports/disk.ts'
import { defineStep } from '../runs/index.ts'

/** What is looked at before anything is written. */
export interface InspectInput {
  readonly path: string
  readonly disks: readonly DiskPlace[]
  /** Files that must not be there yet. */
  readonly targets: readonly string[]
}

/** Opens every disk, checks the small files of the package against its manifest, and looks whether the target is free. */
export function inspectStep(opener: DiskOpener, packages: DiskPackages) {
  return defineStep<
    InspectInput,
    { readonly disks: readonly unknown[]; readonly checked: readonly string[] }
  >({
    type: 'disk-inspect',
    semantics: 'pure',
    async run({ input, progress }) {
      progress.phase(`looking at ${basename(input.path)}`)
      for (const target of input.targets) {
        const there = await access(target).then(
          () => true,
          () => false,
        )
        if (there) throw problem('move-target-exists', { file: target })
      }
      const checked = await packages.verifySmall(input.path, progress.signal)
      const disks: unknown[] = []
      for (const place of input.disks) {
        const source = await opener.open(place)
        const { format, virtualBytes, grainBytes, inputBytes } = source
        await source.close()
        disks.push({ name: place.name, format, virtualBytes, grainBytes, inputBytes })
      }
      return { disks, checked }
    },
  })
}
