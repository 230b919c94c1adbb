import { makeTally, telling } from '../../../algebra/evidence/collect.ts'
import { maskedDeviceLines } from '../../../algebra/evidence/device-lines.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { statementsOf } from './read.ts'
import { knownKeywords, knownTypes } from './schema.ts'
import { referencesOf } from './to-model.ts'
import { tokensOf } from './tokens.ts'

const objects = /^[ \t]{0,20}(?:object|template|apply)[ \t]{1,20}([A-Z]\w{3,30})[ \t{]/gm
/** `constants.conf` and `icinga2.conf`, which have no objects. */
const settings =
  /^(?:const (?:PluginDir|ManubulonPluginDir|NodeName|ZoneName|TicketSalt|PluginContribDir)\b|include <(?:itl|plugins|plugins-contrib|manubulon|windows-plugins|nscp)>)/m

/** Icinga 2: objects, templates and apply rules of its configuration language. */
export const icinga2Reader: EvidenceReader = {
  kind: 'icinga2',
  recognises({ bytes }) {
    if (!looksLikeText(bytes)) return 0
    const text = beginningOf(bytes)
    for (const [, type = ''] of text.matchAll(objects)) if (knownTypes.has(type)) return 0.96
    return settings.test(text) ? 0.85 : 0
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedDeviceLines(file.bytes, /ticket_?salt/i, saltIn)
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
    return telling(tally, masked, { references })
  },
}

/** The salt of the tickets that the daemon signs agents with. */
function saltIn(text: string): readonly (readonly [number, number])[] {
  const found = /ticket_?salt\s{0,9}=\s{0,9}"([^"]{1,400})/i.exec(text)
  if (!found) return []
  const end = found.index + found[0].length
  return [[end - (found[1] ?? '').length, end]]
}
