import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { placesOf } from '../../../algebra/evidence/places.ts'
import { readNftables } from './read.ts'
import { readNftablesJson } from './read-json.ts'
import { referencesOf } from './to-model.ts'

const jsonHead = /^\ufeff?\s*\{\s*"nftables"\s*:/

/** nftables: what `nft list ruleset` and `nft -j list ruleset` print, and files for `nft -f`. */
export const nftablesReader: EvidenceReader = {
  kind: 'nftables',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (jsonHead.test(text.slice(0, 2000))) return 0.99
    const inside =
      /^[ \t]*(?:chain|set|map)[ \t]+[\w.-]+[ \t]*\{/m.test(text) ||
      /^[ \t]*type (?:filter|nat|route) hook /m.test(text)
    if (/^[ \t]*table[ \t]+(?:(?:ip6?|inet|arp|bridge|netdev)[ \t]+)?[\w.-]+[ \t]*\{/m.test(text))
      return inside ? 0.98 : 0.8
    if (
      /^(?:add|insert|create)[ \t]+(?:rule|chain|table|element|set)[ \t]+(?:ip6?|inet|arp|bridge|netdev)[ \t]/m.test(
        text,
      )
    )
      return 0.95
    if (/^#!\S*\/nft\b/.test(text)) return 0.9
    if (
      /^[ \t]*chain[ \t]+[\w.-]+[ \t]*\{/m.test(text) &&
      /^[ \t]*type (?:filter|nat|route) hook /m.test(text)
    )
      return 0.8
    return /^(?:define|redefine)[ \t]+\w+[ \t]*=[ \t]*[{$"@\w]/m.test(text) ? 0.7 : 0
  },
  read(file) {
    const tally = makeTally()
    const beginning = beginningOf(file.bytes, 2000)
    if (jsonHead.test(beginning)) {
      const text = beginningOf(file.bytes, file.bytes.length)
      const places = placesOf(text)
      const ruleset = readNftablesJson(text, places, tally)
      return telling(tally, places.masked(), {
        references: referencesOf(ruleset, file.name, undefined, tally),
      })
    }
    const text = new MaskedText(file.bytes)
    const ruleset = readNftables(text, tally)
    return telling(tally, text.masked, {
      references: referencesOf(ruleset, file.name, ownerInHead(text), tally),
    })
  },
}
