import { between } from '../../../src/sample/random.ts'
import { type SyntheticEstate, someHost } from '../estate.ts'

/** A flow of the synthetic estate. */
export interface FlowRow {
  readonly client: string
  readonly server: string
  readonly protocol: 'tcp' | 'udp'
  readonly number: number
  readonly clientPort: number
  readonly port: number
  readonly bytes: number
  /** Recorded from server to client. */
  readonly turned: boolean
  /** `2026-10-01 08:00:07`. */
  readonly at: string
}

/** Flows between different machines, IPv4 and IPv6; ports of clients are ones that systems give out. */
export function flowRows(estate: SyntheticEstate, size: number): readonly FlowRow[] {
  const { random } = estate
  return Array.from({ length: size }, (_, at) => {
    const from = someHost(estate)
    const other = someHost(estate)
    const to = other === from ? (estate.hosts.find((host) => host !== from) ?? other) : other
    const six = at % 5 === 0
    const udp = at % 4 === 0
    return {
      client: six ? shortest(from.address6) : from.address,
      server: six ? shortest(to.address6) : to.address,
      protocol: udp ? 'udp' : 'tcp',
      number: udp ? 17 : 6,
      clientPort: between(random, 40_000, 60_000),
      port: [22, 53, 443, 1521, 5432, 8443][between(random, 0, 5)] ?? 443,
      bytes: between(random, 60, 100_000),
      turned: between(random, 0, 9) < 4,
      at: `2026-10-0${between(random, 1, 9)} 08:${between(random, 10, 59)}:07`,
    }
  })
}

/** The kernel and the tools write IPv6 in its shortest form. */
function shortest(address: string): string {
  return address.replace(':0::', '::').replace('::0', '::').replace('::0', '::')
}
