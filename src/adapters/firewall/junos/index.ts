import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { maskedDeviceLines } from '../../../algebra/evidence/device-lines.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { gatherConfig } from './gather.ts'
import { mayBeSecret, secretsOfJunos } from './secrets.ts'
import { readStatements } from './statements.ts'
import { referencesOf } from './to-model.ts'

const setLines =
  /^(?:[\w.-]{1,64}@[\w.:-]{1,64}[#%] )?(?:set|deactivate) (?:security (?:policies|nat|zones|address-book)|firewall (?:family|filter)|applications application|system (?:host-name|root-authentication|services)|version \d|interfaces \S{1,40} unit|policy-options (?:prefix-list|policy-statement)|routing-options static|protocols (?:bgp|ospf|lldp) ) ?/gm
const blocks =
  /^[ \t]{0,40}(?:(?:inactive|replace|protect): )?(?:security|policies|address-book|interfaces|routing-options|policy-options|protocols|security-zone \S{1,60}|from-zone \S{1,60} to-zone \S{1,60}|policy \S{1,60}|family inet6?|rule-set \S{1,60}|term \S{1,60}|filter \S{1,60}|address-set \S{1,60}) \{/gm
const inner =
  /^[ \t]{0,40}(?:then|match|from|unit \d{1,5}|host-inbound-traffic|family inet6?) ?\{|^[ \t]{0,40}then (?:accept|discard|permit|deny);/m
/** The level that a terminal shows before what is typed at it. */
const level = /^(?:\{[\w:.-]{1,40}\})?\[edit[^\]]{0,400}\]\s{0,8}$/m
const typed = /^[\w.-]{1,64}@[\w.:-]{1,64}# (?:set|edit|top|show|delete|deactivate) ?/m
const shown = /^[\w.-]{1,64}@[\w.:-]{1,64}(?:> show configuration|# show)\b/m
/** What the device writes above a configuration that it shows. */
const head = /^## Last (?:commit|changed): \d{4}-|^version \d{1,2}\.\d[\w.-]{0,30};/m

/** Juniper Junos and SRX: `show configuration` in braces or as `set` lines. */
export const junosReader: EvidenceReader = {
  kind: 'junos',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if ((text.match(setLines)?.length ?? 0) > 1 || (level.test(text) && typed.test(text))) return 0.96
    const found = new Set((text.match(blocks) ?? []).map((block) => block.trim().split(' ')[0]))
    if (found.size > 0 && (head.test(text) || shown.test(text))) return 0.96
    // Other makers write blocks of the same names, without semicolons.
    if (found.size > 1 && inner.test(text) && /;[ \t]{0,8}(?:##.{0,80})?\r?$/m.test(text)) return 0.95
    return 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedDeviceLines(file.bytes, mayBeSecret, secretsOfJunos)
    const { config, listener, finish } = gatherConfig(lines, tally)
    readStatements(lines, listener)
    finish()
    const references = referencesOf(config, file.name, lines, ownerInHead(lines), tally)
    return telling(tally, masked, { references, device: config.host })
  },
}
