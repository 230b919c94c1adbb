import { FormatError } from '../../../lib/format-error.ts'
import { longestLine } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext, EvidenceFile, EvidenceReader } from '../../../ports/evidence-reader.ts'
import { holdsEntry } from '../shared/archive.ts'
import { blotted, createLabels } from '../shared/labels.ts'
import { createTextMasker, type DocumentCounts, tellingDocument } from '../shared/reading.ts'
import { readParagraphs } from './read.ts'
import { referencesIn } from './to-model.ts'

/** Documents of word processors (Office Open XML); `line` is the number of the paragraph, `name` its part. */
export const docxReader: EvidenceReader = {
  kind: 'docx',
  reads: 'text',
  recognises: ({ bytes }) => (holdsEntry(bytes, 'word/document.xml') ? 0.95 : 0),
  read: (file, context) => tellingDocument((counts) => referencesOf(file, context, counts)),
}

/** The references of a document, paragraph by paragraph. */
function* referencesOf(
  file: EvidenceFile,
  context: EvidenceContext | undefined,
  counts: DocumentCounts,
): Iterable<Reference> {
  const { tally } = counts
  const mask = createTextMasker()
  const labels = createLabels()
  try {
    for (const { number, part, beside, below, text: written } of readParagraphs(file.bytes)) {
      const isSecret = (beside !== '' && labels.beside(beside)) || (below !== '' && labels.below(below))
      const whole = written.length > longestLine ? written.slice(0, longestLine) : written
      const { text, masks } = mask(isSecret ? blotted(whole) : whole)
      counts.masked += isSecret ? masks + 1 : masks
      if (written.length > longestLine)
        tally.unknown('paragraph longer than 1,000,000 characters', { number, text })
      else tally.known()
      yield* referencesIn({ number, text, part }, file.name, context)
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    // The message quotes names within the archive: it passes the masker like any text.
    tally.unknown('part that cannot be read', { number: 1, text: mask(error.message).text })
  }
}
