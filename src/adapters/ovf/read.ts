import { createHash } from 'node:crypto'
import type { Progress } from '../../lib/progress.ts'
import type { Observation, ReadReport } from '../../model/observation.ts'
import type { SourceInput, SourceReader, SourceReading } from '../../ports/source-reader.ts'
import type { SignatureReading } from './certificate.ts'
import { called, leaves, namesBeside } from './names.ts'
import { kindOfFile, openPackage, type OvfPackage, partsBeside } from './package.ts'
import type { OvfFile } from './schema.ts'
import { vmOf } from './to-model.ts'
import { verifyManifest } from './verify.ts'

const missing = [
  'Power state, host, cluster, datastore and snapshots are not in an OVF: their rules are not assessable from this source.',
  'An OVF names networks and does not describe them: VLANs and switches are not assessable from this source.',
]

/** Reads OVA and OVF packages as sources of an estate. */
export const ovfReader: SourceReader = {
  reader: 'ova',
  packages: { called, leaves, names: namesBeside },
  async recognises(input) {
    if (input.kind !== 'file') return 0
    const kind = await kindOfFile(input.path)
    // Of a folder, `kiosk.ovf.bak` is a copy and no second kiosk; a file that was named is what it holds.
    if (kind === 'ovf' && input.inFolder === true && !/\.(?:ovf|xml)$/i.test(input.path)) return 0
    return kind === 'ova' || kind === 'ovf' ? 0.95 : 0
  },
  async *read(input, progress) {
    if (input.kind === 'file') yield await readPackage(input, progress)
  },
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
  const keys = new Set<string>()
  const observations: Observation[] = descriptor.systems.map((system) => {
    const facts = vmOf(system, descriptor)
    const key = freeKey(keys, system.id === '' ? system.name : system.id)
    const identities = [`descriptor:${hash}/${key}`]
    if (facts.smbiosUuid !== undefined) identities.push(`smbios:${facts.smbiosUuid}`)
    return {
      kind: 'vm',
      key,
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

/** A descriptor may give two systems one id; both are machines. */
function freeKey(taken: Set<string>, id: string): string {
  let key = id
  for (let number = 2; taken.has(key); number++) key = `${id}#${number}`
  taken.add(key)
  return key
}

function reportOf(pack: OvfPackage, systems: number, checked: readonly string[]): ReadReport {
  const absent = pack.descriptor.files.filter((file) => file.href !== '' && !isThere(file, pack))
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
