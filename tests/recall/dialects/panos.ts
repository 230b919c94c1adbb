import { panosReader } from '../../../src/adapters/firewall/panos/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** PAN-OS set commands: hosts and ranges as objects, groups within groups, rules, and a translation for each tenth. */
export const panosDialect: Dialect = {
  reader: panosReader,
  write(estate, size) {
    const sheet = new Sheet()
    sheet.line('set deviceconfig system hostname fw-recall')
    const used = new Set<string>()
    const defined = new Map<string, number>()
    for (const { name, address } of estate.hosts) {
      defined.set(name, sheet.line(`set address ${name} ip-netmask ${address}/32`))
    }
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const network = someNetwork(estate)
      const range = someRange(estate)
      used.add(host.name).add(other.name)
      sheet.line(`set address range-${at} ip-range ${range.text}`)
      sheet.line(`set address-group pair-${at} static [ ${other.name} range-${at} ]`)
      sheet.line(`set address-group outer-${at} static [ pair-${at} ${network.cidr} ]`)
      sheet.line(`set rulebase security rules rule-${at} source outer-${at}`)
      for (const covers of [other.address, range.text, network.cidr]) {
        sheet.fact('firewall-rule', 'source', covers)
      }
      sheet.line(`set rulebase security rules rule-${at} destination [ ${host.name} ${host.address6} ]`)
      sheet.fact('firewall-rule', 'destination', host.address)
      sheet.fact('firewall-rule', 'destination', host.address6)
      sheet.line(`set rulebase security rules rule-${at} action allow`)
      if (at % 10 > 0) continue
      sheet.line(
        `set rulebase nat rules in-${at} source any destination 203.0.113.80 service any destination-translation translated-address ${host.name}`,
      )
      sheet.fact('nat-rule', 'destination', '203.0.113.80')
      sheet.fact('nat-rule', 'translated', host.address)
      sheet.line(
        `set rulebase nat rules out-${at} source-translation dynamic-ip-and-port interface-address ip 203.0.113.2/24`,
      )
      sheet.fact('nat-rule', 'translated', '203.0.113.2')
      sheet.line(`set rulebase pbf rules way-${at} source [ ${other.name} ${network.cidr} ]`)
      sheet.fact('firewall-rule', 'source', other.address)
      sheet.fact('firewall-rule', 'source', network.cidr)
      sheet.line(`set rulebase pbf rules way-${at} action forward nexthop ip-address ${host.address}`)
      sheet.fact('config-literal', 'literal', host.address)
    }
    for (const { name, address } of estate.hosts)
      if (!used.has(name)) sheet.fact('config-literal', 'literal', address, defined.get(name))
    return [sheet.written('fw-recall.set')]
  },
}
