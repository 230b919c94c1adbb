import { snmpdReader } from '../../../src/adapters/monitor/snmpd/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Agents and receivers of Net-SNMP: allow-lists in every form, receivers of traps, addresses of commands. */
export const snmpdDialect: Dialect = {
  reader: snmpdReader,
  write: (estate, size) => [agent(estate, size), receiver(estate, size)],
}

function agent(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('###  an agent that many may ask  ###')
  sheet.line('agentAddress udp:161,tcp:161')
  const community = (at: number): string => (at % 3 === 0 ? `"pub lic ${at}"` : `public${at}`)
  for (let at = 0; at < size; at++) {
    const [host, other, { cidr, prefix }] = [someHost(estate), someHost(estate), someNetwork(estate)]
    const place = [host.address, host.address6, host.fqdn][at % 3] ?? host.address
    sheet.line(
      `rocommunity${at % 3 === 1 ? '6' : ''} ${community(at)} ${place}${at % 2 ? ' .1.3.6.1.2.1' : ''}`,
    )
    sheet.fact('config-literal', 'source', place)
    const wide = at % 2 ? `${prefix}.0/255.255.255.0` : cidr
    sheet.line(`com2sec ${at % 4 ? '' : '-Cn ctx '}sec${at}\t${wide}\t${community(at)}`)
    sheet.fact('config-literal', 'source', cidr)
    sheet.line(`group watch${at} v2c sec${at}   # ${other.address} was here`)
    sheet.line(`${['trapsink', 'trap2sink', 'informsink'][at % 3]} ${other.address} ${community(at)} 162`)
    sheet.fact('config-literal', 'destination', other.address)
    const line = sheet.line('trapsess -v 3 -u watch -l authPriv -a SHA -A 10.1.2.3 \\')
    sheet.line(`   -x AES -X 10.1.2.4 udp6:[${host.address6}]:162`)
    sheet.fact('config-literal', 'destination', host.address6, line + 1)
    sheet.line(`informsess -v 2c -c public${at} ${host.fqdn}:162`)
    sheet.fact('config-literal', 'destination', host.fqdn)
    sheet.line(`extend ask-${at} /opt/ask --host=${host.address} -o .1.3.6.1.4.1`)
    sheet.fact('config-literal', 'literal', host.address)
    sheet.line(`proxy -v 1 -c ${community(at)} ${other.fqdn}:161 .1.3.6.1.4.1.${at}`)
    sheet.fact('config-literal', 'literal', other.fqdn)
  }
  return sheet.written('snmpd.conf')
}

function receiver(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const own = someHost(estate)
  sheet.line(`snmpTrapdAddr udp:${own.address}:162`)
  sheet.fact('config-literal', 'literal', own.address)
  for (let at = 0; at < size; at++) {
    const [host, other] = [someHost(estate), someHost(estate)]
    sheet.line(`authCommunity log,net traps${at} ${host.address}`)
    sheet.fact('config-literal', 'source', host.address)
    sheet.line(`forward .1.3.6.1.6.3.1.1.5.${at} tcp:${other.fqdn}:1162`)
    sheet.fact('config-literal', 'destination', other.fqdn)
  }
  return sheet.written('snmptrapd.conf', '\r\n')
}
