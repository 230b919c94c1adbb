import { gathered, makeTally, printedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { gatherConfig } from './gather.ts'
import { readStatements } from './statements.ts'
import { referencesOf } from './to-model.ts'

const setLines =
  /^(?:set|deactivate) (?:security (?:policies|nat|zones|address-book)|firewall (?:family|filter)|applications application|system host-name|interfaces \S{1,40} unit|policy-options prefix-list) /gm
const blocks =
  /^[ \t]{0,40}(?:security|policies|address-book|security-zone \S{1,60}|from-zone \S{1,60} to-zone \S{1,60}|policy \S{1,60}|family inet6?|rule-set \S{1,60}|term \S{1,60}|address-set \S{1,60}) \{/gm

/** Juniper Junos and SRX: `show configuration` in braces or as `set` lines. */
export const junosReader: EvidenceReader = {
  kind: 'junos',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if ((text.match(setLines)?.length ?? 0) > 1) return 0.96
    const found = new Set((text.match(blocks) ?? []).map((block) => block.trim().split(' ')[0]))
    if (found.size > 1 && /^[ \t]{0,40}(?:then|match|from|unit \d{1,5}|host-inbound-traffic) ?\{/m.test(text))
      return 0.95
    return 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = printedLines(file.bytes)
    const { config, listener, finish } = gatherConfig(lines, tally)
    readStatements(lines, listener)
    finish()
    const references = referencesOf(config, file.name, lines, ownerInHead(lines), tally)
    return gathered(tally, masked, { references, device: config.host })
  },
}
