import { createReadStream, openSync, readSync, closeSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { EvidenceAdded, EvidenceFileRow, EvidenceListed, EvidenceRemoved } from '../contract/evidence.ts'
import { problem } from '../model/problems/index.ts'
import type { EvidenceReader } from '../ports/evidence-reader.ts'
import {
  deleteDocuments,
  type EvidenceRow,
  listEvidence,
  openRawStore,
  removeEvidence,
} from '../store/index.ts'
import type { AppContext } from './context.ts'
import { findEvidenceFiles, type FoundFile } from './evidence-files.ts'
import { findEvidence } from './evidence-find.ts'
import { rememberedPlaces, rememberPlaces } from './evidence-places.ts'
import { reportOf, type StoredReport } from './evidence-report.ts'
import type { EvidenceOrder } from './evidence-order.ts'
import { type ImportedFile, importEvidence, ownerDocuments } from './import-evidence.ts'
import { importInThreads } from './import-in-threads.ts'
import { readWhatIsToldAnew } from './read-again.ts'
import { reasonOf } from './list-folder.ts'

/** Bytes that a recogniser sees. */
const headBytes = 262_144
/** With more than this to read, worker threads do it. */
const inlineBytes = 2_000_000

/** Options of `evidence add`. */
export interface AddOptions {
  /** Reader to use for every file, instead of the one that recognises it. */
  readonly kind?: string
}

/** Reads files and folders of evidence. The same bytes under the same name change nothing. */
export async function addEvidence(
  context: AppContext,
  paths: readonly string[],
  options: AddOptions = {},
): Promise<EvidenceAdded> {
  const { files, skipped, passedOver } = findEvidenceFiles(paths)
  const known = await listEvidence(context.store)
  const places = await rememberedPlaces(context.store)
  const nameAt = new Map([...places].map(([name, path]) => [path, name]))
  const named = files.map((file) => ({ ...file, name: nameAt.get(file.path) ?? knownName(file, known) }))
  const raw = openRawStore(context.workspace.folder)
  const refused = [...skipped]
  const candidates = named.flatMap(({ name, path }): readonly Candidate[] => {
    try {
      return [{ name, head: headOf(path), keep: async () => raw.put(createReadStream(path)) }]
    } catch (error) {
      refused.push({ file: name, why: reasonOf(error) })
      return []
    }
  })
  const added = await read(context, candidates, refused, options)
  const taken = new Set(added.files.map(({ file }) => file))
  await rememberPlaces(
    context.store,
    named.filter(({ name }) => taken.has(name)),
  )
  return { ...added, passedOver: [...passedOver] }
}

/** Reads one file that was handed over, as by an upload: its name is only a name, never a path of this machine. */
export async function addEvidenceFile(
  context: AppContext,
  name: string,
  content: Readable | Uint8Array,
  options: AddOptions & { readonly limitBytes?: number } = {},
): Promise<EvidenceAdded> {
  const raw = openRawStore(context.workspace.folder)
  const kept = await raw.put(content, options.limitBytes)
  const head = await headOfStream(raw.open(kept.hash))
  const plain = name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/')
  const file = {
    name: plain === '' ? 'upload' : plain,
    head,
    keep: async () => kept,
  }
  return read(context, [file], [], options)
}

interface Candidate {
  readonly name: string
  readonly head: Uint8Array
  keep(): Promise<{ readonly hash: string; readonly bytes: number }>
}

async function read(
  context: AppContext,
  candidates: readonly Candidate[],
  refused: readonly { readonly file: string; readonly why: string }[],
  options: AddOptions,
): Promise<EvidenceAdded> {
  const started = performance.now()
  const skipped = [...refused]
  const forced = options.kind === undefined ? undefined : readerOf(context, options.kind)
  const known = new Map((await listEvidence(context.store)).map((row) => [row.name, row]))
  const orders: EvidenceOrder[] = []
  const unchanged: EvidenceFileRow[] = []
  let bytes = 0
  context.progress.phase('reading evidence')
  for (const candidate of candidates) {
    context.progress.signal.throwIfAborted()
    const recognised = forced
      ? { reader: forced, confidence: 1 }
      : recognise(context.adapters.evidence, candidate)
    if (!recognised) {
      skipped.push({
        file: candidate.name,
        why: whyNot(candidate.head),
      })
      continue
    }
    const kept = await candidate.keep()
    const before = known.get(candidate.name)
    if (before?.hash === kept.hash && before.kind === recognised.reader.kind) unchanged.push(rowOf(before))
    else {
      bytes += kept.bytes
      const { reader, confidence } = recognised
      orders.push({ name: candidate.name, hash: kept.hash, kind: reader.kind, confidence, bytes: kept.bytes })
    }
  }
  if (orders.length === 0 && unchanged.length === 0 && skipped.length > 0) {
    throw problem('evidence-unread', {
      count: skipped.length,
      files: skipped.slice(0, 5).map(({ file, why }) => `${file} (${why})`),
    })
  }
  const imported: readonly ImportedFile[] =
    bytes > inlineBytes ? await importInThreads(context, orders) : await importEvidence(context, orders)
  const again = new Map((await readWhatIsToldAnew(context)).map((file) => [file.name, file]))
  const settled = imported.map((file) => {
    const { id, report } = again.get(file.name) ?? file
    return { ...file, id, report }
  })
  const files = [
    ...settled.map(({ id, name, kind, report, difference }) => ({
      ...present(id, name, kind, report),
      changed: true,
      ...(difference ? { difference } : {}),
    })),
    ...unchanged.map((file) => ({ ...file, changed: false })),
  ].sort((a, b) => (a.file < b.file ? -1 : 1))
  return { files, skipped, passedOver: [], seconds: Math.round((performance.now() - started) / 10) / 100 }
}

function readerOf(context: AppContext, kind: string): EvidenceReader {
  const reader = context.adapters.evidence.find((one) => one.kind === kind)
  if (reader) return reader
  throw problem('evidence-kind-unknown', { kind, kinds: context.adapters.evidence.map((one) => one.kind) })
}

function recognise(
  readers: readonly EvidenceReader[],
  candidate: Candidate,
): { readonly reader: EvidenceReader; readonly confidence: number } | undefined {
  let best: { reader: EvidenceReader; confidence: number } | undefined
  for (const reader of readers) {
    const confidence = reader.recognises({ name: candidate.name, bytes: candidate.head })
    if (confidence > (best?.confidence ?? 0)) best = { reader, confidence }
  }
  return best
}

/** Why no reader takes a file. */
function whyNot(head: Uint8Array): string {
  if (head.length === 0) return 'empty'
  const begins = (...bytes: readonly number[]): boolean => bytes.every((byte, at) => head[at] === byte)
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'a ZIP archive: unpack it and add the folder'
  const packed =
    begins(0x1f, 0x8b) ||
    begins(0x42, 0x5a, 0x68) ||
    begins(0xfd, 0x37, 0x7a, 0x58) ||
    begins(0x37, 0x7a, 0xbc, 0xaf)
  if (packed || begins(0x28, 0xb5, 0x2f, 0xfd)) return 'compressed: unpack it first'
  return 'no reader recognises its content'
}

/** The first bytes of a kept file; the rest is not read. */
async function headOfStream(stream: Readable): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    if (!(part instanceof Uint8Array)) continue
    parts.push(part)
    size += part.length
    if (size >= headBytes) break
  }
  return Buffer.concat(parts).subarray(0, headBytes)
}

function headOf(path: string): Uint8Array {
  const handle = openSync(path, 'r')
  try {
    const head = new Uint8Array(headBytes)
    return head.subarray(0, readSync(handle, head, 0, headBytes, 0))
  } finally {
    closeSync(handle)
  }
}

/**
 * A file given alone is the one that was read within its folder before, when only one such is known. Within a folder
 * a file is never taken for another one's newer version because of its last name.
 */
function knownName(file: FoundFile, known: readonly EvidenceRow[]): string {
  if (!file.alone) return file.name
  const same = known.filter(({ name }) => name === file.name || name.endsWith(`/${file.name}`))
  return same.length === 1 && same[0] ? same[0].name : file.name
}

function present(id: string, file: string, kind: string, report: StoredReport): EvidenceFileRow {
  return {
    id,
    file,
    kind,
    confidence: Math.round(report.confidence * 100) / 100,
    statements: report.statements,
    understood: report.understood,
    unknown: report.unknown.map(({ construct, count, noted, example }) => ({
      construct,
      count,
      ...(noted === true ? { noted } : {}),
      example: { ...example },
    })),
    references: report.references,
    flows: report.flows,
    owners: report.owners,
    masked: report.masked,
  }
}

/** A file of evidence as every list shows it. */
export function rowOf(row: EvidenceRow): EvidenceFileRow {
  return present(row.id, row.name, row.kind, reportOf(row))
}

/** Every file of evidence with how it was read. */
export async function listEvidenceFiles(context: AppContext): Promise<EvidenceListed> {
  const rows = await listEvidence(context.store)
  return { files: rows.map((row) => ({ ...rowOf(row), bytesHash: row.hash, readAt: row.readAt })) }
}

/** Takes one file out again, by id or name; its raw copy goes when no other file has the same bytes. */
export async function removeEvidenceFile(context: AppContext, wanted: string): Promise<EvidenceRemoved> {
  const rows = await listEvidence(context.store)
  const row = findEvidence(rows, wanted)
  await removeEvidence(context.store, row.id)
  await deleteDocuments(context.store, ownerDocuments(row.version))
  if (!rows.some(({ id, hash }) => id !== row.id && hash === row.hash)) {
    await openRawStore(context.workspace.folder).remove(row.hash)
  }
  return { removed: row.id, file: row.name }
}
