import { makeTally, maskedLines, telling } from '../../../algebra/evidence/collect.ts'
import { beginningOf, type Line, linesOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { headOf } from './head.ts'
import { readExport } from './read.ts'
import { printedColumns } from './read-printed.ts'
import { ageMark, databaseFile, printedRecords, printedZone } from './schema.ts'
import { toModel } from './to-model.ts'

/** Zones of Windows DNS: what `dnscmd` writes and prints, and tables of records from PowerShell. */
export const microsoftDnsReader: EvidenceReader = {
  kind: 'microsoft-dns',
  reads: 'zones',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes)
    if (databaseFile.test(text.slice(0, 4096)) || ageMark.test(text)) return 0.99
    const begins = text.slice(0, 4096)
    if (printedRecords.test(begins) || (printedZone.test(begins) && /^;[ \t]{1,8}Server:/m.test(begins)))
      return 0.99
    const head = headOf(text.split('\n', 50))
    if (!head) return printedColumns(linesOfBeginning(file.bytes)) ? 0.98 : 0
    if (head.certain) return 0.98
    return /\t\(same as parent folder\)|^\(same as parent folder\)\t|\t[A-Z][\w ]{0,40}\([A-Z]{1,8}\)\t/m.test(
      text,
    )
      ? 0.9
      : 0
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const zone = readExport(file.bytes, lines, file.name, tally)
    return telling(tally, masked, { references: toModel(zone, file.name, lines), device: zone.name })
  },
}

function linesOfBeginning(bytes: Uint8Array): readonly Line[] {
  return [...linesOf(bytes.subarray(0, 16_384))].slice(0, 40)
}
