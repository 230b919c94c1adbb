import { someHost, someNetwork, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** What EOS and NX-OS show of their lists, with their counters, and how they write settings of a VRF. */
export function writtenShown(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('leaf-recall# show ip access-lists')
  sheet.line('IP access list EDGE')
  sheet.line('        statistics per-entry')
  for (let at = 0; at < size / 10; at++) {
    const [host, network] = [someHost(estate), someNetwork(estate)]
    sheet.line(
      `        ${at * 10 + 10} permit tcp ${network.cidr} ${host.address}/32 established [match=${at}]`,
    )
    sheet.fact('firewall-rule', 'source', network.cidr)
    sheet.fact('firewall-rule', 'destination', host.address)
  }
  sheet.line('IP Access List CONTROL [readonly]')
  for (let at = 0; at < size / 10; at++) {
    const { address } = someHost(estate)
    sheet.line(
      `        ${at * 10 + 10} permit ip any host ${address} tracked [match ${at} packets, 0:00:05 ago]`,
    )
    sheet.fact('firewall-rule', 'destination', address)
  }
  sheet.line('Extended IP access list SCATTERED')
  for (let at = 0; at < size / 10; at++) {
    const { address } = someHost(estate)
    const last = (at % 3) * 64
    // Bits in two places are free: four addresses, then two subnets.
    sheet.line(
      `    ${at * 20 + 10} permit tcp 10.65.0.${(at % 250) + 1} 0.0.3.0 host ${address} (${at} matches)`,
    )
    for (const third of [0, 1, 2, 3])
      sheet.fact('firewall-rule', 'source', `10.65.${third}.${(at % 250) + 1}`)
    sheet.fact('firewall-rule', 'destination', address)
    sheet.line(`    ${at * 20 + 20} deny udp 10.66.0.${last} 0.0.1.63 any eq snmp`)
    for (const third of [0, 1]) sheet.fact('firewall-rule', 'source', `10.66.${third}.${last}/26`)
  }
  sheet.line('leaf-recall# show running-config')
  writeSettings(estate, sheet, size)
  return sheet.written('leaf-recall.txt')
}

/** Routing processes and routes within a VRF; ranges in two words. */
function writeSettings(estate: SyntheticEstate, sheet: Sheet, size: number): void {
  const literal = (line: string, ...covers: readonly string[]): void => {
    sheet.line(line)
    for (const one of covers) sheet.fact('config-literal', 'literal', one)
  }
  sheet.line('hostname leaf-recall')
  sheet.line('vrf context SHOP')
  for (const { prefix, cidr } of estate.networks)
    literal(`  ip route ${cidr} ${prefix}.1`, cidr, `${prefix}.1`)
  sheet.line('router bgp 65000')
  for (let at = 0; at < size / 10; at++) {
    const [host, other, network] = [someHost(estate), someHost(estate), someNetwork(estate)]
    sheet.line(' address-family ipv4 vrf SHOP')
    literal(`  neighbor ${host.address} remote-as 65002`, host.address)
    sheet.line(' exit-address-family')
    literal(` neighbor ${other.address} remote-as 65003`, other.address)
    literal(
      `ip dhcp excluded-address vrf SHOP ${network.prefix}.1 ${network.prefix}.9`,
      `${network.prefix}.1-${network.prefix}.9`,
    )
    literal(`ntp server ${host.address} use-vrf management`, host.address)
    sheet.line('router bgp 65000')
  }
}
