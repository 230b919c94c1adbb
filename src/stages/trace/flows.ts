import { parseAddress } from '../../lib/ip.ts'
import type { Flow } from '../../model/evidence.ts'
import type { PeerFlow } from './result.ts'

/** VM names by address. */
export type PeerNames = (address: string) => string | undefined

/**
 * Flows summed by peer, port and protocol over all files, sorted by peer's address, then port. Addresses are canonical,
 * as a table of flows writes them.
 */
export function peerFlows(
  flows: readonly Flow[],
  side: 'in' | 'out',
  own: ReadonlySet<string>,
  nameOf: PeerNames,
): readonly PeerFlow[] {
  const sums = new Map<string, { readonly key: string; readonly flow: Sum }>()
  for (const flow of flows) {
    const peer = side === 'in' ? flow.client : flow.server
    if (own.has(peer)) continue
    const id = `${peer} ${flow.port} ${flow.protocol}`
    const known = sums.get(id)
    if (known) add(known.flow, flow)
    else sums.set(id, { key: parseAddress(peer) ?? '', flow: sumOf(peer, nameOf(peer), flow) })
  }
  return [...sums.values()]
    .sort(
      (a, b) =>
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
        a.flow.port - b.flow.port ||
        (a.flow.protocol < b.flow.protocol ? -1 : 1),
    )
    .map(({ flow }) => flow)
}

type Sum = { -readonly [Field in keyof PeerFlow]: PeerFlow[Field] }

function sumOf(peer: string, peerVm: string | undefined, flow: Flow): Sum {
  const { port, protocol, bytes, connections, firstSeen, lastSeen, days } = flow
  const sum: Sum = { peer, port, protocol, bytes, connections }
  if (peerVm !== undefined) sum.peerVm = peerVm
  if (firstSeen !== undefined) sum.firstSeen = firstSeen
  if (lastSeen !== undefined) sum.lastSeen = lastSeen
  if (days !== undefined && days > 0) sum.days = days
  return sum
}

function add(sum: Sum, { bytes, connections, firstSeen, lastSeen, days }: Flow): void {
  sum.bytes += bytes
  sum.connections += connections
  if (firstSeen !== undefined && (sum.firstSeen === undefined || firstSeen < sum.firstSeen))
    sum.firstSeen = firstSeen
  if (lastSeen !== undefined && (sum.lastSeen === undefined || lastSeen > sum.lastSeen))
    sum.lastSeen = lastSeen
  // Two files may cover the same days: the larger count is sure, the sum is not.
  if (days !== undefined && days > (sum.days ?? 0)) sum.days = days
}
