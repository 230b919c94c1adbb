import { ciscoAsaReader } from '../../../src/adapters/firewall/cisco/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange, type SyntheticEstate } from '../estate.ts'
import { Sheet } from '../sheet.ts'
import { writtenNat } from './cisco-nat.ts'
import { writtenPix } from './cisco-pix.ts'

/** A running configuration of an ASA: objects, nested groups, an access list, translations in three forms; a PIX; what is shown of translations. */
export const ciscoAsaDialect: Dialect = {
  reader: ciscoAsaReader,
  write: (estate, size) => [
    runningConfiguration(estate, size),
    writtenPix(estate, size),
    writtenNat(estate, size),
  ],
}

function runningConfiguration(estate: SyntheticEstate, size: number): ReturnType<Sheet['written']> {
  const sheet = new Sheet()
  for (const line of [': Saved', ':', 'ASA Version 9.16(4) ', '!', 'hostname fw-recall', 'names'])
    sheet.line(line)
  sheet.line('interface GigabitEthernet0/0')
  sheet.line(' nameif outside')
  sheet.line(' security-level 0')
  sheet.line(' ip address 203.0.113.2 255.255.255.0 standby 203.0.113.3')
  sheet.fact('config-literal', 'literal', '203.0.113.2')
  sheet.fact('config-literal', 'literal', '203.0.113.3')
  const defined = new Map<string, number>()
  for (const { name, address } of estate.hosts) {
    sheet.line(`object network ${name}`)
    defined.set(name, sheet.line(` host ${address}`))
  }
  const used = new Set<string>()
  sheet.line('object-group service web-ports tcp')
  sheet.line(' port-object eq https')
  sheet.line(' port-object range 8000 8099')
  const entries: (() => void)[] = []
  for (let at = 0; at < size; at++) {
    const [host, other, network, range] = [
      someHost(estate),
      someHost(estate),
      someNetwork(estate),
      someRange(estate),
    ]
    sheet.line(`object network range-${at}`)
    sheet.line(` range ${range.low} ${range.high}`)
    sheet.line(`object-group network pair-${at}`)
    sheet.line(` network-object object ${other.name}`)
    sheet.line(` network-object object range-${at}`)
    sheet.line(`object-group network outer-${at}`)
    sheet.line(` group-object pair-${at}`)
    sheet.line(` network-object ${network.prefix}.0 255.255.255.0`)
    used.add(other.name).add(host.name)
    entries.push(() => {
      sheet.line(`access-list OUTSIDE_IN remark to ${host.name}, owner: Shop Platform`)
      sheet.line(
        `access-list OUTSIDE_IN extended permit tcp object-group outer-${at} host ${host.address} object-group web-ports log`,
      )
      for (const covers of [other.address, range.text, network.cidr])
        sheet.fact('firewall-rule', 'source', covers)
      sheet.fact('firewall-rule', 'destination', host.address)
      sheet.line(
        `access-list OUTSIDE_IN extended deny udp ${network.prefix}.0 255.255.255.0 gt 1023 object ${host.name} eq snmp inactive`,
      )
      sheet.fact('firewall-rule', 'source', network.cidr)
      sheet.fact('firewall-rule', 'destination', host.address)
      sheet.line(`access-list OUTSIDE_IN extended permit ip any6 host ${host.address6}`)
      sheet.fact('firewall-rule', 'destination', host.address6)
    })
  }
  for (const entry of entries) entry()
  sheet.line('access-group OUTSIDE_IN in interface outside')
  for (let at = 0; at < size / 10; at++) {
    const [host, other, old] = [someHost(estate), someHost(estate), someHost(estate)]
    used.add(host.name).add(other.name)
    sheet.line(`object network ${host.name}`)
    sheet.line(` nat (dmz,outside) static 203.0.113.80 service tcp 8443 https`)
    sheet.fact('nat-rule', 'destination', '203.0.113.80')
    sheet.fact('nat-rule', 'translated', host.address)
    sheet.line(`nat (inside,outside) source dynamic ${other.name} interface`)
    sheet.fact('nat-rule', 'source', other.address)
    sheet.fact('nat-rule', 'translated', '203.0.113.2')
    sheet.line(`static (inside,outside) tcp 203.0.113.81 443 ${old.address} 8443 netmask 255.255.255.255`)
    sheet.fact('nat-rule', 'destination', '203.0.113.81')
    sheet.fact('nat-rule', 'translated', old.address)
  }
  for (const { name, address } of estate.hosts)
    if (!used.has(name)) sheet.fact('config-literal', 'literal', address, defined.get(name))
  writeSession(estate, sheet, size)
  const [monitor] = estate.hosts
  if (monitor) {
    sheet.line(`route inside ${monitor.address.replace(/\d+$/, '0')} 255.255.255.0 10.64.0.1 1`)
    sheet.fact('config-literal', 'literal', monitor.address.replace(/\d+$/, '0/24'))
    sheet.fact('config-literal', 'literal', '10.64.0.1')
    sheet.line(`snmp-server host inside ${monitor.address} community ***** version 2c`)
    sheet.fact('config-literal', 'literal', monitor.address)
  }
  sheet.line(': end')
  return sheet.written('fw-recall.cfg')
}

/** A captured session: counters with ranges and looked-up names, and what the pager left in the lines. */
function writeSession(estate: SyntheticEstate, sheet: Sheet, size: number): void {
  for (let at = 0; at < size / 10; at++) {
    const [host, range, other] = [someHost(estate), someRange(estate), someHost(estate)]
    sheet.line(
      `<--- More --->\r              \raccess-list SHOWN line ${at + 1} extended permit tcp any range ${range.low} ${range.high} eq https (hitcnt=${at}) 0x9d3a1f2c`,
    )
    sheet.fact('firewall-rule', 'destination', range.text)
    sheet.line(
      `  access-list SHOWN line ${at + 1} extended permit tcp host ${other.address} host ${host.address} (${host.fqdn}) eq https (hitcnt=${at}) 0x5aa31f2c`,
    )
    sheet.fact('firewall-rule', 'source', other.address)
    sheet.fact('firewall-rule', 'destination', host.address)
  }
}
