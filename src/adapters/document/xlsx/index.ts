import { createMasker } from '../../../lib/mask.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext, EvidenceFile, EvidenceReader } from '../../../ports/evidence-reader.ts'
import { holdsEntry } from '../shared/archive.ts'
import { type DocumentCounts, tellingDocument } from '../shared/reading.ts'
import { createRowMasker } from './mask.ts'
import { readRows } from './read.ts'
import { mostReferences } from './schema.ts'
import { referencesIn } from './to-model.ts'

/** Spreadsheets (Office Open XML); `line` is the number of the row, `name` the cell: `Hosts!C14`. */
export const xlsxReader: EvidenceReader = {
  kind: 'xlsx',
  reads: 'text',
  // Modest: a reader that knows what a workbook is about is surer.
  recognises: ({ bytes }) => (holdsEntry(bytes, 'xl/workbook.xml') ? 0.6 : 0),
  read: (file, context) => tellingDocument((counts) => referencesOf(file, context, counts)),
}

/** The references of a workbook, row by row. */
function* referencesOf(
  file: EvidenceFile,
  context: EvidenceContext | undefined,
  counts: DocumentCounts,
): Iterable<Reference> {
  const { tally } = counts
  const maskRow = createRowMasker()
  // Names of sheets and messages that quote the archive pass a masker of their own: they are no rows.
  const said = (text: string): string => createMasker()(text).text
  let told = 0
  let sheet = { raw: '', name: '' }
  const rows = readRows(file.bytes, ({ construct, text }) =>
    tally.unknown(construct, { number: 1, text: said(text) }),
  )
  for (const raw of rows) {
    if (raw.sheet !== sheet.raw) sheet = { raw: raw.sheet, name: said(raw.sheet) }
    const masked = maskRow(raw)
    const { row, text } = masked
    counts.masked += masked.masks
    const line = { number: row.number, text }
    if (row.trouble === undefined) tally.known()
    else tally.unknown(row.trouble, line)
    const found = referencesIn(masked, sheet.name, file.name, context)
    told += found.length
    yield* found
    if (told > mostReferences) {
      tally.unknown(`what follows after ${mostReferences} references`, line)
      break
    }
  }
}
