import { conntrackReader } from '../../../src/adapters/flows/conntrack/index.ts'
import type { Dialect } from '../dialect.ts'
import { Sheet } from '../sheet.ts'
import { flowRows } from './flow-rows.ts'

/** The table of connections of a gateway: by `conntrack -L`, and as the kernel prints it; a tenth is translated. */
export const conntrackDialect: Dialect = {
  reader: conntrackReader,
  write: (estate, size) =>
    [false, true].map((kernel) => {
      const sheet = new Sheet()
      for (const [at, row] of flowRows(estate, size).entries()) {
        const { client, server, clientPort, port, protocol, number, bytes } = row
        const family = client.includes(':') ? 'ipv6     10 ' : 'ipv4     2 '
        const translated = at % 10 === 1
        const asked = translated ? '203.0.113.80' : server
        const state = protocol === 'tcp' ? ' ESTABLISHED' : ''
        sheet.line(
          `${kernel ? family : ''}${protocol}      ${number} 300${state} src=${client} dst=${asked} sport=${clientPort} dport=${translated ? 80 : port} packets=9 bytes=${bytes} src=${server} dst=${client} sport=${port} dport=${clientPort} packets=9 bytes=${bytes} [ASSURED] mark=0 ${kernel ? 'zone=0 use=2' : 'use=1'}`,
        )
        sheet.flow(client, server, `${protocol}/${port}`)
      }
      return sheet.written(kernel ? 'nf_conntrack' : 'gateway.conntrack')
    }),
}
