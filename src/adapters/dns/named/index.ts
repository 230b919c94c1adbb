import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { readSettings } from './read.ts'
import { gatherSettings } from './to-model.ts'

const blocks =
  /^[ \t]{0,20}(?:options|zone "[^"\n]{1,255}"(?: IN)?|view "?[^"\s{]{1,64}"?(?: IN)?|acl "?[^"\s{]{1,64}"?|controls|(?:masters|primaries) "?[^"\s{]{1,64}"?|key "?[^"\s{]{1,255}"?)[ \t\r\n]{0,20}\{/gim
const statements =
  /^[ \t{]{0,20}(?:type (?:master|primary|slave|secondary|hint|forward|stub|redirect|mirror)|directory|recursion|forwarders|allow-[a-z-]{1,30}|listen-on|match-clients|also-notify|algorithm|file "|include ")/gim

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
    return found > 0 && /(?:^|\/)named[^/]{0,60}$/.test(file.name) ? 0.8 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const view = context?.told?.find((told) => told.view !== undefined)?.view
    const settings = gatherSettings(file.name, lines, { headOwner: ownerInHead(lines), view }, tally)
    readSettings(lines, settings)
    return gathered(tally, masked, { references: settings.references, told: settings.told })
  },
}
