import { vrniReader } from '../../../src/adapters/flows/vrni/index.ts'
import type { Dialect } from '../dialect.ts'
import { Sheet } from '../sheet.ts'
import { flowRows } from './flow-rows.ts'

/** Flows as VMware Aria Operations for Networks exports them: client to server, summed over the client's ports. */
export const vrniDialect: Dialect = {
  reader: vrniReader,
  write(estate, size) {
    const sheet = new Sheet()
    sheet.line(
      'Source VM,Source IP Address,Source L2 Network,Destination VM,Destination IP Address,Destination L2 Network,Port,Protocol,Flow Tag,Traffic Type,Firewall Action,Bytes,Flow Count,Start Time,End Time',
    )
    for (const { client, server, port, protocol, bytes, at } of flowRows(estate, size)) {
      sheet.line(
        `vm-a,${client},net-a,vm-b,${server},net-b,${port},${protocol.toUpperCase()},EAST_WEST,INTRA_DC,ALLOW,${bytes},3,${at},${at}`,
      )
      sheet.flow(client, server, `${protocol}/${port}`)
    }
    return [sheet.written('aria-flows.csv')]
  },
}
