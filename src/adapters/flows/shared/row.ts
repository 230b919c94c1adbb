import { parseAddress } from '../../../lib/ip.ts'
import type { Flow } from '../../../model/evidence.ts'
import { cellOf } from './read.ts'
import type { FlowColumns } from './schema.ts'

const protocolNames: Readonly<Record<string, Flow['protocol']>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmp',
  icmp: 'icmp',
  'ipv6-icmp': 'icmp',
  icmp6: 'icmp',
  tcp: 'tcp',
  udp: 'udp',
}
/** Ports that systems give to clients; a flow towards one, from a low port, is the answer of a server. */
const firstEphemeral = 32_768
const lastServicePort = 10_000

/** What kept a row from becoming a flow. */
export type FlowRefusal = 'address' | 'port' | 'denied'

/** A row as flow, client → server. Rows that a firewall denied are no flow. */
export function flowOf(cells: readonly string[], columns: FlowColumns): Flow | FlowRefusal {
  const action = cellOf(cells, columns, 'action').toLowerCase()
  if (/^(?:deny|denied|drop|dropped|reject|rejected|block|blocked)$/.test(action)) return 'denied'
  const from = cellOf(cells, columns, 'client')
  const to = cellOf(cells, columns, 'server')
  if (parseAddress(from) === undefined || parseAddress(to) === undefined) return 'address'
  const protocol =
    protocolNames[cellOf(cells, columns, 'protocol').toLowerCase()] ?? protocolDefault(cells, columns)
  const port = portOf(cellOf(cells, columns, 'port'))
  const clientPort = portOf(cellOf(cells, columns, 'clientPort'))
  if (port === undefined) return 'port'
  const answer =
    port >= firstEphemeral && clientPort !== undefined && clientPort > 0 && clientPort < lastServicePort
  const first = timeOf(cellOf(cells, columns, 'first'))
  const last = timeOf(cellOf(cells, columns, 'last')) ?? first
  const days = Number(cellOf(cells, columns, 'days'))
  return {
    client: answer ? to : from,
    server: answer ? from : to,
    port: answer ? clientPort : port,
    protocol,
    bytes: amount(cellOf(cells, columns, 'bytes'), 0),
    connections: amount(cellOf(cells, columns, 'connections'), 1),
    ...(first === undefined ? {} : { firstSeen: first }),
    ...(last === undefined ? {} : { lastSeen: last }),
    ...(Number.isInteger(days) && days > 0 && days < 65_536 ? { days } : {}),
  }
}

/** A file without a protocol column speaks of TCP; a protocol that is not one of ours is `other`. */
function protocolDefault(cells: readonly string[], columns: FlowColumns): Flow['protocol'] {
  return cellOf(cells, columns, 'protocol') === '' ? 'tcp' : 'other'
}

/** `443`, `443 (https)`, `443.0`; nothing for ICMP is port 0; undefined = no port. */
function portOf(text: string): number | undefined {
  if (text === '' || text === '-') return 0
  const found = /^(\d{1,5})(?:\.0)?(?:\s*[([/].*)?$/.exec(text)
  const port = Number(found?.[1] ?? Number.NaN)
  return port <= 65_535 ? port : undefined
}

function amount(text: string, otherwise: number): number {
  if (text === '') return otherwise
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? value : otherwise
}

/** ISO 8601, `YYYY-MM-DD hh:mm:ss` (taken as UTC), or seconds, milliseconds since 1970; undefined = no time. */
export function timeOf(text: string): string | undefined {
  if (text === '') return undefined
  if (/^\d{9,11}(?:\.\d+)?$/.test(text)) return iso(Number(text) * 1000)
  if (/^\d{12,14}$/.test(text)) return iso(Number(text))
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d{1,9})?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  if (!found) return undefined
  const [, date, clock = '00:00', second = ':00', zone = 'Z'] = found
  return iso(Date.parse(`${date}T${clock}${second}${/^utc$/i.test(zone) ? 'Z' : zone}`))
}

function iso(milliseconds: number): string | undefined {
  if (!Number.isFinite(milliseconds) || milliseconds < 0 || milliseconds > 4e12) return undefined
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
