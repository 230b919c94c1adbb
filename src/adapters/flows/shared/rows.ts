import type { Flow } from '../../../model/evidence.ts'
import type { RowTally } from './streamed.ts'
import { flowLines, splitRow } from './head.ts'
import type { FlowHead } from './columns.ts'
import { flowOf } from './row.ts'

const reasons = {
  address: 'source or destination is no address',
  port: 'port is no number',
  denied: 'denied by a firewall, so nothing depends on it',
} as const

/** The flows of a file whose columns are known, row by row. */
export function* flowsOfRows(bytes: Uint8Array, head: FlowHead, rows: RowTally): Iterable<Flow> {
  for (const line of flowLines(bytes)) {
    const { text } = line
    if (line.number <= head.line || text === '' || text.startsWith('#') || text.trim() === '') continue
    // nfdump of old ends its rows with a summary block.
    if (text.startsWith('Summary') && /^Summary\b/.test(text)) return
    const flow = flowOf(splitRow(text, head.delimiter), head.columns)
    // An interval of a flow log in which nothing was sent.
    if (flow === 'nothing') rows.known()
    else if (typeof flow === 'string') rows.unknown(`row: ${reasons[flow]}`, line)
    else {
      rows.known()
      yield flow
    }
  }
}
