import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readInfoblox } from './read.ts'
import { referencesOf } from './to-model.ts'

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
    const text = new MaskedText(file.bytes)
    return telling(tally, text.masked, {
      references: referencesOf(readInfoblox(text, tally), file.name, tally),
    })
  },
}
