import { type AddressKey, parseAddress } from '../../lib/ip.ts'
import type { Flow } from '../../model/evidence.ts'
import { type AddressList, encodeAddresses, openAddresses } from './addresses.ts'
import { bytesColumn, decodeColumns, encodeColumns, numberColumn, shortColumn, wordColumn } from './codec.ts'

/** Rows of one chunk, 800 kB; a chunk is fetched whole, and a trace that must answer at once fetches two. */
const chunkRows = 25_000

/** By which end the rows of a chunk are sorted. */
export type FlowOrder = 'client' | 'server'

/** One chunk of flows as it is stored. */
export interface FlowChunk {
  readonly order: FlowOrder
  readonly rows: number
  readonly first: AddressKey
  readonly last: AddressKey
  readonly data: Uint8Array
}

/** Protocols by the number that stands in the column. */
export const protocols: readonly Flow['protocol'][] = ['other', 'tcp', 'udp', 'icmp']
const secondsPerDay = 86_400

/** Gathers flows in columns: 33 bytes a row, addresses once. */
export interface FlowCollector {
  /** False when one of the two addresses is none; the row is then left out. */
  add(flow: Flow): boolean
  readonly rows: number
  /** Chunks in both orders; rows of the same client, server, port and protocol are summed first. */
  chunks(): Iterable<FlowChunk>
}

interface Rows {
  client: Uint32Array
  server: Uint32Array
  port: Uint16Array
  protocol: Uint8Array
  bytes: Float64Array
  connections: Float64Array
  first: Uint32Array
  last: Uint32Array
  days: Uint16Array
}

function makeRows(capacity: number): Rows {
  return {
    client: new Uint32Array(capacity),
    server: new Uint32Array(capacity),
    port: new Uint16Array(capacity),
    protocol: new Uint8Array(capacity),
    bytes: new Float64Array(capacity),
    connections: new Float64Array(capacity),
    first: new Uint32Array(capacity),
    last: new Uint32Array(capacity),
    days: new Uint16Array(capacity),
  }
}

function grow(rows: Rows, capacity: number): Rows {
  const grown = makeRows(capacity)
  grown.client.set(rows.client)
  grown.server.set(rows.server)
  grown.port.set(rows.port)
  grown.protocol.set(rows.protocol)
  grown.bytes.set(rows.bytes)
  grown.connections.set(rows.connections)
  grown.first.set(rows.first)
  grown.last.set(rows.last)
  grown.days.set(rows.days)
  return grown
}

/** Seconds since 1970 of an ISO time; 0 = not known. */
function seconds(iso: string | undefined): number {
  if (iso === undefined) return 0
  const time = Date.parse(iso)
  return Number.isFinite(time) && time > 0 ? Math.floor(time / 1000) : 0
}

/** ISO time of seconds since 1970, without a fraction. */
export function isoOf(time: number): string {
  const known = isoTimes.get(time)
  if (known !== undefined) return known
  const text = new Date(time * 1000).toISOString().replace('.000Z', 'Z')
  if (isoTimes.size >= 4096) isoTimes.clear()
  isoTimes.set(time, text)
  return text
}

/** Flows of one export share few times: days, hours. */
const isoTimes = new Map<number, string>()

/** A new, empty collector. */
export function collectFlows(): FlowCollector {
  const numbers = new Map<string, number>()
  const keys: AddressKey[] = []
  let rows = makeRows(1024)
  let count = 0
  const numberOf = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    const key = parseAddress(text)
    const number = key === undefined ? -1 : keys.push(key) - 1
    // Free text must not fill the memory: only what is an address is remembered.
    if (number >= 0) numbers.set(text, number)
    return number
  }
  return {
    get rows() {
      return count
    },
    add(flow) {
      const client = numberOf(flow.client)
      const server = numberOf(flow.server)
      if (client < 0 || server < 0) return false
      if (count === rows.client.length) rows = grow(rows, count * 2)
      rows.client[count] = client
      rows.server[count] = server
      rows.port[count] = flow.port
      rows.protocol[count] = Math.max(0, protocols.indexOf(flow.protocol))
      rows.bytes[count] = flow.bytes
      rows.connections[count] = flow.connections
      rows.first[count] = seconds(flow.firstSeen)
      rows.last[count] = seconds(flow.lastSeen ?? flow.firstSeen)
      rows.days[count] = flow.days ?? 0
      count++
      return true
    },
    *chunks() {
      const { sorted, ranks } = rank(keys)
      const merged = merge(rows, count, ranks)
      yield* encodeOrder(merged.rows, merged.count, sorted, 'client')
      yield* encodeOrder(merged.rows, merged.count, sorted, 'server')
    },
  }
}

/** Sorted distinct keys, and for each collected number its rank among them. */
function rank(keys: readonly AddressKey[]): {
  readonly sorted: readonly AddressKey[]
  readonly ranks: Uint32Array
} {
  const sorted = [...new Set(keys)].sort()
  const rankOf = new Map(sorted.map((key, index) => [key, index]))
  return { sorted, ranks: Uint32Array.from(keys, (key) => rankOf.get(key) ?? 0) }
}

/** Row numbers 0 … count-1 in the order that `compare` gives. */
function orderRows(count: number, compare: (a: number, b: number) => number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, row) => row).sort(compare)
}

/** Sums rows of equal client, server, port and protocol; days are counted by the date of the first sighting. */
function merge(
  rows: Rows,
  count: number,
  ranks: Uint32Array,
): { readonly rows: Rows; readonly count: number } {
  const clientOf = (row: number): number => ranks[rows.client[row] ?? 0] ?? 0
  const serverOf = (row: number): number => ranks[rows.server[row] ?? 0] ?? 0
  const service = (row: number): number => (rows.port[row] ?? 0) * 4 + (rows.protocol[row] ?? 0)
  const order = orderRows(
    count,
    (a, b) =>
      clientOf(a) - clientOf(b) ||
      serverOf(a) - serverOf(b) ||
      service(a) - service(b) ||
      (rows.first[a] ?? 0) - (rows.first[b] ?? 0),
  )
  const out = makeRows(count)
  let last = -1
  let lastDay = -1
  for (const row of order) {
    const client = clientOf(row)
    const server = serverOf(row)
    const day = Math.floor((rows.first[row] ?? 0) / secondsPerDay)
    const same =
      last >= 0 &&
      out.client[last] === client &&
      out.server[last] === server &&
      out.port[last] === rows.port[row] &&
      out.protocol[last] === rows.protocol[row]
    if (!same) {
      last++
      lastDay = -1
      out.client[last] = client
      out.server[last] = server
      out.port[last] = rows.port[row] ?? 0
      out.protocol[last] = rows.protocol[row] ?? 0
    }
    out.bytes[last] = (out.bytes[last] ?? 0) + (rows.bytes[row] ?? 0)
    out.connections[last] = (out.connections[last] ?? 0) + (rows.connections[row] ?? 0)
    const first = rows.first[row] ?? 0
    if (first > 0 && (out.first[last] === 0 || first < (out.first[last] ?? 0))) out.first[last] = first
    const before = out.last[last] ?? 0
    out.last[last] = Math.max(before, rows.last[row] ?? 0)
    const said = rows.days[row] ?? 0
    // Windows that follow each other add up; overlapping ones must not count a day twice.
    if (said > 0)
      out.days[last] = first > before ? (out.days[last] ?? 0) + said : Math.max(out.days[last] ?? 0, said)
    else if (first > 0 && day !== lastDay) out.days[last] = (out.days[last] ?? 0) + 1
    lastDay = day
  }
  return { rows: out, count: last + 1 }
}

function* encodeOrder(
  rows: Rows,
  count: number,
  sorted: readonly AddressKey[],
  order: FlowOrder,
): Iterable<FlowChunk> {
  const key = order === 'client' ? rows.client : rows.server
  const other = order === 'client' ? rows.server : rows.client
  const byKey = orderRows(count, (a, b) => (key[a] ?? 0) - (key[b] ?? 0) || a - b)
  for (let from = 0; from < count; from += chunkRows) {
    const part = byKey.subarray(from, Math.min(count, from + chunkRows))
    const used = [...new Set([...part].flatMap((row) => [key[row] ?? 0, other[row] ?? 0]))].sort(
      (a, b) => a - b,
    )
    const local = new Map(used.map((rank, index) => [rank, index]))
    const chunk = makeRows(part.length)
    for (const [index, row] of part.entries()) {
      chunk.client[index] = local.get(rows.client[row] ?? 0) ?? 0
      chunk.server[index] = local.get(rows.server[row] ?? 0) ?? 0
      chunk.port[index] = rows.port[row] ?? 0
      chunk.protocol[index] = rows.protocol[row] ?? 0
      chunk.bytes[index] = rows.bytes[row] ?? 0
      chunk.connections[index] = rows.connections[row] ?? 0
      chunk.first[index] = rows.first[row] ?? 0
      chunk.last[index] = rows.last[row] ?? 0
      chunk.days[index] = rows.days[row] ?? 0
    }
    const addresses = encodeAddresses(used.map((rank) => sorted[rank] ?? ''))
    const at = (row: number | undefined): AddressKey => sorted[key[row ?? 0] ?? 0] ?? ''
    yield {
      order,
      rows: part.length,
      first: at(part[0]),
      last: at(part.at(-1)),
      data: encodeColumns({ addresses, order: Uint8Array.of(order === 'client' ? 0 : 1), ...chunk }),
    }
  }
}

/** Columns of one decoded chunk, for sums over very many rows; ends are ranks among `addresses`, times are seconds. */
export interface FlowColumns {
  readonly addresses: AddressList
  readonly client: Uint32Array
  readonly server: Uint32Array
  readonly port: Uint16Array
  readonly protocol: Uint8Array
  readonly bytes: Float64Array
  readonly connections: Float64Array
  readonly last: Uint32Array
}

/** Flows of one decoded chunk; rows become objects only when asked for. */
export interface FlowTable {
  readonly order: FlowOrder
  readonly rows: number
  readonly columns: FlowColumns
  flowAt(row: number): Flow
  /** Flows whose sorted end is `key`. */
  ofAddress(key: AddressKey): readonly Flow[]
  /** Key of the sorted end of a row. */
  keyAt(row: number): AddressKey
}

/** Opens a chunk made by {@link collectFlows}; throws a RangeError when the bytes are no such chunk. */
export function openFlows(data: Uint8Array): FlowTable {
  const columns = decodeColumns(data)
  const addresses = openAddresses(bytesColumn(columns, 'addresses'))
  const order: FlowOrder = bytesColumn(columns, 'order')[0] === 0 ? 'client' : 'server'
  const client = wordColumn(columns, 'client')
  const server = wordColumn(columns, 'server')
  const port = shortColumn(columns, 'port')
  const protocol = bytesColumn(columns, 'protocol')
  const bytes = numberColumn(columns, 'bytes')
  const connections = numberColumn(columns, 'connections')
  const first = wordColumn(columns, 'first')
  const last = wordColumn(columns, 'last')
  const days = shortColumn(columns, 'days')
  const key = order === 'client' ? client : server
  const flowAt = (row: number): Flow => ({
    client: addresses.textAt(client[row] ?? 0),
    server: addresses.textAt(server[row] ?? 0),
    port: port[row] ?? 0,
    protocol: protocols[protocol[row] ?? 0] ?? 'other',
    bytes: bytes[row] ?? 0,
    connections: connections[row] ?? 0,
    ...(first[row] ? { firstSeen: isoOf(first[row]) } : {}),
    ...(last[row] ? { lastSeen: isoOf(last[row]) } : {}),
    ...(days[row] ? { days: days[row] } : {}),
  })
  return {
    order,
    rows: key.length,
    columns: { addresses, client, server, port, protocol, bytes, connections, last },
    flowAt,
    keyAt: (row) => addresses.keyAt(key[row] ?? 0),
    ofAddress(wanted) {
      const index = addresses.indexOf(wanted)
      const found: Flow[] = []
      if (index < 0) return found
      let low = 0
      let high = key.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((key[middle] ?? 0) < index) low = middle + 1
        else high = middle
      }
      for (let row = low; row < key.length && key[row] === index; row++) found.push(flowAt(row))
      return found
    },
  }
}
