import { gathered, makeTally, maskedLines, type Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, type Line, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { isListing, readListing } from './listing.ts'
import { readRules } from './read.ts'
import { callsIptables, readScript, type Script } from './script.ts'
import { readSets } from './sets.ts'
import { referencesOf } from './to-model.ts'

/**
 * iptables-save and ip6tables-save, with the sets of `ipset save` when they stand in the same file; what `iptables -L`
 * prints; scripts that call `iptables`.
 */
export const iptablesReader: EvidenceReader = {
  kind: 'iptables',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (/^create \S{1,64} (?:hash|bitmap|list):[a-z,]{2,20}(?: |$)/m.test(text)) return 0.97
    // `iptables -S` prints one table without its name.
    if (
      /^-P (?:INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING) (?:ACCEPT|DROP)\b/m.test(text) &&
      /^-[AN] \S/m.test(text)
    )
      return 0.95
    if (isListing(text)) return 0.97
    if (!/^\*(?:filter|nat|mangle|raw|security)\s*$/m.test(text)) return callsIptables(text)
    return /^:\S+ \S+ \[\d+:\d+\]/m.test(text) || /^(?:\[\d+:\d+\] )?-A /m.test(text) ? 0.98 : 0.5
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const sets = readSets(lines, tally)
    const { rules, others } = readWhole(beginningOf(file.bytes), lines, sets, tally)
    const references = referencesOf(rules, sets, file.name, ownerInHead(lines), tally, others)
    return gathered(tally, masked, { references })
  },
}

/** Rules in the form that the file has: what a program saved, what it listed, or a script that makes them. */
function readWhole(
  beginning: string,
  lines: readonly Line[],
  sets: ReadonlyMap<string, unknown>,
  tally: Tally,
): Script {
  if (isListing(beginning)) return { rules: readListing(lines, tally), others: [] }
  if (!/^(?:\*|:|-[APN] )/m.test(beginning) && callsIptables(beginning) > 0)
    return readScript(lines, sets, tally)
  return { rules: readRules(lines, sets, tally), others: [] }
}
