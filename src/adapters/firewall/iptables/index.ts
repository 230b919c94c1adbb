import { makeTally, type Tally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, type Line, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { isListing, readListing } from './listing.ts'
import { readRules } from './read.ts'
import type { Rule } from './schema.ts'
import { callsIptables, readScript } from './script.ts'
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
    const text = new MaskedText(file.bytes)
    const sets = readSets(text, tally)
    const others: Line[] = []
    const rules = rulesOf(beginningOf(file.bytes), text, sets, tally, others)
    const references = referencesOf(rules, sets, file.name, ownerInHead(text), tally, others)
    return telling(tally, text.masked, { references })
  },
}

/** Rules in the form that the file has: what a program saved, what it listed, or a script that makes them. */
function rulesOf(
  beginning: string,
  lines: Iterable<Line>,
  sets: ReadonlyMap<string, unknown>,
  tally: Tally,
  others: Line[],
): Iterable<Rule> {
  if (isListing(beginning)) return readListing(lines, tally)
  if (!/^(?:\*|:|-[APN] )/m.test(beginning) && callsIptables(beginning) > 0)
    return readScript(lines, sets, tally, others)
  return readRules(lines, sets, tally)
}
