import { linesOf } from '../../../lib/lines.ts'
import type { Flow } from '../../../model/evidence.ts'
import type { RowTally } from '../shared/streamed.ts'
import { addressOf, isLocalOrGroup, portOf, protocolOf } from '../shared/values.ts'
import { type Connection, connectionOf } from './read.ts'

const longestRow = 20_000

/** Flows of a table of connections, line by line. */
export function* flowsOfTable(bytes: Uint8Array, rows: RowTally): Iterable<Flow> {
  for (const line of linesOf(bytes, longestRow)) {
    const { text } = line
    // `conntrack v1.4.7 (conntrack-tools): 12 flow entries have been shown.`
    if (text.trim() === '' || text.startsWith('#') || text.startsWith('conntrack v')) continue
    const connection = connectionOf(text)
    if (!connection) {
      rows.unknown('line', line)
      continue
    }
    const flow = flowOf(connection)
    if (flow === undefined) {
      rows.unknown('connection without address or port', line)
      continue
    }
    rows.known()
    if (connection.state.startsWith('SYN_')) rows.note('connection that nobody answered', line)
    else if (isLocalOrGroup(flow.client) || isLocalOrGroup(flow.server))
      rows.note('connection within the machine or to a group', line)
    else yield flow
  }
}

/**
 * The kernel knows who began, so nothing is guessed. The server is the machine that answers: behind a translation that is
 * not the address that the client asked for.
 */
function flowOf({ protocol, answered, original, reply }: Connection): Flow | undefined {
  const kind = protocolOf(protocol)
  const client = addressOf(original['src'] ?? '')
  const asked = addressOf(original['dst'] ?? '')
  const behind = answered ? addressOf(reply['src'] ?? '') : undefined
  if (client === undefined || asked === undefined) return undefined
  const hasPorts = kind === 'tcp' || kind === 'udp'
  const askedPort = hasPorts ? portOf(original['dport'] ?? '') : 0
  const port = behind !== undefined && hasPorts ? (portOf(reply['sport'] ?? '') ?? askedPort) : askedPort
  if (port === undefined) return undefined
  return {
    client,
    server: behind ?? asked,
    port,
    protocol: kind,
    bytes: count(original['bytes']) + count(reply['bytes']),
    connections: 1,
  }
}

function count(text: string | undefined): number {
  const value = Number(text ?? 0)
  return Number.isSafeInteger(value) && value >= 0 ? value : 0
}
