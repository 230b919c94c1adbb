import type { TraceResult } from './trace.ts'

type PeerFlow = TraceResult['flows']['in'][number]

/** Connections of one service, in one direction. */
export interface PeerService {
  /** `tcp/1521`. */
  readonly service: string
  readonly shared: boolean
  readonly flows: readonly PeerFlow[]
  /** When any of them was last seen. */
  readonly lastSeen?: string
}

/** Connections by service: those of real peers first, then what is shared by all; within each the most peers first. */
export function peerServices(flows: readonly PeerFlow[]): readonly PeerService[] {
  const services = new Map<string, PeerFlow[]>()
  for (const flow of flows) {
    const service = `${flow.protocol}/${flow.port}`
    const list = services.get(service)
    if (list) list.push(flow)
    else services.set(service, [flow])
  }
  return [...services]
    .map(([service, list]) => {
      const lastSeen = list.reduce<string | undefined>(
        (last, flow) => (last === undefined || (flow.lastSeen ?? '') > last ? flow.lastSeen : last),
        undefined,
      )
      const shared = list[0]?.shared === true
      return { service, shared, flows: list, ...(lastSeen === undefined ? {} : { lastSeen }) }
    })
    .sort((a, b) => Number(a.shared) - Number(b.shared) || b.flows.length - a.flows.length)
}
