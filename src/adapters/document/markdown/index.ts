import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readDocument } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Documents in Markdown. */
export const markdownReader: EvidenceReader = {
  kind: 'markdown',
  reads: 'text',
  recognises(file) {
    if (!looksLikeText(file.bytes) || !/\.(?:md|markdown)$/i.test(file.name)) return 0
    return /^(?:#{1,6} |---\s*$|[-*] |\|.*\|)/m.test(beginningOf(file.bytes)) ? 0.9 : 0.6
  },
  read(file, context) {
    const tally = makeTally()
    const text = new MaskedText(file.bytes)
    const document = readDocument(text)
    return telling(tally, text.masked, {
      references: referencesOf(document, text, { file: file.name, context, tally }),
    })
  },
}
