import { looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { findHead } from '../shared/head.ts'
import { flowsOfRows } from '../shared/rows.ts'
import { streamed } from '../shared/streamed.ts'
import { ownColumns } from './schema.ts'

/**
 * Flows exported by VMware Aria Operations for Networks (vRealize Network Insight). It sums flows over source ports, so
 * that each row already runs from client to server; where it sums up ports to ranges, the flow has port 0.
 */
export const vrniReader: EvidenceReader = {
  kind: 'vrni',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const head = findHead(file.bytes.subarray(0, 65_536))
    if (!head || head.mapped) return 0
    const own = head.unknown.filter((name) =>
      ownColumns.has(name.toLowerCase().replace(/[^a-z0-9]/g, '')),
    ).length
    return own >= 2 ? 0.98 : 0
  },
  read(file) {
    const head = findHead(file.bytes)
    return streamed((rows) => (head ? flowsOfRows(file.bytes, head, rows) : []))
  },
}
