import { gathered, makeTally } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readSettings } from './read.ts'
import { gatherSettings } from './to-model.ts'

const blocks =
  /^[ \t]{0,20}(?:options|zone "[^"\n]{1,255}"(?: IN)?|view "?[^"\s{]{1,64}"?(?: IN)?|acl "?[^"\s{]{1,64}"?|controls|(?:masters|primaries) "?[^"\s{]{1,64}"?|key "?[^"\s{]{1,255}"?)[ \t\r\n]{0,20}\{/gim
const statements =
  /(?:^|[{;])[ \t]{0,20}(?:type (?:master|primary|slave|secondary|hint|forward|stub|redirect|mirror)|directory|recursion|forwarders|allow-[a-z-]{1,30}|listen-on|match-clients|also-notify|algorithm|file "|include ")/gim

/** Lists of addresses are often kept in a file of their own: an entry, without the quotes of Varnish. */
const listed = /^[ \t]{0,40}!?(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?[ \t]{0,8};/m
/** Debian's `named.conf` does nothing but include others. */
const onlyIncludes = /^(?:\s|\/\/[^\n]*\n|#[^\n]*\n|include[ \t]{1,8}"[^"\n]{1,400}"[ \t]{0,8};)+$/

/** `named.conf` and the files it includes: who may ask and transfer, forwarders, primaries, and which file is which zone. */
export const namedConfReader: EvidenceReader = {
  kind: 'named-conf',
  reads: 'settings',
  hears: ['named-conf'],
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    const found = text.match(blocks)?.length ?? 0
    const said = text.match(statements)?.length ?? 0
    if (found > 0 && said > 0) return 0.94
    if (found > 0 && listed.test(text)) return 0.9
    const named = /(?:^|\/)named[^/]{0,60}$/.test(file.name)
    const whole = text.length < 20_000 ? `${text}\n` : ''
    return named && (found > 0 || (whole.includes('include') && onlyIncludes.test(whole))) ? 0.8 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const text = new MaskedText(file.bytes)
    const view = context?.told?.find((told) => told.view !== undefined)?.view
    const settings = gatherSettings(file.name, { headOwner: ownerInHead(text), view }, tally)
    readSettings(text, settings)
    return gathered(tally, text.masked, { references: settings.references, told: settings.told })
  },
}
