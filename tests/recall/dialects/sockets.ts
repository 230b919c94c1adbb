import { socketsReader } from '../../../src/adapters/flows/sockets/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'
import { flowRows } from './flow-rows.ts'

/** `ss -tunap` and `netstat -an` of one machine, services listening on one of its addresses among them. */
export const socketsDialect: Dialect = {
  reader: socketsReader,
  write: (estate, size) => [ss(estate, size), netstat(estate, size)],
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
