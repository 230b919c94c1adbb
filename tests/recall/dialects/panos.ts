import { panosReader } from '../../../src/adapters/firewall/panos/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

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
    return [
      sheet.written('fw-recall.set'),
      braces(estate, Math.ceil(size / 4)),
      tagged(estate, Math.ceil(size / 4)),
    ]
  },
}

/** The same firewall as `show config running` prints it: blocks in braces, what Panorama pushed in front. */
function braces(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const block = (names: readonly string[], within: () => void): void => {
    const [name, ...rest] = names
    if (name === undefined) return within()
    sheet.line(`${name} {`)
    block(rest, within)
    sheet.line('}')
  }
  const hosts = Array.from({ length: size }, () => someHost(estate))
  const ranges = hosts.map(() => someRange(estate))
  const networks = hosts.map(() => someNetwork(estate))
  block(['policy', 'panorama', 'pre-rulebase', 'security', 'rules'], () => {
    hosts.forEach((host, at) => {
      block([`pushed-${at}`], () => {
        sheet.line(`source ${host.address6};`)
        sheet.fact('firewall-rule', 'source', host.address6)
        sheet.line(`destination [ host-${at}];`)
        sheet.fact('firewall-rule', 'destination', host.address)
        sheet.line('action allow;')
      })
    })
  })
  block(['config', 'devices', 'localhost.localdomain'], () => {
    block(['deviceconfig', 'system'], () => sheet.line('hostname fw-braces;'))
    block(['vsys', 'vsys1'], () => {
      block(['address'], () => {
        hosts.forEach((host, at) => block([`host-${at}`], () => sheet.line(`ip-netmask ${host.address};`)))
        ranges.forEach((range, at) => block([`"range ${at}"`], () => sheet.line(`ip-range ${range.text};`)))
      })
      block(['address-group'], () =>
        hosts.forEach((_, at) =>
          block([`pair-${at}`], () => sheet.line(`static [ host-${at} "range ${at}"];`)),
        ),
      )
      block(['rulebase', 'security', 'rules'], () => {
        hosts.forEach((host, at) => {
          block([`"rule ${at}"`], () => {
            sheet.line(`source [ pair-${at} ${networks[at]?.cidr ?? ''}];`)
            for (const covers of [host.address, ranges[at]?.text ?? '', networks[at]?.cidr ?? ''])
              sheet.fact('firewall-rule', 'source', covers)
            sheet.line('destination any;')
            sheet.line('description "asked for')
            sheet.line('by the yard; see } and { there";')
          })
        })
      })
    })
  })
  return sheet.written('fw-recall.conf')
}

/** Groups that look for tags; texts that go on over lines; a session with prompts. */
function tagged(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('admin@fw-tags(active)> configure')
  sheet.line('[edit]')
  sheet.line('admin@fw-tags(active)# set deviceconfig system hostname fw-tags')
  for (let at = 0; at < size; at++) {
    const [web, lab] = [someHost(estate), someHost(estate)]
    sheet.line(`set shared address web-${at} ip-netmask ${web.address}`)
    sheet.line(`set shared address web-${at} tag [ web-${at} prod ]`)
    sheet.line(`set shared address lab-${at} description "first line`)
    sheet.line('second line"')
    sheet.line(`set shared address lab-${at} ip-netmask ${lab.address}`)
    sheet.fact('config-literal', 'literal', lab.address)
    sheet.line(`set shared address lab-${at} tag web-${at}`)
    sheet.line(`set shared address-group by-tag-${at} dynamic filter "'web-${at}' and ('prod' or 'live')"`)
    sheet.line(`set device-group yard pre-rulebase security rules r-${at} destination [by-tag-${at}]`)
    sheet.fact('firewall-rule', 'destination', web.address)
  }
  return sheet.written('fw-tags.set')
}
