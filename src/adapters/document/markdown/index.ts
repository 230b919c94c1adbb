import { telling } from '../../../algebra/evidence/collect.ts'
import { literalsOf, readText } from '../../../algebra/evidence/literal/text.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readDocument } from './read.ts'

/** Documents in Markdown. */
export const markdownReader: EvidenceReader = {
  kind: 'markdown',
  reads: 'text',
  recognises(file) {
    if (!looksLikeText(file.bytes) || !/\.(?:md|markdown)$/i.test(file.name)) return 0
    return /^(?:#{1,6} |---\s*$|[-*] |\|.*\|)/m.test(beginningOf(file.bytes)) ? 0.9 : 0.6
  },
  read({ name, bytes }, context) {
    const text = readText(bytes, context)
    const { title, owner } = readDocument(text.head, bytes)
    return telling(text.tally, text.masked, {
      references: literalsOf(text, { kind: 'document-literal', file: name, name: title, owner }),
    })
  },
}
