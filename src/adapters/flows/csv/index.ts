import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import type { FlowHead } from '../shared/columns.ts'
import { streamed } from '../shared/streamed.ts'
import { findHead } from '../shared/head.ts'
import { flowsOfRows } from '../shared/rows.ts'

/**
 * Flow logs of a cloud as its console and its log store hand them out: no head, the columns of version 2, and before them
 * the time of the entry where the log store was asked.
 */
function cloudLogHead(bytes: Uint8Array): FlowHead | undefined {
  const row = /^(?:\d{4}-\d\d-\d\dT\S{1,20} )?2 (?:\d{12}|unknown) eni-\w{1,40} /m.exec(
    beginningOf(bytes, 16_384),
  )
  if (!row) return undefined
  const first = row[0].split(' ').length - 1
  const columns = {
    client: first,
    server: first + 1,
    clientPort: first + 2,
    port: first + 3,
    protocol: first + 4,
    bytes: first + 6,
    first: first + 7,
    last: first + 8,
    action: first + 9,
  }
  return { line: 0, delimiter: ' ', columns, unknown: [], mapped: false }
}

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
    if (!head) return cloudLogHead(file.bytes) ? 0.96 : 0
    if (head.mapped) return 0.97
    const fields = Object.keys(head.columns).length
    const { port, protocol } = head.columns
    if (port === undefined && protocol === undefined) return 0
    return Math.min(0.97, 0.6 + fields * 0.06)
  },
  read(file) {
    const head = findHead(file.bytes) ?? cloudLogHead(file.bytes)
    return streamed((rows) => (head ? flowsOfRows(file.bytes, head, rows) : []))
  },
}
