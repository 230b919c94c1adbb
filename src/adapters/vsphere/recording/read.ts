import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as z from 'zod'
import { collectElements, defaultXmlLimits, XmlParser } from '../../../formats/xml/index.ts'
import { FormatError } from '../../../lib/format-error.ts'
import type { NotSeen } from '../../../model/not-seen.ts'
import type { AnyRecord, ManagedType } from '../schema.ts'
import { stringPool } from '../schema/strings.ts'
import { recordOf } from '../soap/answer.ts'
import type { RawSource, Unread } from '../source.ts'
import { manifestName, recordingFormat, type RecordingManifest } from './format.ts'

const largestManifestBytes = 64 * 1024 * 1024
const largestAnswerBytes = 256 * 1024 * 1024

const text = z.string().max(4096)
/** What people write, and reasons that quote a server. */
const prose = z.string().max(100_000)
const reference = z.strictObject({ type: text, value: text })

const manifestShape = z.object({
  format: z.literal(recordingFormat),
  version: z.literal(1),
  host: text,
  recordedAt: z.iso.datetime({ offset: true }),
  about: z
    .object({
      name: text,
      fullName: text,
      version: text,
      build: text,
      apiVersion: text,
      apiType: text,
      instanceUuid: text,
      osType: text,
    })
    .partial(),
  inventory: z.array(reference).max(2_000_000),
  // A name and nothing else: no folders, no way up.
  answers: z.array(text.regex(/^[\w][\w.-]*\.xml$/)).max(100_000),
  tags: z
    .array(z.object({ category: text, name: text, objects: z.array(reference).max(2_000_000) }))
    .max(100_000),
  policies: z
    .array(
      z.object({
        id: text,
        name: text,
        description: prose.exactOptional(),
        rules: z.array(prose).max(10_000),
        machines: z.array(text).max(2_000_000).exactOptional(),
        disks: z.array(text).max(10_000_000).exactOptional(),
      }),
    )
    .max(10_000)
    .exactOptional(),
  access: z
    .object({
      roles: z
        .array(z.object({ name: text, system: z.boolean(), privileges: z.array(text).max(10_000) }))
        .max(10_000),
      permissions: z
        .array(
          z.object({
            principal: text,
            group: z.boolean(),
            role: text,
            on: z.object({ type: text, id: text }).exactOptional(),
            propagate: z.boolean(),
          }),
        )
        .max(1_000_000),
    })
    .exactOptional(),
  unread: z
    .array(z.object({ type: text, value: text, why: prose }))
    .max(2_000_000)
    .exactOptional(),
  notes: z
    .array(
      z.union([
        prose,
        z.object({
          what: prose,
          why: prose,
          privileges: z.array(text).max(1000).exactOptional(),
          objects: z.int().exactOptional(),
          so: prose.exactOptional(),
        }),
      ]),
    )
    .max(10_000)
    .exactOptional(),
  unknownPaths: z.array(text).max(10_000).exactOptional(),
})

/** Whether this folder holds recorded answers of a vCenter. */
export async function isRecording(dir: string): Promise<boolean> {
  try {
    return (await readManifest(dir)).format === recordingFormat
  } catch {
    return false
  }
}

/**
 * The recorded answers of a vCenter as a source, in the same shape as a live one. Throws FormatError when the manifest
 * or an answer is not what it should be.
 */
export async function readRecording(dir: string): Promise<RawSource> {
  const manifest = await readManifest(dir)
  const unknown = new Set<string>(manifest.unknownPaths)
  return {
    host: manifest.host,
    about: manifest.about,
    observedAt: manifest.recordedAt,
    ids: manifest.inventory,
    async *read(types) {
      const answered = new Set<string>()
      // One file after the other, each time anew: a large recording is never in memory as a whole.
      for (const name of manifest.answers) {
        const all = await readAnswer(dir, name, unknown)
        const records = all.filter((record) => types.includes(record.type))
        for (const { type, id } of records) answered.add(`${type}:${id}`)
        if (records.length > 0) yield { records, unread: [] }
      }
      yield { records: [], unread: unanswered(manifest, types, answered) }
    },
    async tags() {
      return { tags: manifest.tags, notes: [] }
    },
    async policies() {
      return { policies: manifest.policies ?? [], notes: [] }
    },
    async access() {
      return { roles: [], permissions: [], ...manifest.access, notes: [] }
    },
    notes: (manifest.notes ?? []).map(noteOf),
    unknownPaths: () => [...unknown].sort(),
  }
}

/** Older recordings hold sentences: `tags: why`. */
function noteOf(note: NotSeen | string): NotSeen {
  if (typeof note !== 'string') return note
  const colon = note.indexOf(': ')
  return colon < 0
    ? { what: note, why: 'not told' }
    : { what: note.slice(0, colon), why: note.slice(colon + 2) }
}

async function readManifest(dir: string): Promise<RecordingManifest> {
  const path = join(dir, manifestName)
  if ((await stat(path)).size > largestManifestBytes) {
    throw wrong(manifestName, 'more than 64 MiB', 'a manifest of at most 64 MiB')
  }
  const source = await readFile(path, 'utf8')
  let json: unknown
  try {
    json = JSON.parse(source)
  } catch (error) {
    throw wrong(manifestName, 'text that is no JSON', 'a JSON document', error)
  }
  const parsed = manifestShape.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw wrong(
      manifestName,
      `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
      `format ${recordingFormat}, version 1`,
    )
  }
  const { about, ...rest } = parsed.data
  return { ...rest, about: withoutUndefined(about) }
}

/** The type that says "absent or a text" has no value that is undefined. */
function withoutUndefined(about: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known: Record<string, string> = {}
  for (const [key, value] of Object.entries(about)) if (value !== undefined) known[key] = value
  return known
}

async function readAnswer(dir: string, name: string, unknown: Set<string>): Promise<AnyRecord[]> {
  const records: AnyRecord[] = []
  const keep = stringPool()
  const path = join(dir, name)
  const { size } = await stat(path).catch((error: unknown) => {
    throw wrong(name, 'a file that cannot be opened', 'an answer that the manifest names, beside it', error)
  })
  if (size > largestAnswerBytes) throw wrong(name, 'more than 256 MiB', 'an answer of at most 256 MiB')
  const parser = new XmlParser(
    collectElements(new Set(['objects']), (element) => {
      const record = recordOf(element, keep, (type, at, fault) => {
        if (fault === 'InvalidProperty') unknown.add(`${type}.${at}`)
      })
      if (record !== undefined) records.push(record)
    }),
    { ...defaultXmlLimits, maxElements: 10_000_000 },
  )
  try {
    for await (const chunk of createReadStream(path)) parser.write(chunk)
    parser.end()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new FormatError(
      'vCenter recording',
      { ...error, where: { ...error.where, part: name } },
      { cause: error },
    )
  }
  return records
}

function unanswered(
  manifest: RecordingManifest,
  types: readonly ManagedType[],
  answered: ReadonlySet<string>,
): Unread[] {
  const wanted = new Set<string>(types)
  const whys = new Map((manifest.unread ?? []).map(({ type, value, why }) => [`${type}:${value}`, why]))
  const missing = manifest.inventory.filter(
    ({ type, value }) => wanted.has(type) && !answered.has(`${type}:${value}`),
  )
  return missing.map((object) => ({
    object,
    why: whys.get(`${object.type}:${object.value}`) ?? 'the recording holds no answer for it',
  }))
}

function wrong(part: string, seen: string, expected: string, cause?: unknown): FormatError {
  return new FormatError('vCenter recording', { seen, expected, where: { part: basename(part) } }, { cause })
}
