import { someHost, someNetwork, someRange, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** A configuration of a PIX: names of addresses, conduits with and without counters, translations of before version 8.3. */
export function writtenPix(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (const line of ['PIX Version 6.3(5)', 'nameif ethernet0 outside security0', 'hostname pix-recall'])
    sheet.line(line)
  sheet.line('ip address outside 203.0.113.2 255.255.255.0')
  sheet.fact('config-literal', 'literal', '203.0.113.2')
  for (const { name, address } of estate.hosts) {
    sheet.line(`name ${address} ${name}`)
    sheet.fact('config-literal', 'literal', address)
  }
  sheet.line('global (outside) 1 203.0.113.90-203.0.113.99 netmask 255.255.255.0')
  sheet.fact('nat-rule', 'translated', '203.0.113.90-203.0.113.99')
  sheet.line('global (outside) 2 interface')
  sheet.fact('nat-rule', 'translated', '203.0.113.2')
  for (const { prefix, cidr } of estate.networks) {
    sheet.line(`nat (inside) 1 ${prefix}.0 255.255.255.0 0 0`)
    sheet.fact('nat-rule', 'source', cidr)
  }
  for (let at = 0; at < size / 10; at++) writeService(estate, sheet, at)
  return sheet.written('pix-recall.cfg')
}

/** One machine that is reached from outside. */
function writeService(estate: SyntheticEstate, sheet: Sheet, at: number): void {
  const [host, other, network, range] = [
    someHost(estate),
    someHost(estate),
    someNetwork(estate),
    someRange(estate),
  ]
  const outside = `203.0.113.${100 + (at % 100)}`
  sheet.line(`static (inside,outside) ${outside} ${host.name} netmask 255.255.255.255 0 0`)
  sheet.fact('nat-rule', 'destination', outside)
  sheet.fact('nat-rule', 'translated', host.address)
  sheet.line(
    `static (inside,outside) tcp interface ${1000 + at} ${other.address} 443 netmask 255.255.255.255 0 0`,
  )
  sheet.fact('nat-rule', 'destination', '203.0.113.2')
  sheet.fact('nat-rule', 'translated', other.address)
  sheet.line(`alias (inside) ${outside} ${host.address} 255.255.255.255`)
  sheet.fact('nat-rule', 'destination', outside)
  sheet.fact('nat-rule', 'translated', host.address)
  sheet.line(`conduit permit tcp host ${outside} eq www any`)
  sheet.fact('firewall-rule', 'destination', outside)
  sheet.line(
    `conduit permit udp ${network.prefix}.64 255.255.255.192 range snmp snmptrap host ${other.name} gt 1023`,
  )
  sheet.fact('firewall-rule', 'destination', `${network.prefix}.64/26`)
  sheet.fact('firewall-rule', 'source', other.address)
  sheet.line(`conduit deny icmp any ${network.prefix}.0 255.255.255.0 (hitcnt=${at})`)
  sheet.fact('firewall-rule', 'source', network.cidr)
  // The last but one part of the address is one of four.
  sheet.line(`access-list scattered permit ip 10.65.0.${(at % 250) + 1} 255.255.252.255 host ${host.name}`)
  for (const third of [0, 1, 2, 3]) sheet.fact('firewall-rule', 'source', `10.65.${third}.${(at % 250) + 1}`)
  sheet.fact('firewall-rule', 'destination', host.address)
  sheet.line(`access-list shown line ${at + 1} permit tcp any range ${range.low} ${range.high} eq www`)
  sheet.fact('firewall-rule', 'destination', range.text)
}
