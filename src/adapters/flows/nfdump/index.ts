import { beginningOf, looksLikeText } from '../../../lib/lines.ts'
import type { EvidenceReader } from '../../../ports/evidence-reader.ts'
import { findHead } from '../shared/head.ts'
import { flowsOfRows } from '../shared/rows.ts'
import type { FlowHead } from '../shared/columns.ts'
import { streamed } from '../shared/streamed.ts'
import { flowsOfPrinted, printedHead } from './printed.ts'
import { flowsOfJson } from './to-model.ts'

/** Heads of `-o csv` until 1.7.4, of `-o csv` since, and of `csv-fast`. */
const heads = [
  /^ts,te,td,(?:sa|pr),/,
  /^firstSeen,(?:duration|lastSeen),proto,srcAddr,/,
  /^cnt,af,firstSeen,/,
]
const jsonKey = /"(?:src[46]_addr|dst[46]_addr)"\s{0,8}:/

/**
 * nfdump: CSV in the column orders of 1.6, 1.7 and csv-fast, JSON, and what it prints for people. Its records are one-way: a record from a service's
 * port to one that systems give to clients is an answer and is turned round.
 */
export const nfdumpReader: EvidenceReader = {
  kind: 'nfdump',
  reads: 'flows',
  recognises(file) {
    if (!looksLikeText(file.bytes)) return 0
    const text = beginningOf(file.bytes, 16_384)
    if (isJson(text)) return 0.98
    const lines = text.split('\n', 50)
    return lines.some((line) => printedHead.test(line) || heads.some((head) => head.test(line))) ? 0.99 : 0
  },
  read(file) {
    const { bytes } = file
    return streamed((rows) => {
      if (isJson(beginningOf(bytes, 16_384))) return flowsOfJson(bytes, rows)
      if (isPrinted(bytes)) return flowsOfPrinted(bytes, rows)
      const head = findHead(bytes)
      return head ? flowsOfRows(bytes, withoutCounter(head), rows) : []
    })
  },
}

function isPrinted(bytes: Uint8Array): boolean {
  return beginningOf(bytes, 16_384)
    .split('\n', 50)
    .some((line) => printedHead.test(line))
}

function isJson(text: string): boolean {
  return /^\ufeff?\s*[[{]/.test(text) && jsonKey.test(text)
}

/** `cnt` of csv-fast is the number of the record, not of its connections. */
function withoutCounter(head: FlowHead): FlowHead {
  if (head.columns.connections !== 0) return head
  const { connections: _, ...columns } = head.columns
  return { ...head, columns }
}
