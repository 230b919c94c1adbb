import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { referencesOfBroken } from '../../../algebra/evidence/damaged.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readAvi } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Avi (NSX Advanced Load Balancer): `export configuration` in JSON, or answers of its API. */
export const aviReader: EvidenceReader = {
  kind: 'avi',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (!/^\ufeff?\s*[{[]/.test(text.slice(0, 2000))) return 0
    const listed = /"(?:VirtualService|VsVip|Pool|PoolGroup|IpAddrGroup)"\s{0,20}:\s{0,20}\[/.test(text)
    const reference = /\/api\/(?:pool|vsvip|virtualservice|poolgroup|tenant|healthmonitor)\//.test(text)
    if (listed && reference) return 0.97
    return reference && /"(?:vsvip_ref|pool_ref|health_monitor_refs|tenant_ref|servers)"/.test(text) ? 0.9 : 0
  },
  read(file) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    const { config, brokenAt } = readAvi(text, places, tally)
    const references = [
      ...referencesOf(config, file.name, places),
      ...referencesOfBroken(text, brokenAt, places, tally, { kind: 'config-literal', file: file.name }),
    ]
    return gathered(tally, places.masked(), { references })
  },
}
