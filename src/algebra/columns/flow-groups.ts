import type { AddressKey, AddressSpan } from '../../lib/ip.ts'
import type { Flow } from '../../model/evidence.ts'
import { type EstateSubnet } from '../evidence/estate-subnets.ts'
import type { AddressList } from './addresses.ts'
import { type FlowColumns, type FlowTable, protocols } from './flow-table.ts'

/** What flows are summed by. */
export type GroupBy = 'service' | 'client' | 'server' | 'network'

/** What a flow must be to count. */
export type FlowTest =
  | {
      readonly kind: 'end'
      readonly side: 'either' | 'client' | 'server'
      readonly spans: readonly AddressSpan[]
      /** What lies in none of the spans is meant. */
      readonly outside?: boolean
    }
  | { readonly kind: 'service'; readonly protocol?: Flow['protocol']; readonly port?: number }

/** Sums over flows. */
export interface FlowSum {
  readonly flows: number
  readonly connections: number
  readonly bytes: number
  /** Seconds since 1970; 0 = not known. */
  readonly last: number
}

/** What one group stands for. */
export type GroupKey =
  | { readonly by: 'service'; readonly protocol: Flow['protocol']; readonly port: number }
  | { readonly by: 'client' | 'server'; readonly key: AddressKey }
  /** Places in the list of subnets; -1 = outside all of them. */
  | { readonly by: 'network'; readonly client: number; readonly server: number }

/** A group with its sums. */
export interface FlowGroup extends FlowSum {
  readonly key: GroupKey
}

/** Sums flows of many chunks. */
export interface FlowGrouping {
  add(table: FlowTable): void
  readonly total: FlowSum
  groups(): readonly FlowGroup[]
}

/** Whether a row of a chunk passes all tests; ranks of addresses are marked once, rows then cost a few look-ups. */
export function rowTest(columns: FlowColumns, tests: readonly FlowTest[]): (row: number) => boolean {
  const { addresses, client, server, port, protocol } = columns
  const checks = tests.map((test): ((row: number) => boolean) => {
    if (test.kind === 'service') {
      const code = test.protocol === undefined ? -1 : protocols.indexOf(test.protocol)
      const wanted = test.port ?? -1
      return (row) => (code < 0 || protocol[row] === code) && (wanted < 0 || port[row] === wanted)
    }
    const inside = test.outside ? 0 : 1
    const marked = new Uint8Array(addresses.size).fill(1 - inside)
    for (const span of test.spans)
      marked.fill(inside, addresses.lowerBound(span.low), upperBound(addresses, span.high))
    const at = (end: Uint32Array, row: number): boolean => marked[end[row] ?? 0] === 1
    if (test.side === 'client') return (row) => at(client, row)
    if (test.side === 'server') return (row) => at(server, row)
    return (row) => at(client, row) || at(server, row)
  })
  const [only] = checks
  if (!only) return () => true
  return checks.length === 1 ? only : (row) => checks.every((check) => check(row))
}

/** Rank of the first address above `key`. */
function upperBound(addresses: AddressList, key: AddressKey): number {
  const at = addresses.lowerBound(key)
  return at < addresses.size && addresses.keyAt(at) === key ? at + 1 : at
}

/** Place of the subnet of every address of a chunk, counted from one; 0 = outside all. */
function subnetRanks(addresses: AddressList, subnets: readonly EstateSubnet[]): Uint32Array {
  const ranks = new Uint32Array(addresses.size)
  for (const [at, { span }] of subnets.entries()) {
    const from = addresses.lowerBound(span.low)
    if (from < addresses.size) ranks.fill(at + 1, from, upperBound(addresses, span.high))
  }
  return ranks
}

/** Begins to sum flows that pass the tests. */
export function groupFlows(
  by: GroupBy,
  tests: readonly FlowTest[],
  subnets: readonly EstateSubnet[],
): FlowGrouping {
  const keys: GroupKey[] = []
  const numbers = new Map<number | string, number>()
  const sums: { flows: number; connections: number; bytes: number; last: number }[] = []
  const total = { flows: 0, connections: 0, bytes: 0, last: 0 }
  const groupOf = (id: number | string, key: () => GroupKey): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    numbers.set(id, keys.length)
    sums.push({ flows: 0, connections: 0, bytes: 0, last: 0 })
    return keys.push(key()) - 1
  }

  /** The group of a row of a chunk. */
  const grouper = (columns: FlowColumns): ((row: number) => number) => {
    const { addresses, client, server, port, protocol } = columns
    if (by === 'service')
      return (row) => {
        const code = protocol[row] ?? 0
        const number = port[row] ?? 0
        return groupOf(number * 4 + code, () => ({ by, protocol: protocols[code] ?? 'other', port: number }))
      }
    if (by === 'network') {
      const ranks = subnetRanks(addresses, subnets)
      return (row) => {
        const from = ranks[client[row] ?? 0] ?? 0
        const to = ranks[server[row] ?? 0] ?? 0
        return groupOf(from * (subnets.length + 1) + to, () => ({ by, client: from - 1, server: to - 1 }))
      }
    }
    const end = by === 'client' ? client : server
    const known = new Int32Array(addresses.size).fill(-1)
    return (row) => {
      const rank = end[row] ?? 0
      const before = known[rank] ?? -1
      if (before >= 0) return before
      const key = addresses.keyAt(rank)
      const group = groupOf(key, () => ({ by, key }))
      known[rank] = group
      return group
    }
  }

  return {
    total,
    add(table) {
      const { columns, rows } = table
      const passes = rowTest(columns, tests)
      const groupAt = grouper(columns)
      const { connections, bytes, last } = columns
      for (let row = 0; row < rows; row++) {
        if (!passes(row)) continue
        const sum = sums[groupAt(row)]
        if (!sum) continue
        const count = connections[row] ?? 0
        const size = bytes[row] ?? 0
        const seen = last[row] ?? 0
        sum.flows++
        sum.connections += count
        sum.bytes += size
        if (seen > sum.last) sum.last = seen
        total.flows++
        total.connections += count
        total.bytes += size
        if (seen > total.last) total.last = seen
      }
    },
    groups: () => keys.flatMap((key, at) => (sums[at] ? [{ key, ...sums[at] }] : [])),
  }
}
