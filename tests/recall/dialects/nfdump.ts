import { nfdumpReader } from '../../../src/adapters/flows/nfdump/index.ts'
import type { Dialect } from '../dialect.ts'
import type { SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'
import { type FlowRow, flowRows } from './flow-rows.ts'

/** nfdump's CSV in both orders of columns, its JSON and what it prints for people; four of ten records are answers. */
export const nfdumpDialect: Dialect = {
  reader: nfdumpReader,
  write: (estate, size) => [
    old(estate, size),
    recent(estate, size),
    json(estate, size),
    printed(estate, size),
  ],
}

function note(sheet: Sheet, { client, server, protocol, port }: FlowRow): void {
  sheet.flow(client, server, `${protocol}/${port}`)
}

/** Source address, source port, destination address, destination port. */
function ends({
  client,
  server,
  clientPort,
  port,
  turned,
}: FlowRow): readonly [string, number, string, number] {
  return turned ? [server, port, client, clientPort] : [client, clientPort, server, port]
}

function old(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das')
  for (const row of flowRows(estate, size)) {
    const [from, fromPort, to, toPort] = ends(row)
    sheet.line(
      `${row.at},${row.at},0.000,${from},${to},${fromPort},${toPort},${row.protocol.toUpperCase()},...AP.SF,0,0,10,${row.bytes},0,0,3,4,0,0`,
    )
    note(sheet, row)
  }
  sheet.line('Summary')
  sheet.line('flows,bytes,packets,avg_bps,avg_pps,avg_bpp')
  sheet.line(`${size},1,1,1,1,1`)
  return sheet.written('core-16.csv')
}

function recent(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows')
  for (const row of flowRows(estate, size)) {
    const [from, fromPort, to, toPort] = ends(row)
    sheet.line(
      `${row.at}.250,1.500,${row.protocol.toUpperCase()},${from},${fromPort},${to},${toPort},10,${row.bytes},1`,
    )
    note(sheet, row)
  }
  return sheet.written('core-17.csv')
}

function json(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('[')
  for (const [at, row] of flowRows(estate, size).entries()) {
    const [from, fromPort, to, toPort] = ends(row)
    const family = from.includes(':') ? 6 : 4
    sheet.line(at === 0 ? '{' : ',{')
    sheet.line('\t"type" : "FLOW",')
    sheet.line(`\t"first" : "${row.at.replace(' ', 'T')}.000",`)
    sheet.line(`\t"last" : "${row.at.replace(' ', 'T')}.900",`)
    sheet.line(`\t"in_packets" : 10,`)
    sheet.line(`\t"in_bytes" : ${row.bytes},`)
    sheet.line(`\t"proto" : ${row.number},`)
    sheet.line(`\t"src_port" : ${fromPort},`)
    sheet.line(`\t"dst_port" : ${toPort},`)
    sheet.line(`\t"src${family}_addr" : "${from}",`)
    sheet.line(`\t"dst${family}_addr" : "${to}"`)
    sheet.line('}')
    note(sheet, row)
  }
  sheet.line(']')
  return sheet.written('core.json')
}

function printed(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line(
    'Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port   Flags Tos  Packets    Bytes Flows',
  )
  for (const row of flowRows(estate, size)) {
    const [from, fromPort, to, toPort] = ends(row)
    const sign = from.includes(':') ? '.' : ':'
    sheet.line(
      `${row.at}.635     1.500 ${row.protocol.toUpperCase()}  ${from}${sign}${fromPort} -> ${to}${sign}${toPort}  .AP.SF   0   10   ${row.bytes}     1`,
    )
    note(sheet, row)
  }
  sheet.line('Summary: total flows: 1, total bytes: 1')
  return sheet.written('core.txt')
}
