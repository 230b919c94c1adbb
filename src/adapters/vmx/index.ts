import { createHash } from 'node:crypto'
import { lstat, open, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Disk } from '../../model/hardware.ts'
import type { Observation } from '../../model/observation.ts'
import { problem } from '../../model/problems/index.ts'
import type { SourceReader, SourceReading } from '../../ports/source-reader.ts'
import { followChain, isPlainFile } from './chain.ts'
import { diskOf, diskSlots, idleSlots } from './disks.ts'
import { unknownFamilies } from './known.ts'
import { called, leaves, namesBeside } from './names.ts'
import { readSettings } from './read.ts'
import type { DescribeDisk, VmxText } from './schema.ts'
import { snapshotsOf } from './snapshots.ts'
import { vmOf } from './to-model.ts'

export type { DescribeDisk } from './schema.ts'

const mostBytes = 8 * 1024 * 1024
const marks = /^[ \t]*(?:config\.version|virtualHW\.version)\s*=\s*"?\d/im

const missing = [
  'Power state, host, cluster and the addresses of the guest are not in a .vmx: their rules are not assessable from this source.',
  'A .vmx names networks and does not describe them: VLANs and switches are not assessable from this source.',
]

/** Reads the configuration of a machine as ESX keeps it, with its disks' chains and its snapshots. */
export function vmxReader(describe: DescribeDisk): SourceReader {
  return {
    reader: 'vmx',
    packages: { called, leaves, names: namesBeside },
    async recognises(input) {
      return input.kind === 'file' && (await isConfiguration(input.path)) ? 0.95 : 0
    },
    async *read(input) {
      if (input.kind === 'file') yield await readMachine(input.path, input.name, describe)
    },
  }
}

async function isConfiguration(path: string): Promise<boolean> {
  if (!called.test(path)) return false
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return marks.test(buffer.toString('latin1', 0, bytesRead))
  } finally {
    await file.close()
  }
}

async function readMachine(path: string, name: string, describe: DescribeDisk): Promise<SourceReading> {
  const text = await readText(path, name)
  const { settings } = text
  const folder = dirname(path)
  const stem = basename(path).replace(called, '')
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
  const { instanceUuid, smbiosUuid } = facts
  const hash = createHash('sha256')
  // Without a UUID only what it says tells it from another machine of the same name in another folder.
  if (instanceUuid === undefined && smbiosUuid === undefined)
    for (const [key, value] of settings) hash.update(`${key}=${value}\n`)
  else hash.update(`${instanceUuid ?? ''} ${smbiosUuid ?? ''} ${name}`)
  const key = `vmx:${hash.digest('hex')}`
  const identities = [`descriptor:${key.slice(4)}/${facts.name}`]
  if (instanceUuid !== undefined) identities.push(`instance:${instanceUuid}`)
  if (smbiosUuid !== undefined) identities.push(`smbios:${smbiosUuid}`)
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
    unknown: [...text.remarks, ...troubles, ...idleSlots(text.settings), ...broken],
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
