import { looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { streamed } from '../shared/streamed.ts'
import { findHead } from '../shared/head.ts'
import { flowsOfRows } from '../shared/rows.ts'

/**
 * Flow exports as CSV, whatever the tool calls its columns: known names are recognised, and a line
 * `# columns: client=From host, server=To host, port=Service` before the head says what others mean.
 * Rows become flows while the file is read.
 */
export const flowsCsvReader: EvidenceReader = {
  kind: 'flows-csv',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const head = findHead(file.bytes.subarray(0, 65_536))
    if (!head) return 0
    if (head.mapped) return 0.97
    const fields = Object.keys(head.columns).length
    const { port, protocol } = head.columns
    if (port === undefined && protocol === undefined) return 0
    return Math.min(0.97, 0.6 + fields * 0.06)
  },
  read(file) {
    const head = findHead(file.bytes)
    return streamed((rows) => (head ? flowsOfRows(file.bytes, head, rows) : []))
  },
}
