import { flowsCsvReader } from '../../../src/adapters/flows/csv/index.ts'
import type { Dialect } from '../dialect.ts'
import { Sheet } from '../sheet.ts'
import { flowRows } from './flow-rows.ts'

/** Flows as a collector exports them, with English columns and a comma, and with other columns and a semicolon. */
export const flowsCsvDialect: Dialect = {
  reader: flowsCsvReader,
  write(estate, size) {
    const comma = new Sheet()
    comma.line('src_ip,dst_ip,dst_port,protocol,first_seen,last_seen,bytes,flows')
    const semicolon = new Sheet()
    semicolon.line('Source Address;Destination Address;Destination Port;Protocol;Bytes;Count')
    for (const { client, server, protocol, number, port, bytes, at } of flowRows(estate, size)) {
      const time = `${at.replace(' ', 'T')}Z`
      comma.line(`${client},${server},${port},${number},${time},${time},${bytes},3`)
      comma.flow(client, server, `${protocol}/${port}`)
      semicolon.line(`${client};${server};${port};${protocol.toUpperCase()};${bytes};1`)
      semicolon.flow(client, server, `${protocol}/${port}`)
    }
    return [comma.written('collector.csv'), semicolon.written('branch.csv')]
  },
}
