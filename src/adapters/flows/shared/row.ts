import { parseAddress } from '../../../lib/ip.ts'
import type { Flow } from '../../../model/evidence.ts'
import { isAnswer } from './direction.ts'
import { iso, portOf, protocolOf, timeOf } from './values.ts'
import { cellOf } from './head.ts'
import type { FlowColumns } from './columns.ts'

/** What kept a row from becoming a flow. */
export type FlowRefusal = 'address' | 'port' | 'denied' | 'nothing'

/** A row as flow, client → server. Rows that a firewall denied are no flow. */
export function flowOf(cells: readonly string[], columns: FlowColumns): Flow | FlowRefusal {
  if (columns.action !== undefined && isDenied(cellOf(cells, columns, 'action'))) return 'denied'
  const from = cellOf(cells, columns, 'client')
  const to = cellOf(cells, columns, 'server')
  if (parseAddress(from) === undefined || parseAddress(to) === undefined)
    return from === '-' && to === '-' ? 'nothing' : 'address'
  // A file without a protocol column speaks of TCP.
  const protocol = protocolOf(cellOf(cells, columns, 'protocol') || 'tcp')
  // Where ICMP has a port column, its type and code stand there.
  const port = protocol === 'icmp' ? 0 : portIn(cellOf(cells, columns, 'port'))
  const clientPort = portIn(cellOf(cells, columns, 'clientPort'))
  if (port === undefined) return 'port'
  const answer = clientPort !== undefined && isAnswer(clientPort, port)
  const first = timeOf(cellOf(cells, columns, 'first'))
  const last = timeOf(cellOf(cells, columns, 'last')) ?? endOf(first, cellOf(cells, columns, 'duration'))
  const flow: Writable = {
    client: answer ? to : from,
    server: answer ? from : to,
    port: answer ? clientPort : port,
    protocol,
    bytes: amount(cellOf(cells, columns, 'bytes'), 0),
    connections: amount(cellOf(cells, columns, 'connections'), 1),
  }
  if (first !== undefined) flow.firstSeen = first
  if (last !== undefined) flow.lastSeen = last
  if (columns.days === undefined) return flow
  const days = Number(cellOf(cells, columns, 'days'))
  if (Number.isInteger(days) && days > 0 && days < 65_536) flow.days = days
  return flow
}

type Writable = { -readonly [Name in keyof Flow]: Flow[Name] }

function isDenied(action: string): boolean {
  return /^(?:deny|denied|drop|dropped|reject|rejected|block|blocked)$/i.test(action)
}

/** `443`, `443 (https)`, `443.0`, `8,443`; nothing, and a range that a tool sums up (`49000-49999`), is port 0; undefined = no port. */
function portIn(text: string): number | undefined {
  if (text === '' || text === '-') return 0
  const plain = portOf(text)
  if (plain !== undefined) return plain
  if (/^\d{1,5}\s?-\s?\d{1,5}$/.test(text)) return 0
  if (/^\d{1,2},\d{3}$/.test(text)) return portOf(text.replace(',', ''))
  const found = /^(\d{1,5})(?:\.0)?(?:\s*[([/].*)?$/.exec(text)
  return found?.[1] === undefined ? undefined : portOf(found[1])
}

const units: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['kb', 1e3],
  ['mb', 1e6],
  ['gb', 1e9],
  ['tb', 1e12],
  ['k', 1e3],
  ['m', 1e6],
  ['g', 1e9],
])

/** `1200`, `1,200`, `1.2 MB`, `3.4 G` as tools write bytes. */
function amount(text: string, otherwise: number): number {
  if (text === '') return otherwise
  const value = Number(text)
  if (Number.isFinite(value)) return value >= 0 ? value : otherwise
  if (/^\d{1,3}(?:,\d{3}){1,5}$/.test(text)) return Number(text.replaceAll(',', ''))
  const found = /^(\d{1,15}(?:\.\d{1,6})?)\s?([a-z]{0,2})$/i.exec(text)
  const unit = units.get(found?.[2]?.toLowerCase() ?? '-')
  return found?.[1] === undefined || unit === undefined ? otherwise : Math.round(Number(found[1]) * unit)
}

/** The end of a flow that says how many seconds it took; its beginning when it does not. */
function endOf(first: string | undefined, duration: string): string | undefined {
  const seconds = Number(duration)
  if (first === undefined || duration === '' || !(seconds > 0 && seconds < 1e8)) return first
  return iso(Date.parse(first) + Math.round(seconds * 1000)) ?? first
}
