import { fortigateReader } from '../../../src/adapters/firewall/fortigate/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** A configuration of a FortiGate: addresses, nested groups, virtual addresses, policies of both families, routes. */
export const fortigateDialect: Dialect = {
  reader: fortigateReader,
  write(estate, size) {
    const sheet = new Sheet()
    const lines = (...texts: readonly string[]): void => texts.forEach((text) => void sheet.line(text))
    lines(
      '#config-version=FGT100-7.2.5-FW-build1517-230606:opmode=0:vdom=0:user=admin',
      'config system global',
    )
    lines('    set hostname "fw-recall"', 'end', 'config firewall address')
    const numbers = Array.from({ length: size }, (_, at) => at)
    const used = new Set<string>()
    const defined = new Map<string, { readonly line: number; readonly covers: string }>()
    for (const { name, address } of estate.hosts) {
      lines(`    edit "${name}"`, `        set subnet ${address} 255.255.255.255`, '    next')
      defined.set(name, { line: sheet.at - 1, covers: address })
    }
    for (const { name, prefix, cidr } of estate.networks) {
      lines(`    edit "${name}"`, `        set subnet ${prefix}.0 255.255.255.0`, '    next')
      defined.set(name, { line: sheet.at - 1, covers: cidr })
    }
    const ranges = numbers.map(() => someRange(estate))
    for (const [at, { low, high }] of ranges.entries()) {
      lines(`    edit "range-${at}"`, '        set type iprange', `        set start-ip ${low}`)
      lines(`        set end-ip ${high}`, '    next')
    }
    lines('end', 'config firewall address6')
    for (const { name, address6 } of estate.hosts) {
      lines(`    edit "${name}"`, `        set ip6 ${address6}/128`, '    next')
      defined.set(`${name} 6`, { line: sheet.at - 1, covers: address6 })
    }
    lines('end', 'config firewall addrgrp')
    const pairs = numbers.map(() => ({ host: someHost(estate), network: someNetwork(estate) }))
    for (const [at, { host, network }] of pairs.entries()) {
      lines(`    edit "pair-${at}"`, `        set member "${host.name}" "range-${at}"`, '    next')
      lines(`    edit "outer-${at}"`, `        set member "pair-${at}" "${network.name}"`, '    next')
    }
    lines('end', 'config firewall vip')
    const behind = numbers.slice(0, Math.ceil(size / 10)).map(() => someHost(estate))
    for (const [at, { address }] of behind.entries()) {
      lines(`    edit "vip-${at}"`)
      sheet.line('        set extip 203.0.113.80')
      sheet.fact('nat-rule', 'destination', '203.0.113.80')
      sheet.line(`        set mappedip "${address}"`)
      sheet.fact('nat-rule', 'translated', address)
      lines(
        '        set portforward enable',
        '        set extport 443',
        '        set mappedport 8443',
        '    next',
      )
    }
    const mapped = someHost(estate)
    used.add(mapped.name)
    lines('    edit "vip-by-name"', '        set type fqdn', '        set extip 203.0.113.81')
    sheet.fact('nat-rule', 'destination', '203.0.113.81')
    sheet.line(`        set mapped-addr "${mapped.name}"`)
    sheet.fact('nat-rule', 'translated', mapped.address)
    sheet.line('        set src-filter "198.51.100.0/24"')
    sheet.fact('nat-rule', 'source', '198.51.100.0/24')
    lines('    next', '    edit "vip-of-card"')
    const inner = someHost(estate)
    sheet.line(`        set mappedip "${inner.address}"`)
    sheet.fact('nat-rule', 'translated', inner.address)
    lines('    next', 'end', 'config firewall local-in-policy', '    edit 1')
    sheet.line(` --More--         set srcaddr "${mapped.name}"`)
    sheet.fact('firewall-rule', 'source', mapped.address)
    sheet.line('        set dstaddr "vip-of-card"')
    sheet.fact('firewall-rule', 'translated', inner.address)
    lines('        set action accept', '    next', 'end', 'config firewall policy')
    for (const [at, { host, network }] of pairs.entries()) {
      const to = someHost(estate)
      for (const name of [host.name, network.name, to.name, `${to.name} 6`]) used.add(name)
      lines(`    edit ${at + 1}`, `        set name "rule ${at}"`, '        set srcintf "port1"')
      sheet.line(`        set srcaddr "outer-${at}"`)
      for (const covers of [host.address, ranges[at]?.text ?? '', network.cidr]) {
        sheet.fact('firewall-rule', 'source', covers)
      }
      const virtual = behind[at]
      sheet.line(`        set dstaddr "${to.name}"${virtual ? ` "vip-${at}"` : ''}`)
      sheet.fact('firewall-rule', 'destination', to.address)
      if (virtual) {
        sheet.fact('firewall-rule', 'destination', '203.0.113.80')
        sheet.fact('firewall-rule', 'translated', virtual.address)
      }
      sheet.line(`        set dstaddr6 "${to.name}"`)
      sheet.fact('firewall-rule', 'destination', to.address6)
      lines('        set action accept', '        set schedule "always"', '        set service "HTTPS" "SSH"')
      lines('        set comments "owner: Shop Platform"', '    next')
    }
    lines('end', 'config router static')
    for (const [at, { prefix, cidr }] of estate.networks.entries()) {
      lines(`    edit ${at + 1}`, `        set dst ${prefix}.0 255.255.255.0`)
      sheet.fact('config-literal', 'literal', cidr)
      lines('        set gateway 10.64.200.1', '    next')
      sheet.fact('config-literal', 'literal', '10.64.200.1', sheet.at - 1)
    }
    lines('end', 'config router bgp', '    config neighbor')
    for (const peer of numbers.slice(0, Math.ceil(size / 10)).map(() => someHost(estate).address)) {
      sheet.line(`        edit "${peer}"`)
      sheet.fact('config-literal', 'literal', peer)
      lines('            set remote-as 65001', '        next')
    }
    lines('    end', 'end', 'config system dhcp server', '    edit 1', '        config ip-range')
    for (const [at, { low, high, text }] of ranges.slice(0, 5).entries()) {
      lines(`            edit ${at + 1}`)
      sheet.line(`                set start-ip ${low}`)
      sheet.fact('config-literal', 'literal', text)
      lines(`                set end-ip ${high}`, '            next')
    }
    lines('        end', '    next', 'end')
    for (const [name, { line, covers }] of defined)
      if (!used.has(name)) sheet.fact('config-literal', 'literal', covers, line)
    return [sheet.written('fw-recall.conf')]
  },
}
