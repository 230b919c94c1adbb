import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { maskedDeviceText } from '../../../algebra/evidence/device-lines.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { objectsIn, templatesIn } from './read.ts'
import { referencesOf } from './to-model.ts'

/** Object definitions of Nagios, and of Icinga 1 and Naemon, which kept them. */
export const nagiosReader: EvidenceReader = {
  kind: 'nagios',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    return /^[ \t]*define\s+(?:host|service|hostgroup|servicegroup|contact|contactgroup|command|timeperiod|(?:host|service)(?:extinfo|dependency|escalation))\s*\{/m.test(
      text,
    )
      ? 0.97
      : 0
  },
  read(file, context) {
    const tally = makeTally()
    const text = maskedDeviceText(file.bytes, /[\s!]-(?:a|b|-authorization)[ =]/, accountsIn)
    const templates = templatesIn(text)
    const references = referencesOf(objectsIn(text, tally), templates, file.name, ownerInHead(text), context)
    return telling(tally, text.masked, { references })
  },
}

/** `-a user:password` of check_http, which also asks proxies with `-b`. */
function accountsIn(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/[\s!](?:-[ab] |--authorization[ =])["']?([^\s"'!:]{1,80}:[^\s"'!]{1,200})/g)].map(
    (found) => {
      const end = found.index + found[0].length
      return [end - (found[1] ?? '').length, end] as const
    },
  )
}
