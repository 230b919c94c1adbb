import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { aboutOf } from './owner.ts'
import { directivesOf, linesAboutMachine } from './read.ts'
import { isKnown, tellingDirectives } from './schema.ts'
import { sessionSecrets } from './session.ts'
import { referencesOf } from './to-model.ts'

/** Net-SNMP's snmpd.conf and snmptrapd.conf: who may ask a machine, where its traps go, where it listens. */
export const snmpdReader: EvidenceReader = {
  kind: 'snmpd',
  recognises({ name, bytes }) {
    if (!looksLikeText(bytes)) return 0
    const { telling, known, others } = shapeOf(beginningOf(bytes))
    if (telling === 0) return 0
    if (/(?:^|[/._-])snmp(?:trap)?d?\.(?:local\.)?conf/i.test(name)) return known > others ? 0.97 : 0
    if (telling >= 2 && known >= 3 * others) return 0.94
    return others === 0 ? 0.85 : 0
  },
  read(file) {
    const tally = makeTally()
    const text = new MaskedText(file.bytes, sessionSecrets())
    const headOwner = ownerInHead(text)
    const references = referencesOf(directivesOf(text), {
      file: file.name,
      tally,
      ...aboutOf([...directivesOf(linesAboutMachine(text))], headOwner),
    })
    return telling(tally, text.masked, { references })
  },
}

/** How many lines begin with a directive, how many of these only Net-SNMP has, and how many with something else. */
function shapeOf(text: string): {
  readonly telling: number
  readonly known: number
  readonly others: number
} {
  let telling = 0
  let known = 0
  let others = 0
  for (const line of text.split('\n', 2000)) {
    const word = /^\s{0,40}([^\s#]{1,40})/.exec(line)?.[1]?.toLowerCase()
    if (word === undefined) continue
    // A directive has a blank and a value behind it, no sign.
    if (isKnown(word)) {
      known++
      if (tellingDirectives.has(word)) telling++
    } else others++
  }
  return { telling, known, others }
}
