import { socketsReader } from '../../../src/adapters/flows/sockets/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'
import { type FlowRow, flowRows } from './flow-rows.ts'

/** `ss -tunap`, `netstat -an`, `lsof -i` and PowerShell's table of one machine, with services that listen on one address. */
export const socketsDialect: Dialect = {
  reader: socketsReader,
  write: (estate, size) => [ss, netstat, lsof, powershell].map((print) => print(estate, size)),
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)

function ss(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const own = someHost(estate)
  sheet.line('Netid State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process')
  for (const row of flowRows(estate, size)) {
    const { client, server, clientPort, port, protocol } = row
    const local = row.turned ? server : client
    const ends = row.turned ? [port, client, clientPort] : [clientPort, server, port]
    sheet.line(
      `${protocol}   ESTAB  0      0      ${bracketed(local)}:${ends[0]}    ${bracketed(String(ends[1]))}:${ends[2]} users:(("app",pid=900,fd=8))`,
    )
    sheet.flow(client, server, `${protocol}/${port}`)
  }
  for (const port of [22, 443, 5432]) {
    sheet.line(`tcp   LISTEN 0      128    0.0.0.0:${port}       0.0.0.0:*     users:(("all",pid=6,fd=3))`)
    sheet.line(
      `tcp   LISTEN 0      128    ${own.address}:${port}1    0.0.0.0:*     users:(("one",pid=7,fd=3))`,
    )
    sheet.fact('config-literal', 'literal', own.address)
  }
  return sheet.written('host.ss')
}

function netstat(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('Active Internet connections (servers and established)')
  sheet.line('Proto Recv-Q Send-Q Local Address           Foreign Address         State      ')
  sheet.line('tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN     ')
  for (const row of flowRows(estate, size)) {
    const { client, server, clientPort, port, protocol } = row
    const local = row.turned ? `${server}:${port}` : `${client}:${clientPort}`
    const peer = row.turned ? `${client}:${clientPort}` : `${server}:${port}`
    sheet.line(
      `${protocol}${client.includes(':') ? '6' : ''}        0      0 ${local}    ${peer}    ESTABLISHED`,
    )
    sheet.flow(client, server, `${protocol}/${port}`)
  }
  return sheet.written('host.netstat')
}

/** Both ends as seen from the machine whose sockets they are. */
function endsOf({
  turned,
  client,
  server,
  clientPort,
  port,
}: FlowRow): readonly [string, number, string, number] {
  return turned ? [server, port, client, clientPort] : [client, clientPort, server, port]
}

function lsof(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const own = someHost(estate)
  sheet.line('COMMAND     PID     USER   FD   TYPE   DEVICE SIZE/OFF NODE NAME')
  sheet.line('sshd        889     root    3u  IPv4    24430      0t0  TCP *:22 (LISTEN)')
  sheet.line(`cups        700     root    5u  IPv4    25555      0t0  TCP ${own.address}:631 (LISTEN)`)
  sheet.fact('config-literal', 'literal', own.address)
  for (const row of flowRows(estate, size)) {
    const [local, localPort, peer, peerPort] = endsOf(row)
    const ends = `${bracketed(local)}:${localPort}->${bracketed(peer)}:${peerPort}`
    const state = row.protocol === 'tcp' ? ' (ESTABLISHED)' : ''
    sheet.line(`java  3344  app  88u  IPv4  337788  0t0  ${row.protocol.toUpperCase()} ${ends}${state}`)
    sheet.flow(row.client, row.server, `${row.protocol}/${row.port}`)
  }
  return sheet.written('host.lsof')
}

function powershell(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('LocalAddress  LocalPort RemoteAddress  RemotePort State  AppliedSetting OwningProcess')
  sheet.line('------------  --------- -------------  ---------- -----  -------------- -------------')
  sheet.line('0.0.0.0       135       0.0.0.0        0          Listen                900')
  for (const row of flowRows(estate, size)) {
    const [local, localPort, peer, peerPort] = endsOf(row)
    sheet.line(`${local}  ${localPort}  ${peer}  ${peerPort}  Established  Internet  1234`)
    sheet.flow(row.client, row.server, `tcp/${row.port}`)
  }
  return sheet.written('host.txt', '\r\n')
}
