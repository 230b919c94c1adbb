import { makeTally, type Tally, telling } from '../../../algebra/evidence/collect.ts'
import { signsOfSecrets } from '../../../lib/announced.ts'
import { createWaitingMasker, type MaskedLine } from '../../../lib/mask.ts'
import { WordFinder } from '../../../lib/word-finder.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceReading } from '../../../ports/evidence-reader.ts'

/** What is counted while a document is read. */
export interface DocumentCounts {
  readonly tally: Tally
  masked: number
}

/** A reading of a document whose references are told while it is read; the counts are final when they have been. */
export function tellingDocument(
  referencesOf: (counts: DocumentCounts) => Iterable<Reference>,
): EvidenceReading {
  const counts: DocumentCounts = { tally: makeTally(), masked: 0 }
  return telling(counts.tally, () => counts.masked, { references: referencesOf(counts) })
}

/** A masker of short texts, called with all of a document in order: it looks only into those that have a sign of a secret. */
export function createTextMasker(): (text: string) => MaskedLine {
  const { mask, waits } = createWaitingMasker()
  const signs = new WordFinder(signsOfSecrets)
  return (text) => {
    signs.open(text)
    return waits() || signs.within(0, text.length) ? mask(text) : { text, masks: 0 }
  }
}
