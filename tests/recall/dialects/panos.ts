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
    for (const { name, address } of estate.hosts) {
      sheet.line(`set address ${name} ip-netmask ${address}/32`)
    }
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const network = someNetwork(estate)
      const range = someRange(estate)
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
    }
    return [sheet.written('fw-recall.set')]
  },
}
