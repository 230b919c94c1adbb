import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openFile } from '../../formats/tar/index.ts'
import type { Observation } from '../../model/observation.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { kindOfFile } from './package.ts'

/** Answers the virtual size of a bare disk image; the VMDK adapter's, handed in by the composition root. */
export type DiskSize = (path: string) => Promise<number>

const maxNamingBytes = 16 * 1024 * 1024

/** Reads a VMDK that no descriptor and no configuration names: a disk, and nothing of its machine. */
export function diskReader(diskSize: DiskSize): SourceReader {
  return {
    // The same word as for packages: a source that was read before keeps its id.
    reader: 'ova',
    // Whether a disk belongs to a package the sorter of a folder knows from the packages.
    packages: { called: /^$/, leaves: /^$/, names: () => Promise.resolve([]) },
    async recognises(input) {
      if (input.kind !== 'file' || (await kindOfFile(input.path)) !== 'vmdk') return 0
      return input.inFolder !== true && (await isNamedBeside(input.path)) ? 0 : 0.9
    },
    async *read(input) {
      if (input.kind === 'file') yield await readDisk(input, diskSize)
    },
  }
}

async function readDisk(input: SourceInput & { kind: 'file' }, diskSize: DiskSize): Promise<SourceReading> {
  const capacityBytes = await diskSize(input.path)
  const name = basename(input.path).replace(/\.vmdk$/i, '')
  const reader = await openFile(input.path)
  const head = new Uint8Array(Math.min(reader.sizeBytes, 64 * 1024))
  try {
    await reader.readInto(head, 0)
  } finally {
    await reader.close()
  }
  const hash = createHash('sha256').update(head).update(String(reader.sizeBytes)).digest('hex')
  const observation: Observation = {
    kind: 'vm',
    key: name,
    identities: [`descriptor:${hash}/${name}`],
    place: { file: input.name },
    facts: { name, disks: [{ label: 'Hard disk 1', capacityBytes, path: basename(input.path) }] },
  }
  return {
    description: { key: `disk:${hash}`, reader: 'ova', label: input.name, rank: 20 },
    observations: [observation],
    report: () => ({
      seen: 1,
      kept: 1,
      merged: 0,
      rejected: [],
      unknown: [],
      missing: [
        'A bare disk says nothing of the machine: CPU, memory, network, firmware, power state, host and cluster are not known.',
      ],
      coverage: [],
    }),
  }
}

/** Whether a descriptor or a configuration in the same folder names this file; only small ones are opened. */
async function isNamedBeside(path: string): Promise<boolean> {
  const folder = dirname(path)
  const names = (await readdir(folder)).filter((name) => /\.(?:ovf|vmx)$/i.test(name)).slice(0, 100)
  for (const name of names) {
    const file = join(folder, name)
    if (!/\.vmx$/i.test(name) && (await kindOfFile(file)) !== 'ovf') continue
    if ((await stat(file)).size > maxNamingBytes) continue
    const text = await readFile(file, 'utf8')
    if (text.includes(`"${basename(path)}"`)) return true
  }
  return false
}
