import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { maskedConfiguration } from './mask.ts'
import { readItems } from './read.ts'
import { deviceOf, referencesOf } from './to-model.ts'

const today =
  /^(?:ltm (?:virtual|pool|node|monitor|rule|profile|data-group|snat|snatpool|persistence|policy|virtual-address) |gtm (?:datacenter|pool|server|wideip|topology|region) |security (?:firewall|shared-objects|nat) |net (?:self|vlan|route|trunk|interface) |(?:cm|auth|sys) [a-z-]{2,30} )[^{}\n]{0,200}\{/gm
/** Objects and properties as versions before 11 write them. */
const before =
  /^(?:virtual|pool|node|monitor|snatpool|snat|self|class|virtual address|profile \w{1,40}) [^\s{}]{1,200} \{/gm
const said =
  /^[ \t]{1,8}(?:members?|destination|ip protocol|lb method|monitor all|defaults from|origins?|netmask|screen) /m

/** F5 BIG-IP: `bigip.conf`, `bigip_base.conf` and what `tmsh list` prints. */
export const f5Reader: EvidenceReader = {
  kind: 'f5',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^#TMSH-VERSION:/m.test(text)) return 0.99
    const objects = text.match(today)
    if (objects !== null) return objects.length > 1 ? 0.97 : 0.85
    return (text.match(before)?.length ?? 0) > 1 && said.test(text) ? 0.93 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedConfiguration(file.bytes)
    const items = readItems(lines, tally)
    const from = { file: file.name, headOwner: ownerInHead(lines), names: context }
    const references = referencesOf(items, lines, from)
    return gathered(tally, masked, { references, device: deviceOf(items) })
  },
}
