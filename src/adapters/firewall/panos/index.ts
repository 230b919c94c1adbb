import { makeTally, printedText, telling } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { readPanosXml } from './read-xml.ts'
import { readPanos } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Statements that no other device has; Panorama, templates and virtual systems stand in front of them. */
const ownStatement =
  /^(?:[\w.-]{1,100}@[\w.()-]{1,200}[#>][ \t]{1,20})?set\s+(?:(?:config|readonly|shared|(?:devices|device-group|vsys|template|template-stack)\s+(?:"[^"\n]{0,100}"|\S{1,100}))\s+){0,6}(?:address|address-group|deviceconfig|mgt-config|(?:pre-|post-)?rulebase|zone|service|tag|log-settings|profiles|external-list|import\s+network|network\s+(?:interface|virtual-router|profiles|ike|tunnel|qos))\s/gm

/** Names of blocks that the form with braces has, and no other device. */
const ownBlock =
  /^\s{0,60}(?:(mgt-config|deviceconfig|localhost\.localdomain|(?:pre-|post-)?rulebase|device-group|address-group|virtual-router|panorama|vsys1) \{|(ip-netmask|ip-range|phash|hip-profiles|source-user) \S)/gm

function bracedConfidence(text: string): number {
  const found = new Set<string>()
  for (const [, block, value] of text.matchAll(ownBlock)) found.add(block ?? value ?? '')
  return found.size >= 3 ? 0.97 : found.size === 2 ? 0.8 : 0
}

/** Palo Alto firewalls and Panorama, configuration in set form or in braces. */
export const panosReader: EvidenceReader = {
  kind: 'panos',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    const lines = text.match(/^(?:[\w.-]{1,100}@[\w.()-]{1,200}[#>][ \t]{1,20})?set\s/gm)?.length ?? 0
    if (lines === 0) return bracedConfidence(text)
    const own = text.match(ownStatement)?.length ?? 0
    // Junos writes `set` as well, with `security policies` and `system host-name`.
    if (/^set\s+(?:system host-name|security policies|interfaces\s)/m.test(text)) return 0
    return own === 0 ? 0 : own * 2 >= lines ? 0.97 : 0.6
  },
  read(file) {
    const tally = makeTally()
    const text = printedText(file.bytes)
    const configuration = readPanos(text, tally)
    const references = referencesOf(configuration, file.name, ownerInHead(text), tally)
    return telling(tally, text.masked, { references, device: configuration.hostName })
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
      /<(?:mgt-config|deviceconfig|device-group|(?:pre-|post-)?rulebase|ip-netmask|ip-range|address-group|vsys|(?:source|destination)-translation)[>\s]/.test(
        text,
      ) || /<(?:source|destination)(?:\s[^>]{0,200})?>\s{0,200}<member[>\s]/.test(text)
    return own ? (text.includes('<config') ? 0.95 : 0.8) : 0
  },
  read(file) {
    const tally = makeTally()
    const text = beginningOf(file.bytes, file.bytes.length)
    const places = placesOf(text)
    const configuration = readPanosXml(text, places, tally)
    const references = referencesOf(configuration, file.name, undefined, tally)
    return telling(tally, places.masked(), { references, device: configuration.hostName })
  },
}
