import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readZone } from './read.ts'
import { referencesOfZone } from './to-model.ts'

/** Zone files as BIND and RFC 1035 write them; `dnscmd /zoneexport` writes the same. */
export const bindReader: EvidenceReader = {
  kind: 'bind',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^[^;\n]*\s+(?:IN\s+)?SOA\s+\S+\s+\S+/im.test(text)) return 0.98
    if (!/^\$(?:ORIGIN|TTL)\s+\S/im.test(text)) return 0
    return /\s(?:IN\s+)?(?:A|AAAA|CNAME|PTR|MX|NS|SRV)\s+\S/.test(text) ? 0.95 : 0.5
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const zone = readZone(lines, file.name, tally)
    const references = referencesOfZone(zone, file.name, ownerInHead(lines))
    return gathered(tally, masked, { references, device: zone.name })
  },
}
