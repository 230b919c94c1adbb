import { gathered, makeTally, printedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { readPanosXml } from './read-xml.ts'
import { readPanos } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Palo Alto firewalls and Panorama, configuration in set form. */
export const panosReader: EvidenceReader = {
  kind: 'panos',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    const lines = text.match(/^set\s/gm)?.length ?? 0
    if (lines === 0) return 0
    const own =
      text.match(
        /^set\s+(?:(?:shared|device-group\s+\S+|vsys\s+\S+)\s+)?(?:address|address-group|deviceconfig|mgt-config|(?:pre-|post-)?rulebase|zone|service|tag)\s/gm,
      )?.length ?? 0
    // Junos writes `set` as well, with `security policies` and `system host-name`.
    if (/^set\s+(?:system host-name|security policies|interfaces\s)/m.test(text)) return 0
    return own === 0 ? 0 : own * 2 >= lines ? 0.97 : 0.6
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = printedLines(file.bytes)
    const configuration = readPanos(lines, tally)
    const references = referencesOf(configuration, file.name, ownerInHead(lines), tally)
    return gathered(tally, masked, { references, device: configuration.hostName })
  },
}

/** Palo Alto firewalls and Panorama, configuration as XML: an export, or an answer of the API. */
export const panosXmlReader: EvidenceReader = {
  kind: 'panos-xml',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (!/^\ufeff?\s*</.test(text.slice(0, 2000)) || !text.includes('<entry name=')) return 0
    if (/<config\b[^>]{0,300}\b(?:urldb|detail-version)=/.test(text)) return 0.98
    const own =
      /<(?:mgt-config|deviceconfig|device-group|(?:pre-|post-)?rulebase|ip-netmask|address-group|vsys)>/.test(
        text,
      )
    return own ? (text.includes('<config') ? 0.95 : 0.8) : 0
  },
  read(file) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    const configuration = readPanosXml(text, places, tally)
    const references = referencesOf(configuration, file.name, undefined, tally)
    return gathered(tally, places.masked(), { references, device: configuration.hostName })
  },
}
