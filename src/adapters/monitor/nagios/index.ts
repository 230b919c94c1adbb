import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readObjects } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Object definitions of Nagios, and of Icinga 1 and Naemon, which kept them. */
export const nagiosReader: EvidenceReader = {
  kind: 'nagios',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    return /^\s*define\s+(?:host|service|hostgroup|servicegroup|contact|contactgroup|command|timeperiod)\s*\{/m.test(
      text,
    )
      ? 0.97
      : 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const objects = readObjects(lines, tally)
    return gathered(tally, masked, { references: referencesOf(objects, file.name, ownerInHead(lines)) })
  },
}
