import type { EvidenceLines, EvidenceLinesQuery } from '../contract/evidence-lines.ts'
import { parseAddress } from '../lib/ip.ts'
import type { Reference } from '../model/evidence.ts'
import { sheetOf } from '../model/evidence-place.ts'
import { problem } from '../model/problems/index.ts'
import { type EvidenceRow, listEvidence, type Store } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { findEvidence, namedEvidence } from './evidence-find.ts'
import { rowOf } from './evidence.ts'
import { keyOf, type NamingRows, namingRows, placeAmong, rowOfKey } from './evidence-rows.ts'
import { evidenceTables } from './evidence-tables.ts'
import { presentOptional } from './present-trace.ts'
import { ownersOfReferences } from './reference-owners.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openTraceLookup, type TraceLookup } from './trace-lookup.ts'

/** Lines, or rows, of one page. */
const pageLines = 200
/** Most names shown beside one line; a list of ten thousand members in one line is counted, not drawn. */
const mostNames = 40

type Shown = EvidenceLines['shown'][number]

/** What one row names; `part` is the sheet it stands in, empty where a file has none. */
interface PageRow {
  readonly part: string
  readonly references: readonly Reference[]
}

/** One file of evidence: its lines that name something, what each names and whose it is, and what was not understood. */
export async function showEvidenceLines(
  context: AppContext,
  query: EvidenceLinesQuery,
): Promise<EvidenceLines> {
  const { store } = context
  const { row, rows } = await find(store, query)
  const { keys } = rows
  const at = query.line === undefined ? (query.from ?? 0) : placeAmong(rows, query.line, query.part).at
  const from = Math.floor(Math.min(at, Math.max(0, keys.length - 1)) / pageLines) * pageLines
  const page = keys.subarray(from, from + pageLines)
  const shown = page.length === 0 ? [] : await referencesOn(store, row, rows, page)
  return {
    ...rowOf(row),
    bytesHash: row.hash,
    readAt: row.readAt,
    lines: keys.length,
    from,
    shown: await present(context, shown),
  }
}

/** The file with that id or name; of several with one name the one that has the line. */
async function find(
  store: Store,
  { file, line, part }: EvidenceLinesQuery,
): Promise<{ readonly row: EvidenceRow; readonly rows: NamingRows }> {
  const all = await listEvidence(store)
  const named = namedEvidence(all, file)
  // Of several files the end of a name does not say which one; of one name in full, the line does.
  const candidates =
    named.length > 1 && named.some(({ name }) => name !== file) ? [findEvidence(all, file)] : named
  let first: { readonly row: EvidenceRow; readonly rows: NamingRows } | undefined
  for (const row of candidates) {
    const found = { row, rows: await namingRows(store, row) }
    if (line === undefined || placeAmong(found.rows, line, part).found) return found
    first ??= found
  }
  if (first) return first
  throw problem('evidence-unknown', { wanted: file })
}

/** References on rows of a page by row; one that is found by address and by name as well is there once. */
async function referencesOn(
  store: Store,
  row: EvidenceRow,
  rows: NamingRows,
  page: Float64Array,
): Promise<readonly PageRow[]> {
  const wanted = new Set(page)
  const byKey = new Map<number, Map<string, Reference>>()
  const lines = new Set(Array.from(page, (key) => rowOfKey(rows, key).line))
  for await (const table of evidenceTables(store, row.version)) {
    for (let at = 0; at < table.rows; at++) {
      if (!lines.has(table.lineAt(at))) continue
      const reference = table.referenceAt(at)
      const part = row.kind === 'xlsx' ? (sheetOf(reference) ?? '') : ''
      const key = keyOf(rows, part, reference.line)
      if (key === undefined || !wanted.has(key)) continue
      const { role, matched, column, name, path, covers, service } = reference
      const own = JSON.stringify([role, matched, column, name, path, covers, service])
      const known = byKey.get(key)
      if (known) known.set(own, reference)
      else byKey.set(key, new Map([[own, reference]]))
    }
  }
  return Array.from(page, (key) => ({
    part: rowOfKey(rows, key).part,
    references: [...(byKey.get(key)?.values() ?? [])],
  }))
}

async function present(context: AppContext, rows: readonly PageRow[]): Promise<Shown[]> {
  const index = await ensureTraceIndex(context)
  const lookup = openTraceLookup(context.store, index.build)
  const owners = await ownersOfReferences(
    context,
    index.meta,
    lookup,
    rows.flatMap(({ references }) => references),
  )
  const book = await lookup.book()
  return rows.flatMap(({ part, references }) => {
    const [first] = references
    if (!first) return []
    const sorted = [...references].sort(
      (a, b) => (a.column ?? 0) - (b.column ?? 0) || (a.matched < b.matched ? -1 : 1),
    )
    return [
      {
        line: first.line,
        ...(part === '' ? {} : { part }),
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
