import { between, pick, randomOf, seedOf } from '../../random.ts'
import { harbourMachines, type HarbourMachine } from '../estate.ts'

/** One observed flow of Harbour, summed over the window. */
export interface HarbourFlow {
  readonly client: string
  readonly server: string
  readonly port: number
  readonly protocol: 'tcp' | 'udp'
  readonly first: string
  readonly last: string
  readonly bytes: number
  readonly connections: number
  readonly days: number
}

const windowStart = '2026-10-14T00:00:00Z'
const windowEnd = '2026-11-12T23:59:00Z'
const hero = '10.20.30.41'

/** What everybody knows about who talks to whom: clients, servers, port. Names end in `*` for all of a kind. */
const conversations: readonly (readonly [clients: string, servers: string, port: number])[] = [
  ['erp-web-*', 'erp-app-*', 8080],
  ['lb-int-01', 'erp-web-*', 80],
  ['vdi-*', 'lb-int-01', 80],
  ['erp-app-*', 'fin-app-01', 443],
  ['erp-app-*', 'file-01', 445],
  ['fin-app-01', 'fin-sql-*', 1433],
  ['fin-sql-01', 'fin-sql-02', 5022],
  ['fin-sql-02', 'fin-sql-01', 3343],
  ['hr-app-01', 'hr-db-01', 1433],
  ['hr-app-01', 'fin-app-01', 443],
  ['dwh-etl-01', 'dwh-db-01', 1521],
  ['dwh-etl-01', 'erp-db-02', 1521],
  ['dwh-etl-01', 'cargo-rac-*', 1521],
  ['vdi-*', 'dwh-db-01', 1521],
  ['cargo-web-*', 'lb-int-01', 8080],
  ['lb-int-01', 'cargo-api-*', 8080],
  ['lb-int-01', 'cargo-mq-*', 5672],
  ['cargo-api-*', 'cargo-mq-*', 5672],
  ['cargo-api-*', 'cargo-rac-*', 1521],
  ['cargo-mq-*', 'cargo-mq-*', 25_672],
  ['cargo-rac-01', 'cargo-rac-02', 1521],
  ['cargo-rac-02', 'cargo-rac-01', 61_021],
  ['cargo-batch-01', 'cargo-mq-01', 5672],
  ['ais-collector-01', 'cargo-mq-*', 5672],
  ['gate-cam-01', 'cargo-api-*', 8443],
  ['crane-ctl-*', 'cargo-api-01', 8443],
  ['crane-hmi-01', 'crane-ctl-*', 502],
  ['tally-2008', 'file-01', 445],
  ['lb-dmz-01', 'booking-web-*', 443],
  ['booking-web-*', 'booking-api-*', 8080],
  ['booking-api-*', 'booking-db-01', 5432],
  ['booking-api-*', 'cargo-api-*', 8443],
  ['customs-gw-*', 'customs-db-01', 5432],
  ['customs-gw-*', 'cargo-mq-01', 5672],
  ['partner-edi-*', 'customs-gw-01', 5080],
  ['vdi-*', 'vdi-broker-01', 443],
  ['vdi-*', 'file-01', 445],
  ['dev-erp-app-01', 'dev-erp-db-01', 1521],
  ['test-erp-app-01', 'dev-erp-db-01', 1521],
  ['dev-cargo-*', 'test-cargo-01', 8080],
  ['loadgen-01', 'test-booking-01', 443],
  ['build-*', 'git-01', 22],
  ['ci-01', 'git-01', 443],
  ['ci-01', 'build-*', 22],
  ['erp-web-*', 'vault-01', 8200],
  ['cargo-api-*', 'vault-01', 8200],
  ['booking-api-*', 'vault-01', 8200],
  ['fin-app-01', 'license-01', 1947],
  ['cad-gpu-01', 'license-01', 1947],
  ['media-archive-01', 'file-01', 445],
  ['vbr-proxy-*', 'vcsa-01', 443],
  ['nsx-mgr-*', 'vcsa-01', 443],
  ['vro-01', 'vcsa-01', 443],
  ['alert-01', 'smtp-01', 25],
  ['prom-01', 'alert-01', 9093],
  ['prom-01', 'probe-01', 9115],
  ['probe-01', 'lb-dmz-01', 443],
]

/** Ports that the weekly scan knocks at. */
const scanned = [22, 80, 135, 443, 445, 1433, 1521, 3389, 5432, 8080]

/** All flows of Harbour: erp-db-01's as they stand in its hand-written page, everything else by rule. */
export function harbourFlows(): readonly HarbourFlow[] {
  const machines = harbourMachines().filter((machine) => machine.on && addressOf(machine) !== undefined)
  const flows = new Map<string, HarbourFlow>()
  const add = (client: string, server: string, port: number, protocol: 'tcp' | 'udp' = 'tcp') => {
    const key = `${client}>${server}:${port}/${protocol}`
    if (client === server || client === hero || server === hero || flows.has(key)) return
    flows.set(key, shaped(key, { client, server, port, protocol }))
  }
  for (const [clients, servers, port] of conversations)
    for (const client of matching(machines, clients))
      for (const server of matching(machines, servers)) add(client, server, port)
  for (const machine of machines) {
    const address = addressOf(machine) ?? ''
    add(address, '10.20.60.11', 53, 'udp')
    add(address, '10.20.60.12', 53, 'udp')
    add(address, '10.20.60.13', 123, 'udp')
    add(address, '10.20.60.15', 514, 'udp')
    if (machine.system.family === 'windows')
      for (const [server, port] of directory) add(address, server, port)
    add('10.20.60.31', address, machine.system.family === 'windows' ? 9182 : 9100)
    for (const port of scanned) add('10.20.60.36', address, port)
    if (machine.criticality < 3) add('10.20.10.21', address, machine.system.family === 'windows' ? 3389 : 22)
  }
  for (const [client, server, port] of strangers()) add(client, server, port)
  return [...heroFlows(), ...flows.values()]
}

const directory: readonly (readonly [string, number])[] = [
  ['10.20.60.24', 88],
  ['10.20.60.24', 389],
  ['10.20.60.25', 389],
  ['10.20.60.24', 445],
]

/** Peers that are no machine of Harbour: customers, partners, desktops browsing, and a forgotten site. */
function* strangers(): Generator<readonly [string, string, number]> {
  for (let at = 0; at < 420; at++) {
    yield [`203.0.113.${1 + (at % 250)}`, at < 250 ? '10.20.90.5' : '198.51.100.5', 443]
  }
  const random = randomOf(seedOf('browsing'))
  for (let desktop = 101; desktop <= 107; desktop++)
    for (let at = 0; at < 25; at++)
      yield [`10.20.80.${desktop}`, `198.51.100.${between(random, 30, 250)}`, 443]
  for (let at = 0; at < 12; at++)
    yield [`10.99.7.${10 + at}`, pick(random, ['10.20.30.42', '10.20.60.41']), 445]
  yield ['10.20.15.51', '10.20.15.21', 502]
  yield ['10.20.15.52', '10.20.15.22', 502]
  yield ['10.20.50.98', '10.20.50.31', 5672]
  for (let at = 40; at < 48; at++) yield [`10.20.15.${at}`, '10.20.15.35', 554]
}

function matching(machines: readonly HarbourMachine[], pattern: string): readonly string[] {
  const stem = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined
  return machines
    .filter(({ name }) => (stem === undefined ? name === pattern : name.startsWith(stem)))
    .flatMap((machine) => addressOf(machine) ?? [])
}

function addressOf(machine: HarbourMachine): string | undefined {
  return machine.nics[0]?.addresses[0]
}

function shaped(
  key: string,
  ends: Pick<HarbourFlow, 'client' | 'server' | 'port' | 'protocol'>,
): HarbourFlow {
  const random = randomOf(seedOf(key))
  const scan = ends.client === '10.20.60.36'
  const days = scan ? 4 : between(random, 1, 10) > 3 ? 30 : between(random, 1, 29)
  const start = scan
    ? '2026-10-18T03:00:00Z'
    : later(windowStart, between(random, 0, days === 30 ? 0 : 30 - days), between(random, 0, 700))
  const last = scan
    ? '2026-11-08T03:40:00Z'
    : days === 30
      ? later('2026-11-12T12:00:00Z', 0, between(random, 0, 710))
      : later(start, days - 1, between(random, 0, 600))
  const connections = days * between(random, 1, scan ? 1 : 4000)
  return {
    ...ends,
    first: start,
    last: last > windowEnd ? windowEnd : last,
    bytes: connections * between(random, 200, 90_000),
    connections,
    days,
  }
}

function later(from: string, days: number, minutes: number): string {
  return new Date(Date.parse(from) + (days * 1440 + minutes) * 60_000).toISOString().replace('.000Z', 'Z')
}

/** Client and server address, port, first and last day and time as month-day and hour:minute, days, connections. */
type HeroRow = readonly [string, string, number, 'tcp' | 'udp', string, string, number, number]

const heroRows: readonly HeroRow[] = [
  ['10.20.10.21', hero, 22, 'tcp', '10-15T09:12', '11-10T14:03', 6, 9],
  ['10.20.15.31', hero, 1521, 'tcp', '10-14T00:10', '11-12T23:50', 30, 4320],
  ['10.20.20.11', hero, 1521, 'tcp', '10-14T00:00', '11-12T23:59', 30, 812_440],
  ['10.20.20.12', hero, 1521, 'tcp', '10-14T00:00', '11-12T23:59', 30, 801_932],
  ['10.20.20.13', hero, 1521, 'tcp', '10-14T00:00', '11-12T23:59', 30, 799_120],
  ['10.20.20.15', hero, 1521, 'tcp', '10-14T01:00', '11-12T04:30', 30, 1820],
  ['10.20.20.16', hero, 1521, 'tcp', '10-31T20:00', '11-02T06:00', 3, 310],
  ['10.20.30.42', hero, 1521, 'tcp', '10-14T00:00', '11-12T23:59', 30, 6100],
  ['10.20.50.41', hero, 1521, 'tcp', '10-14T02:15', '11-12T02:21', 30, 30],
  ['10.20.60.20', hero, 1521, 'tcp', '10-14T00:00', '11-12T23:59', 30, 86_400],
  ['10.20.60.31', hero, 9100, 'tcp', '10-14T00:00', '11-12T23:59', 30, 86_400],
  ['10.20.60.32', hero, 1521, 'tcp', '10-14T00:05', '11-12T23:55', 30, 8640],
  ['10.20.60.36', hero, 22, 'tcp', '10-18T03:00', '11-08T03:40', 4, 4],
  ['10.99.7.14', hero, 1521, 'tcp', '10-20T11:42', '11-03T11:45', 2, 2],
  [hero, '10.20.30.42', 1521, 'tcp', '10-14T00:00', '11-12T23:59', 30, 43_000],
  [hero, '10.20.60.11', 53, 'udp', '10-14T00:00', '11-12T23:59', 30, 91_002],
  [hero, '10.20.60.12', 53, 'udp', '10-14T03:20', '11-12T21:10', 22, 611],
  [hero, '10.20.60.13', 123, 'udp', '10-14T00:00', '11-12T23:59', 30, 2520],
  [hero, '10.20.60.14', 25, 'tcp', '10-14T06:00', '11-12T06:01', 30, 30],
  [hero, '10.20.60.15', 514, 'udp', '10-14T00:00', '11-12T23:59', 30, 120_400],
  [hero, '10.20.60.41', 2049, 'tcp', '10-14T22:00', '11-12T23:20', 30, 30],
]

function heroFlows(): readonly HarbourFlow[] {
  return heroRows.map(([client, server, port, protocol, first, last, days, connections]) => ({
    client,
    server,
    port,
    protocol,
    first: `2026-${first}:00Z`,
    last: `2026-${last}:00Z`,
    bytes: connections * 4096,
    connections,
    days,
  }))
}

/** The dock's own exporter sees what starts on the crane network; the core sees everything else. */
function seenAtTheDock(flow: HarbourFlow): boolean {
  return flow.client.startsWith('10.20.15.') && flow.server !== hero
}

const half = '2026-10-29T00:00:00Z'

/** The core's flow export, 30 days; busy flows come in two rows, as its collector rolls over at half time. */
export function coreFlowsCsv(): string {
  const rows = harbourFlows()
    .filter((flow) => !seenAtTheDock(flow))
    .flatMap((flow) => {
      if (flow.connections < 100_000 || flow.days < 30) return [coreRow(flow, '')]
      const connections = Math.floor(flow.connections / 2)
      const bytes = Math.floor(flow.bytes / 2)
      return [
        coreRow({ ...flow, last: '2026-10-28T23:59:00Z', connections, bytes, days: 15 }, ''),
        coreRow(
          {
            ...flow,
            first: half,
            connections: flow.connections - connections,
            bytes: flow.bytes - bytes,
            days: 15,
          },
          '',
        ),
      ]
    })
  return `${[
    'Source IP Address,Destination IP Address,Destination Port,IP Protocol,First Seen,Last Seen,Days Seen,Bytes,Flow Count,Comment',
    ...rows,
    '10.20.60.31,10.20.10.2,161,UDP,2026-10-14T00:00:00Z,2026-11-12T23:59:00Z,30,120000,2880,snmp community CANARY-community-9f3c31',
    'unknown,10.20.60.11,53,UDP,2026-10-14T00:00:00Z,2026-11-12T23:59:00Z,30,1,1,source was not exported',
    '10.20.60.36,10.20.999.1,22,TCP,2026-10-18T03:00:00Z,2026-10-18T03:00:00Z,1,60,1,',
  ].join('\r\n')}\r\n`
}

function coreRow(flow: HarbourFlow, comment: string): string {
  return [
    flow.client,
    flow.server,
    flow.port,
    flow.protocol.toUpperCase(),
    flow.first,
    flow.last,
    flow.days,
    flow.bytes,
    flow.connections,
    comment,
  ].join(',')
}

/** The dock's flow export: other column names, semicolons, protocol numbers and seconds since 1970. */
export function dockFlowsCsv(): string {
  const rows = harbourFlows()
    .filter(seenAtTheDock)
    .map((flow) =>
      [
        flow.client,
        flow.server,
        flow.port,
        flow.protocol === 'tcp' ? 6 : 17,
        Date.parse(flow.first) / 1000,
        Date.parse(flow.last) / 1000,
        flow.bytes,
        flow.connections,
      ].join(';'),
    )
  return `${['srcaddr;dstaddr;dstport;proto;first;last;octets;flows', ...rows].join('\n')}\n`
}
