import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readFronts, sectionsOf } from './read.ts'
import { referencesOf } from './to-model.ts'

const heads =
  /^(?:global|(?:defaults|frontend|backend|listen)(?:[ \t]{1,20}[\w.:-]{1,200})?)(?:[ \t]{1,20}(?:from[ \t]|[\d.:*[\]a-f,]{2,200}|#)[^{=\n]{0,200})?[ \t\r]*$/gm
const keywords =
  /^[ \t]{0,40}(?:bind|server|balance|default_backend|use_backend|option httpchk|option httplog|timeout connect|stats socket)[ \t]/gm

/** `haproxy.cfg`. */
export const haproxyReader: EvidenceReader = {
  kind: 'haproxy',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    const sections = text.match(heads)?.length ?? 0
    if (sections === 0) return 0
    const said = text.match(keywords)?.length ?? 0
    return said === 0 ? 0 : sections > 1 ? 0.97 : 0.8
  },
  read(file) {
    const tally = makeTally()
    const text = new MaskedText(file.bytes)
    const fronts = readFronts(text)
    const references = referencesOf(sectionsOf(text, tally), fronts, file.name, ownerInHead(text))
    return telling(tally, text.masked, { references, device: fronts.node })
  },
}
