import { namedConfReader } from '../../../src/adapters/dns/named/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** `named.conf` of a server with two views: lists, primaries, forwarders and a zone for every department. */
export const namedConfDialect: Dialect = {
  reader: namedConfReader,
  write(estate, size) {
    const sheet = new Sheet()
    const literal = (address: string): void => sheet.fact('config-literal', 'literal', address)
    const source = (address: string): void => sheet.fact('config-literal', 'source', address)
    const [server, first, second] = [someHost(estate), someHost(estate), someHost(estate)]
    sheet.line('options {')
    sheet.line('    directory "/var/named";')
    sheet.line(`    listen-on port 53 { ${server.address}; };`)
    literal(server.address)
    sheet.line(`    listen-on-v6 { ${server.address6}; };`)
    literal(server.address6)
    sheet.line(`    forwarders { ${first.address}; ${second.address} port 5353; }; // ${server.address}`)
    literal(first.address)
    literal(second.address)
    sheet.line(`    query-source address ${server.address} port *;`)
    literal(server.address)
    sheet.line('    recursion yes; allow-recursion { localnets; };')
    sheet.line('    /* the version is none of an address:')
    sheet.line(`       ${first.address} */`)
    sheet.line(`    version "${first.address}";`)
    sheet.line('};')
    const network = someNetwork(estate)
    sheet.line(`acl inside { ${network.cidr}; 10.64/16; };`)
    source(network.cidr)
    source('10.64.0.0/16')
    for (const view of ['inside', 'outside']) {
      sheet.line(`view "${view}" {`)
      sheet.line('    match-clients { inside; };')
      for (let at = 0; at < size / 2; at++) {
        const host = someHost(estate)
        const other = someHost(estate)
        sheet.line(`    zone "shop-${at}.corner.example" IN {`)
        if (at % 3 === 0) {
          sheet.line('        type slave;')
          sheet.line(`        masters { ${host.address} key "transfer"; ${other.address6}; };`)
          literal(host.address)
          literal(other.address6)
        } else {
          sheet.line('        type master;')
          sheet.line('        allow-transfer {')
          sheet.line(`            ${host.address};  # ${other.address}`)
          source(host.address)
          const { cidr } = someNetwork(estate)
          sheet.line(`            ${cidr};`)
          source(cidr)
          sheet.line('        };')
        }
        sheet.line(`        file "${view}/shop-${at}.zone";`)
        sheet.line('    };')
      }
      sheet.line('};')
    }
    return [sheet.written('named.conf')]
  },
}
