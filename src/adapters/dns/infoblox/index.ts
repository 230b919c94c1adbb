import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readInfoblox } from './read.ts'
import { addReferences } from './to-model.ts'

/** Infoblox exports as CSV: objects of many types in one file, each type below a header line of its own. */
export const infobloxReader: EvidenceReader = {
  kind: 'infoblox',
  reads: 'zones',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    return /^\ufeff?"?header-[a-z0-9]{3,40}"?[,;\t]/im.test(beginningOf(file.bytes)) ? 0.97 : 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const references: Reference[] = []
    readInfoblox(lines, tally, (row) => addReferences(references, row, file.name, tally))
    return gathered(tally, masked, { references })
  },
}
