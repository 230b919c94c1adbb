import { aviReader } from '../../../src/adapters/balancer/avi/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

const address = (text: string): string =>
  `{ "addr": "${text}", "type": "${text.includes(':') ? 'V6' : 'V4'}" }`

/** An export of Avi: pools, their groups, virtual services with addresses of their own, groups of addresses. */
export const aviDialect: Dialect = {
  reader: aviReader,
  write(estate, size) {
    const sheet = new Sheet()
    const comma = (at: number): string => (at === 0 ? '' : ',')
    const named = (type: string, name: string): string =>
      `/api/${type}/?tenant=admin&name=${name}&cloud=Default-Cloud`
    sheet.line('{ "META": { "version": { "Version": "22.1.5" } },')
    sheet.line('  "Pool": [')
    for (let at = 0; at < size; at++) {
      sheet.line(
        `    ${comma(at)}{ "name": "pool-${at}", "tenant_ref": "/api/tenant/?name=admin", "default_server_port": 8080,`,
      )
      sheet.line('      "servers": [')
      const [first, second] = [someHost(estate), someHost(estate)]
      for (const [place, text] of [first.address, second.address6].entries()) {
        sheet.line(
          `        ${comma(place)}{ "ip": ${address(text)}, "enabled": ${at % 7 !== 0}, "hostname": "${text}" }`,
        )
        sheet.fact('balancer-member', 'member', text)
      }
      sheet.line('      ] }')
    }
    sheet.line('  ],')
    sheet.line('  "PoolGroup": [')
    for (let at = 0; at < size; at += 2)
      sheet.line(
        `    ${comma(at)}{ "name": "group-${at}", "members": [ { "pool_ref": "${named('pool', `pool-${at}`)}" } ] }`,
      )
    sheet.line('  ],')
    sheet.line('  "VsVip": [')
    for (let at = 0; at < size; at++) {
      const front = `203.0.${113 + Math.floor(at / 250)}.${(at % 250) + 1}`
      sheet.line(`    ${comma(at)}{ "name": "vip-${at}", "vip": [ { "vip_id": "1",`)
      const network = someNetwork(estate)
      sheet.line(`      "ip_address": ${address(front)}, "subnet": { "ip_addr":`)
      sheet.fact('balancer-virtual', 'vip', front)
      sheet.line(`      ${address(`${network.prefix}.0`)}, "mask": 24 } } ] }`)
      sheet.fact('config-literal', 'literal', network.cidr)
    }
    sheet.line('  ],')
    sheet.line('  "VirtualService": [')
    for (let at = 0; at < size; at++) {
      const behind =
        at % 2 === 0
          ? `"pool_group_ref": "${named('poolgroup', `group-${at}`)}"`
          : `"pool_ref": "${named('pool', `pool-${at}`)}"`
      sheet.line(`    ${comma(at)}{ "name": "vs-${at}", "enabled": true, "services": [ { "port": 443 } ],`)
      sheet.line(`      "vsvip_ref": "${named('vsvip', `vip-${at}`)}", ${behind} }`)
    }
    sheet.line('  ],')
    sheet.line('  "IpAddrGroup": [')
    for (let at = 0; at < size / 4; at++) {
      const range = someRange(estate)
      const host = someHost(estate).address
      sheet.line(`    ${comma(at)}{ "name": "inside-${at}",`)
      sheet.line(`      "addrs": [ ${address(host)} ],`)
      sheet.fact('config-literal', 'literal', host)
      sheet.line(`      "ranges": [ { "begin": ${address(range.low)}, "end": ${address(range.high)} } ] }`)
      sheet.fact('config-literal', 'literal', range.text)
    }
    sheet.line('  ],')
    sheet.line('  "GslbService": [')
    for (let at = 0; at < size / 4; at++) {
      const [host, other] = [someHost(estate), someHost(estate)]
      sheet.line(
        `    ${comma(at)}{ "name": "gslb-${at}", "domain_names": [ "pay-${at}.corner.example" ], "groups": [ { "members": [`,
      )
      sheet.line(`      { "ip": ${address(host.address)} },`)
      sheet.fact('dns-record', 'target', host.address)
      sheet.line(`      { "ip": ${address(other.address6)} } ] } ] }`)
      sheet.fact('dns-record', 'target', other.address6)
    }
    sheet.line('  ]')
    sheet.line('}')
    return [sheet.written('avi_config.json')]
  },
}
