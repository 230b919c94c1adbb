import { type EvidenceRow, listEvidence } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { loadEvidenceContext } from './evidence-context.ts'
import type { EvidenceOrder } from './evidence-order.ts'
import { reportOf } from './evidence-report.ts'
import { hearingOf } from './evidence-told.ts'
import { type ImportedFile, importEvidence } from './import-evidence.ts'

/** Files that include each other are settled in so many rounds at most: one for each storey of including. */
const mostRounds = 8

/**
 * Reads those files again of which other files say something else than when they were read: a zone's file that was read
 * before the one that includes it, an upstream whose servers stand in a file that was removed.
 */
export async function readWhatIsToldAnew(context: AppContext): Promise<readonly ImportedFile[]> {
  const readers = new Map(context.adapters.evidence.map((reader) => [reader.kind, reader]))
  const again = new Map<string, ImportedFile>()
  for (let round = 0; round < mostRounds; round++) {
    const rows = await listEvidence(context.store)
    const heard = hearingOf(context.adapters.evidence, rows)
    const stale = rows.filter((row) => {
      const reader = readers.get(row.kind)
      return reader?.hears !== undefined && reportOf(row).toldHash !== heard(reader, row.name)?.hash
    })
    if (stale.length === 0) break
    context.progress.phase('reading files again with what others say of them')
    for (const file of await importEvidence(context, stale.map(orderOf))) again.set(file.name, file)
  }
  return [...again.values()]
}

/** Free text was read with the host names known then; when the estate has others now, it is read again. */
export async function readTextsAgain(context: AppContext): Promise<void> {
  const readers = context.adapters.evidence
  const texts = new Set(readers.filter(({ reads }) => reads === 'text').map(({ kind }) => kind))
  const rows = (await listEvidence(context.store)).filter(({ kind }) => texts.has(kind))
  if (rows.length === 0) return
  const { hash } = await loadEvidenceContext(context.store, readers)
  const stale = rows.filter((row) => reportOf(row).contextHash !== hash)
  if (stale.length === 0) return
  context.progress.phase('reading free text again with the names of the estate')
  await importEvidence(context, stale.map(orderOf))
}

/** The order to read a file once more that is kept already. */
function orderOf(row: EvidenceRow): EvidenceOrder {
  const { name, hash, kind } = row
  return { name, hash, kind, confidence: reportOf(row).confidence, bytes: 0 }
}
