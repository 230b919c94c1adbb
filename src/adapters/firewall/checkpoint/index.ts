import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { referencesOfBroken } from '../../../algebra/evidence/damaged.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readCheckPoint } from './read.ts'
import { referencesOf } from './to-model.ts'
import { heardObjects, toldOf } from './told.ts'

const own =
  /"(?:ipv4-address(?:-first)?|subnet4|ipv6-address|subnet6)"\s{0,20}:|"type"\s{0,20}:\s{0,20}"(?:group|group-with-exclusion)"/

/** Check Point: rulebases of the management API in JSON (`show access-rulebase`, `show nat-rulebase`), with their objects. */
export const checkPointReader: EvidenceReader = {
  kind: 'check-point',
  hears: ['check-point'],
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (!/^\ufeff?\s*[{[]/.test(text.slice(0, 2000))) return 0
    if (/"type"\s{0,20}:\s{0,20}"(?:access-rule|nat-rule|access-section|nat-section)"/.test(text)) return 0.97
    // `show hosts`, `show networks`, `show groups` answer with objects alone.
    if (
      /"objects"\s{0,20}:/.test(text) &&
      /"(?:ipv4-address|ipv4-address-first|mask-length4)"\s{0,20}:/.test(text)
    )
      return 0.97
    // One object, as `show host` answers; groups, that other files know the members of.
    if (/"domain-type"\s{0,20}:/.test(text) && own.test(text)) return 0.95
    return text.includes('"objects-dictionary"') && text.includes('"rulebase"') ? 0.9 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    const read = readCheckPoint(text, places, tally, heardObjects(context?.told ?? []))
    const references = [
      ...referencesOf(read, file.name, places, tally),
      ...referencesOfBroken(text, read.brokenAt, places, tally, { kind: 'config-literal', file: file.name }),
    ]
    const told = toldOf(read.nodes, read.rules, read.objects)
    return gathered(tally, places.masked(), { references, told })
  },
}
