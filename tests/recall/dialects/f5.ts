import { f5Reader } from '../../../src/adapters/balancer/f5/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** A saved `bigip.conf`: nodes, pools by address and by node, virtual servers in both families, translations, lists and iRules. */
export const f5Dialect: Dialect = {
  reader: f5Reader,
  write(estate, size) {
    const sheet = new Sheet()
    const block = (head: string, ...inner: readonly string[]): number => {
      const first = sheet.line(`${head} {`)
      for (const text of inner) sheet.line(`    ${text}`)
      sheet.line('}')
      return first
    }
    sheet.line('#TMSH-VERSION: 16.1.4')
    sheet.line('')
    for (const { name, address } of estate.hosts) {
      const at = block(`ltm node /Common/${name}`, `address ${address}`, 'session monitor-enabled')
      sheet.fact('balancer-member', 'member', address, at + 1)
    }
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const third = someHost(estate)
      const network = someNetwork(estate)
      const pool = sheet.line(`ltm pool /Shop/pool-${at} {`)
      for (const text of [
        '    load-balancing-mode least-connections-member',
        '    members {',
        `        /Common/${host.name}:8443 {`,
        `            address ${host.address}`,
        '        }',
        `        /Common/${other.name}:https {`,
        '            session user-disabled',
        '        }',
        `        /Shop/${third.address6}.8443 {`,
        `            address ${third.address6}`,
        '        }',
        '    }',
        '    monitor min 1 of { /Common/https /Common/tcp }',
        '}',
      ])
        sheet.line(text)
      sheet.fact('balancer-member', 'member', host.address, pool + 4)
      sheet.fact('balancer-member', 'member', other.address, pool + 6)
      sheet.fact('balancer-member', 'member', third.address6, pool + 10)
      const front = `203.0.113.${(at % 250) + 1}`
      const virtual = block(
        `ltm virtual /Shop/shop-${at}`,
        `destination /Shop/${front}%4:443`,
        'ip-protocol tcp',
        'mask 255.255.255.255',
        `pool /Shop/pool-${at}`,
        `source ${network.cidr.replace('/', '%4/')}`,
        'translate-port enabled',
      )
      sheet.fact('balancer-virtual', 'vip', front, virtual + 1)
      sheet.fact('balancer-virtual', 'source', network.cidr, virtual + 5)
      if (at % 4 === 0) {
        const list = block(
          `ltm data-group internal /Common/list-${at}`,
          'records {',
          `    ${network.cidr} { }`,
          `    ${host.address}/32 {`,
          `        data ${other.name}`,
          '    }',
          '}',
          'type ip',
        )
        sheet.fact('config-literal', 'literal', network.cidr, list + 2)
        sheet.fact('config-literal', 'literal', host.address, list + 3)
        const rule = sheet.line(`ltm rule /Common/rule-${at} {`)
        sheet.line('when HTTP_REQUEST {')
        sheet.line(`    if { [IP::addr [IP::client_addr] equals ${network.cidr}] } {`)
        sheet.line(`        node ${other.address} 8080`)
        sheet.line('    }')
        sheet.line('}')
        sheet.line('}')
        sheet.fact('config-literal', 'literal', network.cidr, rule + 2)
        sheet.fact('config-literal', 'literal', other.address, rule + 3)
      } else if (at % 4 === 1) {
        const snat = block(`ltm snatpool /Common/out-${at}`, 'members {', `    /Common/${front}`, '}')
        sheet.fact('nat-rule', 'translated', front, snat + 2)
        const nat = block(
          `ltm nat /Common/nat-${at}`,
          `originating-address ${host.address}`,
          `translation-address ${front}`,
        )
        sheet.fact('nat-rule', 'translated', host.address, nat + 1)
        sheet.fact('nat-rule', 'destination', front, nat + 2)
      } else if (at % 4 === 2) {
        const monitor = block(
          `ltm monitor https /Common/probe-${at}`,
          `destination ${other.address}:443`,
          'interval 5',
        )
        sheet.fact('monitor-target', 'target', other.address, monitor + 1)
      }
    }
    const snmp = block(
      'sys snmp',
      `allowed-addresses { 127.0.0.0/8 ${estate.networks[0]?.cidr ?? ''} ${estate.hosts[0]?.address ?? ''} }`,
    )
    sheet.fact('config-literal', 'source', estate.networks[0]?.cidr ?? '', snmp + 1)
    sheet.fact('config-literal', 'source', estate.hosts[0]?.address ?? '', snmp + 1)
    const ntp = block('sys ntp', 'servers {', `    ${estate.hosts[1]?.address ?? ''}`, '}')
    sheet.fact('config-literal', 'literal', estate.hosts[1]?.address ?? '', ntp + 2)
    return [sheet.written('bigip.conf'), firewall(estate, size), names(estate, size), before11(estate, size)]
  },
}

/** Rules of the network firewall with addresses of their own and a list. */
function firewall(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const listed = someHost(estate)
  for (const text of [
    'security firewall address-list /Common/inside {',
    '    addresses {',
    `        ${listed.address} { }`,
    '    }',
    '}',
    'security firewall port-list /Common/web { ports { 443 { } 8443 { } } }',
    'security firewall rule-list /Common/front {',
    '    rules {',
  ])
    sheet.line(text)
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const network = someNetwork(estate)
    const range = someRange(estate)
    sheet.line(`        rule-${at} {`)
    sheet.line('            action accept-decisively')
    sheet.line('            ip-protocol tcp')
    sheet.line('            source {')
    sheet.line('                address-lists { /Common/inside }')
    sheet.fact('firewall-rule', 'source', listed.address)
    sheet.line('                addresses {')
    sheet.line(`                    ${network.cidr} { }`)
    sheet.fact('firewall-rule', 'source', network.cidr)
    sheet.line(`                    ${range.text} { }`)
    sheet.fact('firewall-rule', 'source', range.text)
    for (const text of ['                }', '            }', '            destination {']) sheet.line(text)
    sheet.line(`                addresses { ${host.address} { } }`)
    sheet.fact('firewall-rule', 'destination', host.address)
    for (const text of ['                port-lists { /Common/web }', '            }', '        }'])
      sheet.line(text)
  }
  sheet.line('    }')
  sheet.line('}')
  return sheet.written('bigip_base.conf')
}

/** What a name server of the product answers: virtual servers of others under the names of wide IPs. */
function names(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('gtm server /Common/east {')
  sheet.line('    virtual-servers {')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    sheet.line(`        /Common/shop-${at} {`)
    sheet.line(`            destination ${at % 3 === 0 ? `${host.address6}.443` : `${host.address}:443`}`)
    sheet.fact(
      at % 2 === 0 ? 'dns-record' : 'config-literal',
      at % 2 === 0 ? 'target' : 'literal',
      at % 3 === 0 ? host.address6 : host.address,
    )
    sheet.line('        }')
  }
  sheet.line('    }')
  sheet.line('}')
  for (let at = 0; at < size; at += 2) {
    sheet.line(`gtm pool a /Common/pool-${at} {`)
    sheet.line(`    members { /Common/east:/Common/shop-${at} { member-order 0 } }`)
    sheet.line('}')
    sheet.line(`gtm wideip a /Common/shop-${at}.${estate.domain} {`)
    sheet.line(`    pools { /Common/pool-${at} { order 0 } }`)
    sheet.line('}')
  }
  return sheet.written('bigip_gtm.conf')
}

/** A configuration as versions before 11 write it. */
function before11(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('shell write partition Common')
  for (let at = 0; at < size; at++) {
    const [host, other] = [someHost(estate), someHost(estate)]
    const front = `203.0.113.${(at % 250) + 1}`
    sheet.line(`pool web-${at} {`)
    sheet.line('   lb method member least conn')
    sheet.line('   members {')
    sheet.line(`      ${host.address}:http {}`)
    sheet.fact('balancer-member', 'member', host.address)
    sheet.line('   }')
    sheet.line('}')
    sheet.line(`virtual web-${at} {`)
    sheet.line(`   pool web-${at}`)
    sheet.line(`   destination ${front}:https`)
    sheet.fact('balancer-virtual', 'vip', front)
    sheet.line('   ip protocol tcp')
    sheet.line('   profiles tcp {}')
    sheet.line('}')
    sheet.line(`nat ${other.address} to 198.51.100.${(at % 250) + 1} {}`)
    sheet.fact('nat-rule', 'translated', other.address)
    sheet.fact('nat-rule', 'destination', `198.51.100.${(at % 250) + 1}`)
  }
  return sheet.written('bigip-10.conf')
}
