import type { Flow } from '../../../model/evidence.ts'
import { jsonColumns } from './schema.ts'
import { readJsonRecords } from './read.ts'
import { flowOf } from '../shared/row.ts'
import type { RowTally } from '../shared/streamed.ts'

/** The flows of nfdump's JSON, record by record. */
export function* flowsOfJson(bytes: Uint8Array, rows: RowTally): Iterable<Flow> {
  for (const { cells, line } of readJsonRecords(bytes)) {
    const flow = flowOf(cells, jsonColumns)
    if (typeof flow === 'string')
      rows.unknown(
        `record: ${flow === 'port' ? 'port is no number' : 'source or destination is no address'}`,
        line,
      )
    else {
      rows.known()
      yield flow
    }
    if (line.cut) rows.unknown('line that is too long', line)
  }
}
