import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { type Place, placesOf, type ReadZone, readPlaces } from './read.ts'
import { directiveLine, recordLine, soaLine } from './schema.ts'
import { toModel } from './to-model.ts'

/** Zone files as BIND and RFC 1035 write them. */
export const bindReader: EvidenceReader = {
  kind: 'bind',
  reads: 'zones',
  hears: ['bind', 'named-conf'],
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (soaLine.test(text)) return 0.98
    if (/^\$(?:ORIGIN|TTL)\s+\S/im.test(text)) {
      return /\s(?:IN\s+)?(?:A|AAAA|CNAME|PTR|MX|NS|SRV)\s+\S/.test(text) ? 0.95 : 0.5
    }
    return fragmentOf(text)
  },
  read(file, context) {
    const tally = makeTally()
    const text = new MaskedText(file.bytes)
    const places = placesOf(file.name, context?.told ?? [])
    const zones = readPlaces(text, places, tally)
    const [only] = zones
    const references =
      only && zones.length === 1 ? toModel(only, file.name, text) : referencesOf(zones, file.name, text)
    const told = zones.flatMap(({ zone }) => zone.included ?? [])
    return telling(tally, text.masked, { references, told, device: deviceOf(zones, places) })
  },
}

function* referencesOf(zones: readonly ReadZone[], file: string, text: MaskedText): Iterable<Reference> {
  for (const read of zones) yield* toModel(read, file, text)
}

/** The same zone in two views is two sources: the one must not replace the other. A part of a zone is none of its own. */
function deviceOf(zones: readonly ReadZone[], places: readonly Place[]): string | undefined {
  const zone = zones[0]?.zone
  if (zone?.name === undefined || (places[0]?.told && !zone.begun)) return undefined
  const views = [...new Set(places.flatMap(({ view }) => view ?? []))]
  return views.length === 0 ? zone.name : `${zone.name} in ${views.join(', ')}`
}

/** A file that others include has records only: how many of its first lines are some. */
function fragmentOf(text: string): number {
  const lines = text.split('\n', 200).filter((line) => line.trim() !== '' && !line.startsWith(';'))
  if (lines.length === 0) return 0
  const own = lines.filter((line) => recordLine.test(line) || directiveLine.test(line)).length
  return own * 3 >= lines.length * 2 ? 0.85 : 0
}
