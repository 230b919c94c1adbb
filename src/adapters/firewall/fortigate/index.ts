import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { maskedDeviceText } from '../../../algebra/evidence/device-lines.ts'
import { readFortigate } from './read.ts'
import { mayBeSecret, secretsOfFortigate } from './secrets.ts'
import { referencesOf } from './to-model.ts'

const section =
  /^[ \t]*(?:[\w.-]{1,63} [#$] )?config (?:firewall|system|sys|vdom|global|router|user|vpn|log)\b/m
const entry = /^[ \t]*(?:[\w.-]{1,63} \([^)\n]{1,80}\) [#$] )?edit \S/m

/** Configurations of FortiGate firewalls (FortiOS), with or without virtual domains. */
export const fortigateReader: EvidenceReader = {
  kind: 'fortigate',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^#config-version=\w/m.test(text)) return 0.99
    return section.test(text) && entry.test(text) ? 0.95 : 0
  },
  read(file) {
    const tally = makeTally()
    const text = maskedDeviceText(file.bytes, mayBeSecret, secretsOfFortigate())
    const configuration = readFortigate(text, tally)
    const references = referencesOf(configuration, file.name, ownerInHead(text), tally)
    return telling(tally, text.masked, { references, device: configuration.hostName })
  },
}
