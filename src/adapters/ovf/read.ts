import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openFile } from '../../formats/tar/index.ts'
import type { Progress } from '../../lib/progress.ts'
import type { Observation, ReadReport } from '../../model/observation.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import type { SignatureReading } from './certificate.ts'
import { kindOfFile, openPackage, type OvfPackage, partsBeside } from './package.ts'
import type { OvfFile } from './schema.ts'
import { vmOf } from './to-model.ts'
import { verifyManifest } from './verify.ts'

/** Answers the virtual size of a bare disk image; the VMDK adapter's, handed in by the composition root. */
export type DiskSize = (path: string) => Promise<number>

const maxNamingBytes = 16 * 1024 * 1024

const missing = [
  'Power state, host, cluster, datastore and snapshots are not in an OVF: their rules are not assessable from this source.',
  'An OVF names networks and does not describe them: VLANs and switches are not assessable from this source.',
]

/** Reads OVA, OVF and bare VMDK files as sources of an estate. */
export function ovfReader(diskSize: DiskSize): SourceReader {
  return {
    reader: 'ova',
    async recognises(input) {
      if (input.kind !== 'file') return 0
      const kind = await kindOfFile(input.path)
      if (kind === 'ova' || kind === 'ovf') return 0.95
      // A disk that a descriptor beside it names belongs to that package.
      return kind === 'vmdk' && !(await isNamedBeside(input.path)) ? 0.9 : 0
    },
    async *read(input, progress) {
      if (input.kind !== 'file') return
      const kind = await kindOfFile(input.path)
      if (kind === 'vmdk') yield await readBareDisk(input, diskSize)
      else yield await readPackage(input, progress)
    },
  }
}

async function readPackage(
  input: SourceInput & { kind: 'file' },
  progress: Progress,
): Promise<SourceReading> {
  const pack = await openPackage(input.path)
  progress.phase(`checking ${pack.name}`)
  const checked = await verifyManifest(pack, progress)
  const hash = createHash('sha256').update(pack.descriptorBytes).digest('hex')
  const { descriptor } = pack
  const observations: Observation[] = descriptor.systems.map((system) => {
    const facts = vmOf(system, descriptor)
    const identities = [`descriptor:${hash}/${system.id === '' ? system.name : system.id}`]
    if (facts.smbiosUuid !== undefined) identities.push(`smbios:${facts.smbiosUuid}`)
    return {
      kind: 'vm',
      key: system.id === '' ? system.name : system.id,
      identities,
      place: { file: input.name, part: pack.descriptorName, object: system.id },
      facts,
    }
  })
  return {
    description: { key: `descriptor:${hash}`, reader: 'ova', label: input.name, rank: 20 },
    observations,
    report: () => reportOf(pack, observations.length, checked),
  }
}

function reportOf(pack: OvfPackage, systems: number, checked: readonly string[]): ReadReport {
  const absent = pack.descriptor.files.filter((file) => !isThere(file, pack))
  const unlisted = [...pack.members.keys()].filter(
    (name) => pack.manifest?.has(name) !== true && !/\.(?:mf|cert)$/i.test(name),
  )
  return {
    seen: systems,
    kept: systems,
    merged: 0,
    rejected: [],
    unknown: [
      ...pack.descriptor.findings.map(({ where, what }) => `${where}: ${what}`),
      ...pack.descriptor.files.flatMap((file) => formOf(file, pack)),
      ...pack.descriptor.disks.flatMap(({ id, parentRef }) =>
        parentRef === undefined
          ? []
          : [`disk ${id} holds only what differs from ${parentRef}: it cannot be moved alone`],
      ),
    ],
    missing: [
      ...missing,
      ...(pack.manifest === undefined
        ? [`${pack.name} has no manifest (.mf): its files cannot be checked against what was exported.`]
        : unlisted.map((name) => `${name} is not in the manifest and was not checked.`)),
      ...absent.map((file) => `${file.href} is named by the descriptor and is not there.`),
      ...(pack.signature === undefined || pack.signature.remarks.length === 0
        ? []
        : [`${signatureText(pack.signature)}.`]),
    ],
    coverage: [
      {
        part: 'manifest',
        rows: checked.length,
        known: checked,
        missing: absent.map((file) => file.href),
        unknown: [],
      },
      ...(pack.signature === undefined
        ? []
        : [
            {
              part: 'certificate',
              rows: 1,
              known: [signatureText(pack.signature)],
              missing: [],
              unknown: [],
            },
          ]),
    ],
  }
}

/** Whether a file is there, whole or in parts that together have its size. */
function isThere(file: OvfFile, pack: OvfPackage): boolean {
  if (pack.members.has(file.href)) return true
  const parts = partsBeside(file, pack.members.keys())
  const bytes = parts.reduce((sum, name) => sum + (pack.members.get(name)?.sizeBytes ?? 0), 0)
  return parts.length > 0 && (file.sizeBytes === undefined || bytes === file.sizeBytes)
}

/** Forms that are known and that a move does not read yet. */
function formOf(file: OvfFile, pack: OvfPackage): readonly string[] {
  const parts = partsBeside(file, pack.members.keys()).length
  return [
    ...(file.compression === undefined
      ? []
      : [`${file.href} is compressed with ${file.compression}: unpack it before it is moved`]),
    ...(parts === 0 ? [] : [`${file.href} is cut into ${parts} parts: join them before it is moved`]),
  ]
}

function signatureText({ signer, outcome, remarks }: SignatureReading): string {
  const said = outcome === 'holds' ? 'The manifest is signed by' : 'The manifest has a certificate of'
  return [`${said} ${signer}`, ...(outcome === 'unreadable' ? ['it cannot be read'] : []), ...remarks].join(
    '; ',
  )
}

async function readBareDisk(
  input: SourceInput & { kind: 'file' },
  diskSize: DiskSize,
): Promise<SourceReading> {
  const capacityBytes = await diskSize(input.path)
  const name = basename(input.path).replace(/\.vmdk$/i, '')
  const reader = await openFile(input.path)
  const head = new Uint8Array(Math.min(reader.sizeBytes, 64 * 1024))
  await reader.readInto(head, 0)
  await reader.close()
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
        'A bare disk says nothing of the machine: CPU, memory, network and firmware are not known.',
        ...missing,
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
