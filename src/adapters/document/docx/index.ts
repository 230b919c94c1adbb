import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { FormatError } from '../../../lib/format-error.ts'
import { longestLine } from '../../../lib/lines.ts'
import { createMasker } from '../../../lib/mask.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { holdsEntry } from '../shared/archive.ts'
import { blotted, createLabels } from '../shared/labels.ts'
import { readParagraphs } from './read.ts'
import { addReferences } from './to-model.ts'

/** Documents of word processors (Office Open XML); `line` is the number of the paragraph, `name` its part. */
export const docxReader: EvidenceReader = {
  kind: 'docx',
  reads: 'text',
  recognises: ({ bytes }) => (holdsEntry(bytes, 'word/document.xml') ? 0.95 : 0),
  read(file, context) {
    const tally = makeTally()
    const mask = createMasker()
    const labels = createLabels()
    const references: Reference[] = []
    let masked = 0
    try {
      for (const paragraph of readParagraphs(file.bytes)) {
        const { number, part, beside, below } = paragraph
        const isSecret = (beside !== '' && labels.beside(beside)) || (below !== '' && labels.below(below))
        if (isSecret) masked++
        const whole = paragraph.text.slice(0, longestLine)
        const { text, masks } = mask(isSecret ? blotted(whole) : whole)
        masked += masks
        const line = { number, text }
        if (paragraph.text.length > longestLine)
          tally.unknown('paragraph longer than 1,000,000 characters', line)
        else tally.known()
        addReferences({ number, text, part }, file.name, context, references)
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      // The message quotes names within the archive: it passes the masker like any text.
      tally.unknown('part that cannot be read', { number: 1, text: mask(error.message).text })
    }
    return gathered(tally, masked, { references })
  },
}
