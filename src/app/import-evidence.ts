import { createHash } from 'node:crypto'
import { bytesOfKey } from '../algebra/columns/addresses.ts'
import { collectFlows } from '../algebra/columns/flow-table.ts'
import { type ReferenceChunk, referenceChunks } from '../algebra/columns/pack-references.ts'
import type { EvidenceDifference } from '../contract/evidence.ts'
import type { Flow, OwnerRecord } from '../model/evidence.ts'
import type { EvidenceContext, EvidenceFile, EvidenceReader } from '../ports/evidence-reader.ts'
import {
  appendChunks,
  beginEvidence,
  type Chunk,
  deleteDocuments,
  discardEvidence,
  type EvidenceRow,
  finishEvidence,
  listEvidence,
  openRawStore,
  putDocuments,
  removeEvidence,
  type Store,
} from '../store/index.ts'
import type { AppContext } from './context.ts'
import { type HashedContext, loadEvidenceContext } from './evidence-context.ts'
import { differenceOf } from './evidence-change.ts'
import type { EvidenceOrder } from './evidence-order.ts'
import type { StoredReport } from './evidence-report.ts'
import { type Heard, hearingOf } from './evidence-told.ts'
import { inTurn } from './evidence-turns.ts'

/** One file after its reading. */
export interface ImportedFile extends EvidenceOrder {
  readonly id: string
  readonly report: StoredReport
  /** Set when it took the place of another version. */
  readonly difference?: EvidenceDifference
}

/** Name of the documents that hold the owners a version of a file gives. */
export function ownerDocuments(version: number): string {
  return `evidence-owners/${version}`
}

const ownersPerPage = 1000
const nothingKnown: EvidenceContext = { hostNames: new Set(), domains: new Set() }

/** Marks in the name columns of chunks: how their rows are sorted. No host name begins with a control character. */
export const marks = {
  client: '\u0001client',
  server: '\u0001server',
  address: '\u0001address',
  span: '\u0001span',
  book: '\u0001book',
} as const

/** Reads raw files into columns. Runs in a worker when there is much of it. */
export async function importEvidence(
  context: AppContext,
  orders: readonly EvidenceOrder[],
): Promise<readonly ImportedFile[]> {
  const { store, progress } = context
  const raw = openRawStore(context.workspace.folder)
  const rows = await listEvidence(store)
  const known = new Map(rows.map((row) => [row.id, row]))
  const byBytes = new Map(rows.map((row) => [keptAs(row), row]))
  const ids = new Map<string, string>()
  const done: ImportedFile[] = []
  const heard = hearingOf(context.adapters.evidence, rows)
  let names: HashedContext | undefined
  const sorted = inTurn(context.adapters.evidence, orders).flat()
  for (const [index, order] of sorted.entries()) {
    progress.signal.throwIfAborted()
    progress.advance(index, sorted.length, 'files')
    const reader = context.adapters.evidence.find(({ kind }) => kind === order.kind)
    if (!reader) throw new Error(`no reader of the kind ${order.kind}`)
    if (reader.reads === 'text') names ??= await loadEvidenceContext(store, context.adapters.evidence)
    const kept = { name: order.name, bytes: await raw.read(order.hash) }
    const file = (await reader.prepare?.(kept)) ?? kept
    const about = { names, heard: heard(reader, order.name) }
    const imported = await importFile(context, reader, order, file, about, { ids, known })
    const before = known.get(imported.id)
    if (before) await deleteDocuments(store, ownerDocuments(before.version))
    // The same bytes that turn out to describe another device now that other files say more of them.
    const former = byBytes.get(keptAs(order))
    if (former && former.id !== imported.id) {
      await removeEvidence(store, former.id)
      await deleteDocuments(store, ownerDocuments(former.version))
    }
    done.push(imported)
  }
  progress.advance(sorted.length, sorted.length, 'files')
  return done
}

async function importFile(
  context: AppContext,
  reader: EvidenceReader,
  order: EvidenceOrder,
  file: EvidenceFile,
  { names, heard }: { readonly names: HashedContext | undefined; readonly heard: Heard | undefined },
  { ids, known }: { readonly ids: Map<string, string>; readonly known: ReadonlyMap<string, EvidenceRow> },
): Promise<ImportedFile> {
  const { store } = context
  const dependent = reader.reads === 'text'
  const estate = dependent ? names : undefined
  const reading = reader.read(file, heard ? { ...(estate ?? nothingKnown), told: heard.told } : estate)
  const id = identify(order, reading.device, ids)
  const version = await beginEvidence(
    store,
    { id, name: order.name, kind: order.kind },
    { hash: order.hash, readAt: context.clock.now() },
  )
  try {
    const references = [...reading.references]
    const owner = { kind: 'evidence', version } as const
    await appendChunks(store, 'reference_chunk', owner, storedReferences(referenceChunks(references)))
    const flows = await storeFlows(context, version, reading.flows)
    const owners = [...reading.owners]
    await storeOwners(store, version, owners)
    const report: StoredReport = {
      confidence: order.confidence,
      statements: reading.statements,
      understood: reading.understood,
      unknown: reading.unknown,
      references: references.length,
      owners: owners.length,
      masked: reading.masked,
      ...flows,
      ...(dependent && names ? { contextHash: names.hash } : {}),
      ...(reading.told && reading.told.length > 0 ? { told: reading.told } : {}),
      ...(heard ? { toldHash: heard.hash } : {}),
    }
    const before = known.get(id)
    // Free text that is read again with other names is the same version.
    const difference =
      before && before.hash !== order.hash ? await differenceOf(store, before, references) : undefined
    await finishEvidence(store, version, report)
    return { ...order, id, report, ...(difference ? { difference } : {}) }
  } catch (error) {
    await discardEvidence(store, version).catch(() => {})
    await deleteDocuments(store, ownerDocuments(version)).catch(() => {})
    throw error
  }
}

/** What makes two readings ones of the same bytes: name, kind and hash. */
function keptAs({ name, kind, hash }: Pick<EvidenceOrder, 'name' | 'kind' | 'hash'>): string {
  return `${name}\n${kind}\n${hash}`
}

/** A source is the device that the file describes, else its name; two files of one device in one go stay two. */
function identify(order: EvidenceOrder, device: string | undefined, ids: Map<string, string>): string {
  const byDevice = device === undefined ? undefined : idOf(`${order.kind}\n${device}`)
  const taken = byDevice === undefined ? undefined : ids.get(byDevice)
  const id =
    byDevice === undefined || (taken !== undefined && taken !== order.name)
      ? idOf(`file\n${order.name}`)
      : byDevice
  ids.set(id, order.name)
  return id
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 12)
}

/** Chunks of references as the store wants them. */
export function* storedReferences(found: Iterable<ReferenceChunk>): Iterable<Chunk> {
  for (const { order, rows, first, last, firstName, lastName, data } of found) {
    if (order === 'name') {
      yield { rows, firstName: firstName ?? '', lastName: lastName ?? '', data }
    } else {
      yield {
        rows,
        firstAddress: bytesOfKey(first ?? ''),
        lastAddress: bytesOfKey(last ?? ''),
        firstName: marks[order],
        lastName: marks[order],
        data,
      }
    }
  }
}

async function storeFlows(
  context: AppContext,
  version: number,
  flows: Iterable<Flow>,
): Promise<Pick<StoredReport, 'flows' | 'flowFirst' | 'flowLast'>> {
  const collector = collectFlows()
  let first = ''
  let last = ''
  for (const flow of flows) {
    if (!collector.add(flow)) continue
    if (collector.rows % 50_000 === 0) {
      context.progress.advance(collector.rows, undefined, 'flows')
      // Let the thread answer whoever waits.
      await new Promise((resume) => setImmediate(resume))
      context.progress.signal.throwIfAborted()
    }
    if (flow.firstSeen !== undefined && (first === '' || flow.firstSeen < first)) first = flow.firstSeen
    const seen = flow.lastSeen ?? flow.firstSeen
    if (seen !== undefined && seen > last) last = seen
  }
  await appendChunks(
    context.store,
    'flow_chunk',
    { kind: 'evidence', version },
    storedFlows(collector.chunks()),
  )
  return {
    flows: collector.rows,
    ...(first === '' ? {} : { flowFirst: first }),
    ...(last === '' ? {} : { flowLast: last }),
  }
}

/** Chunks of flows as the store wants them. */
export function* storedFlows(found: ReturnType<ReturnType<typeof collectFlows>['chunks']>): Iterable<Chunk> {
  for (const { order, rows, first, last, data } of found) {
    yield {
      rows,
      firstAddress: bytesOfKey(first),
      lastAddress: bytesOfKey(last),
      firstName: marks[order],
      lastName: marks[order],
      data,
    }
  }
}

async function storeOwners(store: Store, version: number, owners: readonly OwnerRecord[]): Promise<void> {
  const pages: [string, unknown][] = []
  for (let from = 0; from < owners.length; from += ownersPerPage) {
    pages.push([String(from).padStart(9, '0'), owners.slice(from, from + ownersPerPage)])
  }
  if (pages.length > 0) await putDocuments(store, ownerDocuments(version), pages)
}
