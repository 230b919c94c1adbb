import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { withoutCommunities } from './mask.ts'
import { readItems } from './read.ts'
import { deviceOf, referencesOf } from './to-model.ts'

/** F5 BIG-IP: `bigip.conf`, `bigip_base.conf` and what `tmsh list` prints. */
export const f5Reader: EvidenceReader = {
  kind: 'f5',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^#TMSH-VERSION:/m.test(text)) return 0.99
    const objects = text.match(
      /^(?:ltm (?:virtual|pool|node|monitor|rule|profile|data-group|snat|snatpool|persistence|policy|virtual-address) |net (?:self|vlan|route|trunk|interface) |(?:cm|auth|sys) [a-z-]{2,30} )[^{}\n]{0,200}\{/gm,
    )
    return objects === null ? 0 : objects.length > 1 ? 0.97 : 0.85
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = withoutCommunities(maskedLines(file.bytes))
    const items = readItems(lines, tally)
    const from = { file: file.name, headOwner: ownerInHead(lines), names: context }
    const references = referencesOf(items, lines, from)
    return gathered(tally, masked, { references, device: deviceOf(items) })
  },
}
