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
  const sums = new Map<string, { readonly key: string; flow: PeerFlow }>()
  for (const flow of flows) {
    const peer = side === 'in' ? flow.client : flow.server
    if (own.has(peer)) continue
    const id = `${peer} ${flow.port} ${flow.protocol}`
    const known = sums.get(id)
    const before = known?.flow
    sums.set(id, {
      key: known?.key ?? parseAddress(peer) ?? '',
      flow: {
        peer,
        ...peerName(before, peer, nameOf),
        port: flow.port,
        protocol: flow.protocol,
        ...seen('firstSeen', before?.firstSeen, flow.firstSeen, 'earlier'),
        ...seen('lastSeen', before?.lastSeen, flow.lastSeen, 'later'),
        bytes: (before?.bytes ?? 0) + flow.bytes,
        connections: (before?.connections ?? 0) + flow.connections,
        ...days(before?.days, flow.days),
      },
    })
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

/** The name is asked for once per peer and port. */
function peerName(
  before: PeerFlow | undefined,
  peer: string,
  nameOf: PeerNames,
): { readonly peerVm?: string } {
  const name = before ? before.peerVm : nameOf(peer)
  return name === undefined ? {} : { peerVm: name }
}

function seen<K extends 'firstSeen' | 'lastSeen'>(
  key: K,
  a: string | undefined,
  b: string | undefined,
  which: 'earlier' | 'later',
): Partial<Record<K, string>> {
  const chosen = a === undefined ? b : b === undefined ? a : a < b === (which === 'earlier') ? a : b
  const said: Partial<Record<K, string>> = {}
  if (chosen !== undefined) said[key] = chosen
  return said
}

/** Two files may cover the same days: the larger count is sure, the sum is not. */
function days(a: number | undefined, b: number | undefined): { readonly days?: number } {
  const most = Math.max(a ?? 0, b ?? 0)
  return most === 0 ? {} : { days: most }
}
