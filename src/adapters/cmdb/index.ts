import { makeTally, maskedLines, telling } from '../../algebra/evidence/collect.ts'
import { linesOf, looksLikeText } from '../../lib/lines.ts'
import type { EvidenceReader } from '../../ports/evidence-reader.ts'
import { basisOf, columnsOf, headOf, readCmdb } from './read.ts'
import { relationColumnsOf } from './relation-columns.ts'
import { itemsOfRelations } from './relations.ts'
import { ownersOf, referencesOf } from './to-model.ts'

/**
 * CMDB exports as CSV: ServiceNow's columns and relations, tables that people keep themselves, and lists of owners.
 */
export const cmdbReader: EvidenceReader = {
  kind: 'cmdb',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const found = headOf(linesOf(file.bytes.subarray(0, 65_536)))
    if (!found) return 0
    const { cells } = found
    if (relationColumnsOf(cells)) return 0.9
    const columns = columnsOf(cells)
    if (!columns) return 0
    if (basisOf(columns) === 'owner-list') return 0.8
    const own = /sys_class_name|cmdb|support_group|assigned_to/i.test(cells.join(',')) ? 0.35 : 0
    return Math.min(0.97, 0.3 + own + Object.keys(columns).length * 0.06)
  },
  read(file) {
    const tally = makeTally()
    const { lines, masked } = maskedLines(file.bytes)
    const { rows, basis, relations } = readCmdb(file.bytes, lines, tally)
    const references = referencesOf(rows, lines, file.name, tally)
    const items = relations ? itemsOfRelations(relations, lines, tally) : rows
    const owners = ownersOf(items, basis, file.name)
    return telling(tally, masked, { references, owners })
  },
}
