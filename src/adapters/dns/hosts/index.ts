import { makeTally, type Tally, telling } from '../../../algebra/evidence/collect.ts'
import { MaskedText } from '../../../algebra/evidence/masked-text.ts'
import { ownerInHead } from '../../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { entryOf } from './read.ts'
import { hostsNames } from './schema.ts'
import { referencesOfEntry } from './to-model.ts'

/** `/etc/hosts` and the hosts file of Windows: names that a machine knows without asking DNS. */
export const hostsReader: EvidenceReader = {
  kind: 'hosts',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const { entries, others } = shapeOf(beginningOf(file.bytes, 32_768))
    if (hostsNames.test(file.name)) return entries + others > 0 && others * 2 <= entries ? 0.95 : 0
    // A slip in one line does not make another file of it.
    if (entries === 0 || others * 6 > entries) return 0
    return entries === 1 ? 0.65 : others > 0 ? 0.75 : 0.85
  },
  read(file) {
    const tally = makeTally()
    const text = new MaskedText(file.bytes)
    return telling(tally, text.masked, { references: referencesOf(text, file.name, tally) })
  },
}

/** References of the entries, told as they are read. */
function* referencesOf(text: MaskedText, file: string, tally: Tally): Iterable<Reference> {
  const headOwner = ownerInHead(text)
  for (const line of text) {
    const read = entryOf(line.text)
    if (read === 'nothing') continue
    if (typeof read === 'string') tally.unknown(read, line)
    else {
      tally.known()
      if (read.odd > 0) tally.note('word that is no name', line)
      yield* referencesOfEntry(read, line, file, headOwner)
    }
  }
}

/** How many of the first lines are entries, and how many something else; the last one may be cut. */
function shapeOf(text: string): { readonly entries: number; readonly others: number } {
  const lines = text.split('\n', 300)
  if (lines.length > 1 && lines.length < 300) lines.pop()
  let entries = 0
  let others = 0
  for (const line of lines) {
    const read = entryOf(line.slice(0, 4096))
    if (read === 'nothing') continue
    if (typeof read === 'string' || read.odd > 0) others++
    else entries++
  }
  return { entries, others }
}
