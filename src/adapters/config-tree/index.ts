import { gathered, makeTally, maskedLines } from '../../algebra/evidence/collect.ts'
import { ownerInHead } from '../../algebra/evidence/owner-hint.ts'
import { looksLikeText } from '../../lib/lines.ts'
import type { EvidenceReader } from '../../ports/evidence-reader.ts'
import { readCodeOwners, treeFileOf } from './read.ts'
import { configurationEndings } from './schema.ts'
import { literalsOf, ownersOf } from './to-model.ts'

/** Any text: addresses and host names that stand in it, with line and column. The last resort among the readers. */
export const configTreeReader: EvidenceReader = {
  kind: 'config-tree',
  reads: 'text',
  recognises(file) {
    if (file.bytes.length === 0 || !looksLikeText(file.bytes)) return 0
    if (treeFileOf(file.name).kind === 'codeowners') return 0.9
    return configurationEndings.test(file.name) ? 0.3 : 0.1
  },
  read(file, context) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    if (treeFileOf(file.name).kind === 'codeowners') {
      return gathered(tally, masked, { owners: ownersOf(readCodeOwners(lines, tally), file.name) })
    }
    for (const line of lines) {
      if (line.cut) tally.unknown('line longer than 1,000,000 characters', line)
      else if (line.text.trim() !== '') tally.known()
    }
    return gathered(tally, masked, { references: literalsOf(lines, file.name, ownerInHead(lines), context) })
  },
}
