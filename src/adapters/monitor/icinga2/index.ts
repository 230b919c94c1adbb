import { gathered, makeTally, maskedLines } from '../../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { statementsOf } from './read.ts'
import { knownKeywords, knownTypes } from './schema.ts'
import { referencesOf } from './to-model.ts'
import { tokensOf } from './tokens.ts'

const objects =
  /^[ \t]{0,20}(?:object|template|apply)[ \t]{1,20}(?:Host|Service|Endpoint|Zone|ApiUser|HostGroup|ServiceGroup|User|Notification|Dependency|ScheduledDowntime|TimePeriod|(?:Check|Notification|Event)Command|Ido\w{5,20}Connection|IcingaDB|\w{5,20}Writer|ApiListener)[ \t{]/m

/** Icinga 2: objects, templates and apply rules of its configuration language. */
export const icinga2Reader: EvidenceReader = {
  kind: 'icinga2',
  recognises({ bytes }) {
    if (!looksLikeText(bytes)) return 0
    return objects.test(beginningOf(bytes)) ? 0.96 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const statements = statementsOf(tokensOf(lines))
    for (const { keyword, type, line, conditional, attributes } of statements) {
      const place = lines[line - 1] ?? { number: line, text: '' }
      const isObject = /^(?:object|template|apply)$/.test(keyword)
      if (isObject ? knownTypes.has(type) : knownKeywords.has(keyword) || attributes[0]?.path !== '')
        tally.known()
      else if (isObject)
        tally.unknown(/^\w{1,60}$/.test(type) ? `object ${type}` : 'object of another type', place)
      else tally.unknown('statement', place)
      if (conditional) tally.note('condition within an object', place)
    }
    const references = referencesOf(statements, {
      file: file.name,
      lines,
      names: context,
      headOwner: ownerInHead(lines),
      tally,
    })
    return gathered(tally, masked, { references })
  },
}
