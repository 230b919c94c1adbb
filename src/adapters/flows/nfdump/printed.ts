import { linesOf, wordsOf } from '../../../lib/lines.ts'
import type { Flow } from '../../../model/evidence.ts'
import type { FlowColumns } from '../shared/columns.ts'
import { flowOf } from '../shared/row.ts'
import type { RowTally } from '../shared/streamed.ts'

/** The head of `-o line`, `-o long`, `-o extended` and their forms for IPv6 and for both directions. */
export const printedHead = /^Date first seen\s{1,20}(?:Duration|Event)\s.{0,60}Src IP Addr:Port/
const about = /^(?:Summary|Time window|Total |Sys:|Blocks? |Bytes read|Top )/
const unit = /^[kKMGT]$/
const longestRow = 2000

const columns: FlowColumns = {
  client: 0,
  clientPort: 1,
  server: 2,
  port: 3,
  protocol: 4,
  bytes: 5,
  connections: 6,
  first: 7,
  duration: 8,
}

/** The flows that nfdump prints for people, row by row. */
export function* flowsOfPrinted(bytes: Uint8Array, rows: RowTally): Iterable<Flow> {
  let head = ''
  for (const line of linesOf(bytes, longestRow)) {
    const text = line.text.trim()
    if (text === '' || about.test(text)) continue
    if (printedHead.test(text)) {
      head = text
      continue
    }
    const cells = cellsOf(wordsOf(text), head)
    const flow = cells === undefined ? 'row' : flowOf(cells, columns)
    if (typeof flow !== 'string') {
      rows.known()
      yield flow
    } else if (/[\da-f]\.\.[\da-f]/.test(text))
      rows.unknown('row: address is shortened, print it with -6', line)
    else rows.unknown(flow === 'row' ? 'line' : 'row: source, destination or port is none', line)
  }
}

/** `date time duration protocol source -> destination … packets bytes … flows`; undefined when there is no arrow. */
function cellsOf(words: readonly string[], head: string): readonly string[] | undefined {
  const arrow = words.findIndex((word) => word === '->' || word === '<->')
  if (arrow < 5) return undefined
  const [client, clientPort] = endOf(words[arrow - 1] ?? '')
  const [server, port] = endOf(words[arrow + 1] ?? '')
  const amounts: string[] = []
  for (const word of words.slice(arrow + 2)) {
    if (unit.test(word) && amounts.length > 0) amounts.push(`${amounts.pop()} ${word}`)
    else amounts.push(word)
  }
  // Flows stand last; behind the bytes `extended` has three rates, and with both directions there are two amounts.
  const last = amounts.length - 1
  const bytes = /\bBpp\s{1,8}Flows/.test(head) ? amounts[last - 4] : amounts[last - 1]
  const protocol = words[arrow - 2] ?? ''
  return [
    client,
    clientPort,
    server,
    port,
    protocol,
    bytes ?? '',
    amounts[last] ?? '',
    `${words[0]} ${words[1]}`,
    words[2] ?? '',
  ]
}

/** `10.0.0.5:443` and `2001:db8::5.443`; ICMP has type and code in the port's place. */
function endOf(word: string): readonly [address: string, port: string] {
  const colon = word.indexOf(':')
  const split = colon >= 0 && colon === word.lastIndexOf(':') ? colon : word.lastIndexOf('.')
  return [word.slice(0, split), word.slice(split + 1)]
}
