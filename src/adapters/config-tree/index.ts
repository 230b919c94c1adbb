import { gathered, makeTally, maskedLines, telling } from '../../algebra/evidence/collect.ts'
import { literalsOf, readText } from '../../algebra/evidence/literal/text.ts'
import { ownerInHead } from '../../algebra/evidence/owner-hint.ts'
import { beginningOf, looksLikeText } from '../../lib/lines.ts'
import type { EvidenceReader, EvidenceReading } from '../../ports/evidence-reader.ts'
import { readCodeOwners, treeFileOf } from './read.ts'
import { configurationEndings, configurationHeads, configurationNames } from './schema.ts'
import { ownersOf } from './to-model.ts'

/** Any text: addresses and host names that stand in it, with line and column. The last resort among the readers. */
export const configTreeReader: EvidenceReader = {
  kind: 'config-tree',
  reads: 'text',
  recognises({ name, bytes }) {
    if (bytes.length === 0 || !looksLikeText(bytes)) return 0
    if (treeFileOf(name).kind === 'codeowners') return 0.9
    if (configurationNames.test(name)) return 0.6
    const head = beginningOf(bytes, 4096)
    if (configurationHeads.some((one) => one.test(head))) return 0.6
    return configurationEndings.test(name) ? 0.3 : 0.1
  },
  read(file, context): EvidenceReading {
    if (treeFileOf(file.name).kind === 'codeowners') {
      const tally = makeTally()
      const { lines, masked } = maskedLines(file.bytes)
      return gathered(tally, masked, { owners: ownersOf(readCodeOwners(lines, tally), file.name) })
    }
    const text = readText(file.bytes, context)
    return telling(text.tally, text.masked, {
      references: literalsOf(text, {
        kind: 'config-literal',
        file: file.name,
        owner: ownerInHead(text.head),
      }),
    })
  },
}
