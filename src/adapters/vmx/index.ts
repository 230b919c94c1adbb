import { createHash } from 'node:crypto'
import { lstat, open, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Disk } from '../../model/hardware.ts'
import type { Observation } from '../../model/observation.ts'
import { problem } from '../../model/problems/index.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { followChain, isPlainFile } from './chain.ts'
import { diskOf, diskSlots } from './disks.ts'
import { unknownFamilies } from './known.ts'
import { readSettings } from './read.ts'
import type { DescribeDisk, VmxText } from './schema.ts'
import { snapshotsOf } from './snapshots.ts'
import { vmOf } from './to-model.ts'

export type { DescribeDisk } from './schema.ts'

const mostBytes = 8 * 1024 * 1024
const marks = /^\s*(?:config\.version|virtualHW\.version)\s*=\s*"\d/im
/** What lies in the folder of a machine beside its configuration. */
const companions = /\.(?:vmx|vmxf|vmx~|vmsd|vmdk|nvram|log|vswp|vmsn|vmss|vmem|hlog|scoreboard|lck|iso|flp)$/i

const missing = [
  'Power state, host, cluster and the addresses of the guest are not in a .vmx: their rules are not assessable from this source.',
  'A .vmx names networks and does not describe them: VLANs and switches are not assessable from this source.',
]

/** Reads the configuration of a machine as ESX keeps it, with its disks' chains and its snapshots. */
export function vmxReader(describe: DescribeDisk): SourceReader {
  return {
    reader: 'vmx',
    async recognises(input) {
      if (input.kind === 'endpoint') return 0
      if (input.kind === 'file') return (await isConfiguration(input.path)) ? 0.95 : 0
      return (await configurationsIn(input.path)).length > 0 ? 0.9 : 0
    },
    async *read(input, progress) {
      if (input.kind === 'endpoint') return
      const paths = input.kind === 'file' ? [input.path] : await configurationsIn(input.path)
      for (const path of paths) {
        progress.signal.throwIfAborted()
        progress.phase(`reading ${basename(path)}`)
        yield await readMachine(path, nameOf(input, path), describe)
      }
    },
  }
}

function nameOf(input: Exclude<SourceInput, { kind: 'endpoint' }>, path: string): string {
  if (input.kind === 'file') return input.name
  return input.name === '' ? basename(path) : `${input.name}/${basename(path)}`
}

async function isConfiguration(path: string): Promise<boolean> {
  if (!/\.vmx$/i.test(path)) return false
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return marks.test(buffer.toString('latin1', 0, bytesRead))
  } finally {
    await file.close()
  }
}

/** Configurations of a folder that is a machine's home and nothing else; none for any other folder. */
async function configurationsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const shown = entries.filter(({ name }) => !name.startsWith('.'))
  if (shown.length > 5000 || !shown.every((entry) => companions.test(entry.name))) return []
  const found: string[] = []
  for (const entry of shown) {
    const path = join(folder, entry.name)
    if (entry.isFile() && (await isConfiguration(path))) found.push(path)
  }
  return found.sort()
}

async function readMachine(path: string, name: string, describe: DescribeDisk): Promise<SourceReading> {
  const text = await readText(path, name)
  const { settings } = text
  const folder = dirname(path)
  const stem = basename(path).replace(/\.vmx$/i, '')
  const troubles: string[] = []
  const disks: Disk[] = []
  for (const [index, slot] of diskSlots(settings).entries()) {
    const chain = await followChain(folder, settings.get(`${slot.prefix}.filename`) ?? '', describe)
    if (chain.trouble !== undefined) troubles.push(`${slot.prefix}: ${chain.trouble}`)
    disks.push(diskOf(settings, slot, index, chain))
  }
  const dictionary = join(folder, `${stem}.vmsd`)
  const listed = await isPlainFile(dictionary)
  const snapshots = listed ? snapshotsOf((await readText(dictionary, `${stem}.vmsd`)).settings) : undefined
  const facts = vmOf(settings, stem, disks, snapshots)
  const hash = createHash('sha256').update(`${facts.instanceUuid ?? ''} ${facts.smbiosUuid ?? ''} ${name}`)
  const key = `vmx:${hash.digest('hex')}`
  const identities = [`descriptor:${key.slice(4)}/${facts.name}`]
  if (facts.instanceUuid !== undefined) identities.push(`instance:${facts.instanceUuid}`)
  if (facts.smbiosUuid !== undefined) identities.push(`smbios:${facts.smbiosUuid}`)
  const observation: Observation = { kind: 'vm', key: facts.name, identities, place: { file: name }, facts }
  return {
    description: { key, reader: 'vmx', label: name, rank: 20 },
    observations: [observation],
    report: () => reportOf(text, troubles, listed, stem),
  }
}

function reportOf(text: VmxText, troubles: readonly string[], listed: boolean, stem: string) {
  const unknown = unknownFamilies(text.settings.keys())
  const broken = text.broken.slice(0, 20).map((line) => `line ${line} is no setting`)
  return {
    seen: 1,
    kept: 1,
    merged: 0,
    rejected: [],
    unknown: [...troubles, ...broken],
    missing: [
      ...missing,
      ...(listed
        ? []
        : [`${stem}.vmsd is not beside the .vmx: snapshots are known by the disks' chains only.`]),
    ],
    coverage: [
      { part: 'settings', rows: text.settings.size, known: knownOf(text, unknown), missing: [], unknown },
    ],
  }
}

function knownOf({ settings }: VmxText, unknown: readonly string[]): readonly string[] {
  const names = new Set([...settings.keys()].map((key) => key.replace(/\d+/g, 'N')))
  for (const name of unknown) names.delete(name)
  return [...names].sort().slice(0, 500)
}

async function readText(path: string, name: string): Promise<VmxText> {
  const { size } = await lstat(path)
  if (size > mostBytes) {
    throw problem('package-refused', {
      file: name,
      seen: `a configuration of ${size} bytes`,
      expected: `at most ${mostBytes}`,
    })
  }
  return readSettings(await readFile(path))
}
