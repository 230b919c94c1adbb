import { f5Reader } from '../../../src/adapters/balancer/f5/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork } from '../estate.ts'
import { Sheet } from '../sheet.ts'

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
    return [sheet.written('bigip.conf')]
  },
}
