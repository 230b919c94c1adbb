import type { EvidenceLines, EvidenceLinesQuery } from '../contract/evidence-lines.ts'
import { parseAddress } from '../lib/ip.ts'
import type { Reference } from '../model/evidence.ts'
import { problem } from '../model/problems/index.ts'
import { type EvidenceRow, listEvidence, type Store } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { rowOf } from './evidence.ts'
import { evidenceTables } from './evidence-tables.ts'
import { presentOptional } from './present-trace.ts'
import { ownersOfReferences } from './reference-owners.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openTraceLookup, type TraceLookup } from './trace-lookup.ts'

/** Lines of one page. */
const pageLines = 200
/** Most names shown beside one line; a list of ten thousand members in one line is counted, not drawn. */
const mostNames = 40

type Shown = EvidenceLines['shown'][number]

/** One file of evidence: its lines that name something, what each names and whose it is, and what was not understood. */
export async function showEvidenceLines(
  context: AppContext,
  query: EvidenceLinesQuery,
): Promise<EvidenceLines> {
  const { store } = context
  const { row, lines } = await find(store, query)
  const at = query.line === undefined ? (query.from ?? 0) : lowerBound(lines, query.line)
  const from = Math.floor(Math.min(at, Math.max(0, lines.length - 1)) / pageLines) * pageLines
  const page = lines.subarray(from, from + pageLines)
  const references = page.length === 0 ? [] : await referencesOn(store, row.version, page)
  return {
    ...rowOf(row),
    bytesHash: row.hash,
    readAt: row.readAt,
    lines: lines.length,
    from,
    shown: await present(context, references),
  }
}

/** The file with that id or name; of several with one name the one that has the line. */
async function find(
  store: Store,
  { file, line }: EvidenceLinesQuery,
): Promise<{ readonly row: EvidenceRow; readonly lines: Uint32Array }> {
  const rows = await listEvidence(store)
  const byId = rows.filter(({ id }) => id === file)
  const candidates = byId.length > 0 ? byId : rows.filter(({ name }) => name === file)
  let first: { readonly row: EvidenceRow; readonly lines: Uint32Array } | undefined
  for (const row of candidates) {
    const found = { row, lines: await namingLines(store, row.version) }
    if (line === undefined || found.lines[lowerBound(found.lines, line)] === line) return found
    first ??= found
  }
  if (first) return first
  throw problem('evidence-unknown', { wanted: file })
}

/** Distinct lines of a file that name something, ascending. */
async function namingLines(store: Store, version: number): Promise<Uint32Array> {
  const lines = new Set<number>()
  for await (const table of evidenceTables(store, version))
    for (let row = 0; row < table.rows; row++) lines.add(table.lineAt(row))
  return Uint32Array.from(lines).sort()
}

/** Place of the first line that is not before `line`. */
function lowerBound(lines: Uint32Array, line: number): number {
  let low = 0
  let high = lines.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle] ?? 0) < line) low = middle + 1
    else high = middle
  }
  return low
}

/** References on lines of a page by line; one that is found by address and by name as well is there once. */
async function referencesOn(
  store: Store,
  version: number,
  page: Uint32Array,
): Promise<readonly (readonly Reference[])[]> {
  const wanted = new Set(page)
  const byLine = new Map<number, Map<string, Reference>>()
  for await (const table of evidenceTables(store, version)) {
    for (let row = 0; row < table.rows; row++) {
      const line = table.lineAt(row)
      if (!wanted.has(line)) continue
      const reference = table.referenceAt(row)
      const { role, matched, column, name, path, covers, service } = reference
      const key = JSON.stringify([role, matched, column, name, path, covers, service])
      const known = byLine.get(line)
      if (known) known.set(key, reference)
      else byLine.set(line, new Map([[key, reference]]))
    }
  }
  return [...page].map((line) => [...(byLine.get(line)?.values() ?? [])])
}

async function present(context: AppContext, lines: readonly (readonly Reference[])[]): Promise<Shown[]> {
  const index = await ensureTraceIndex(context)
  const lookup = openTraceLookup(context.store, index.build)
  const owners = await ownersOfReferences(context, index.meta, lookup, lines.flat())
  const book = await lookup.book()
  return lines.flatMap((references) => {
    const [first] = references
    if (!first) return []
    const sorted = [...references].sort(
      (a, b) => (a.column ?? 0) - (b.column ?? 0) || (a.matched < b.matched ? -1 : 1),
    )
    return [
      {
        line: first.line,
        text: first.text,
        names: sorted.slice(0, mostNames).map((reference) => {
          const owned = owners.ofReference(reference)
          return {
            ...presentName(reference),
            ...('why' in owned ? { ownerBasis: owned.why } : { owner: owned.owner, ownerBasis: owned.basis }),
            ...vmOf(reference, book),
          }
        }),
        more: Math.max(0, sorted.length - mostNames),
      },
    ]
  })
}

function presentName(reference: Reference): Shown['names'][number] {
  const { kind, device, matched, strength, role, host } = reference
  return {
    kind,
    device,
    matched,
    strength,
    role,
    ...presentOptional(reference),
    ...(host === undefined ? {} : { host }),
  }
}

/** The VM that has the address which the artefact names; an address that several have names none of them. */
function vmOf(
  { covers, matched }: Reference,
  book: Awaited<ReturnType<TraceLookup['book']>>,
): Pick<Shown['names'][number], 'vm'> {
  const key = parseAddress(covers ?? matched)
  const found = key === undefined ? [] : book.at(key)
  const [first] = found
  return first && new Set(found.map(({ id }) => id)).size === 1 ? { vm: first } : {}
}
