import { ciscoIosReader } from '../../../src/adapters/firewall/cisco/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork } from '../estate.ts'
import { Sheet } from '../sheet.ts'
import { writtenShown } from './cisco-shown.ts'

/** A running configuration of IOS XE: interfaces in a VRF, lists with wildcards and numbers, object groups, translations. */
export const ciscoIosDialect: Dialect = {
  reader: ciscoIosReader,
  write(estate, size) {
    const sheet = new Sheet()
    for (const line of ['Building configuration...', '!', 'version 17.9', 'hostname rt-recall', '!'])
      sheet.line(line)
    for (const { name, prefix } of estate.networks) {
      sheet.line(`interface Vlan${Number(prefix.split('.')[2]) + 100}`)
      sheet.line(` description ${name}`)
      sheet.line(' vrf forwarding SHOP')
      sheet.line(` ip address ${prefix}.2 255.255.255.0`)
      sheet.fact('config-literal', 'literal', `${prefix}.2`)
      sheet.line(` standby 1 ip ${prefix}.1`)
      sheet.fact('config-literal', 'literal', `${prefix}.1`)
      sheet.line(' ip access-group SHOP-IN in')
      sheet.line('!')
    }
    for (let at = 0; at < size / 4; at++) {
      const [host, network] = [someHost(estate), someNetwork(estate)]
      sheet.line(`object-group network tills-${at}`)
      sheet.line(` host ${host.address}`)
      sheet.line(` ${network.prefix}.0 255.255.255.0`)
      sheet.line(`ip access-list extended GROUPS-${at}`)
      sheet.line(` 10 permit tcp object-group tills-${at} any eq 443 www`)
      sheet.fact('firewall-rule', 'source', host.address)
      sheet.fact('firewall-rule', 'source', network.cidr)
    }
    for (let at = 0; at < size / 4; at++) {
      const [host, network] = [someHost(estate), someNetwork(estate)]
      sheet.line(`object-group ip address racks-${at}`)
      sheet.line(`  10 host ${host.address}`)
      sheet.line(`  20 ${network.prefix}.64 0.0.0.63`)
      if (at % 2 === 0) {
        // Nothing that is read uses it.
        sheet.fact('config-literal', 'literal', host.address, sheet.at - 1)
        sheet.fact('config-literal', 'literal', `${network.prefix}.64/26`)
        continue
      }
      sheet.line(`ipv4 access-list RACKS-${at}`)
      sheet.line(` --More--          10 permit ipv4 net-group racks-${at} host ${host.address}`)
      sheet.fact('firewall-rule', 'source', host.address)
      sheet.fact('firewall-rule', 'source', `${network.prefix}.64/26`)
      sheet.fact('firewall-rule', 'destination', host.address)
    }
    sheet.line('ip access-list extended SHOP-IN')
    sheet.line(' remark owner: Shop Network')
    for (let at = 0; at < size; at++) {
      const [host, network] = [someHost(estate), someNetwork(estate)]
      sheet.line(
        ` ${at * 10 + 10} permit tcp ${network.prefix}.0 0.0.0.255 gt 1023 host ${host.address} range 8000 8010 log`,
      )
      sheet.fact('firewall-rule', 'source', network.cidr)
      sheet.fact('firewall-rule', 'destination', host.address)
    }
    sheet.line(' deny ip any any log-input')
    for (let at = 0; at < size / 4; at++) {
      const [host, other, network] = [someHost(estate), someHost(estate), someNetwork(estate)]
      sheet.line(`access-list 10 permit ${network.prefix}.0 0.0.0.255`)
      sheet.fact('firewall-rule', 'source', network.cidr)
      sheet.line(`access-list 101 permit udp host ${host.address} ${network.prefix}.16 0.0.0.15 eq snmp`)
      sheet.fact('firewall-rule', 'source', host.address)
      sheet.fact('firewall-rule', 'destination', `${network.prefix}.16/28`)
      sheet.line(`ip nat inside source static tcp ${other.address} 8443 203.0.113.80 443 vrf SHOP extendable`)
      sheet.fact('nat-rule', 'translated', other.address)
      sheet.fact('nat-rule', 'destination', '203.0.113.80')
    }
    for (const { prefix, cidr } of estate.networks) {
      sheet.line(`ip route vrf SHOP ${prefix}.0 255.255.255.0 10.64.200.1`)
      sheet.fact('config-literal', 'literal', cidr)
      sheet.fact('config-literal', 'literal', '10.64.200.1')
    }
    sheet.line(`logging host ${estate.hosts[0]?.address ?? ''}`)
    sheet.fact('config-literal', 'literal', estate.hosts[0]?.address ?? '')
    sheet.line('end')
    return [sheet.written('rt-recall.cfg'), writtenShown(estate, size)]
  },
}
