import { namedConfReader } from '../../../src/adapters/dns/named/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

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
    return [sheet.written('named.conf'), rare(estate)]
  },
}

/** What few servers say: lists of primaries by name, catalogues, lists within lists, who may give orders, networks translated. */
function rare(estate: SyntheticEstate): Written {
  const sheet = new Sheet()
  const literal = (address: string): void => sheet.fact('config-literal', 'literal', address)
  const source = (address: string): void => sheet.fact('config-literal', 'source', address)
  sheet.line('// owner: Name Services')
  sheet.line('include "/etc/bind/named.conf.local";')
  for (let at = 0; at < 30; at++) {
    const [one, two, three] = [someHost(estate), someHost(estate), someHost(estate)]
    const { cidr, prefix } = someNetwork(estate)
    sheet.line(
      `acl "list-${at}" { !${three.address}; { ${one.address}; key "k-${at}"; }; ${one.address6}/128; };`,
    )
    source(one.address)
    source(`${one.address6}/128`)
    sheet.line(`acl short-${at} { ${prefix}/24; localnets; }; // ${two.address}`)
    source(cidr)
    sheet.line(`primaries up-${at} port 5353 {`)
    sheet.line(`\t"${two.address}" key k-${at}; up-0;`)
    literal(two.address)
    sheet.line('};')
    sheet.line(`remote-servers "far-${at}" { ${three.address6} tls ephemeral; };`)
    literal(three.address6)
    sheet.line(`server ${one.address} { bogus no; transfer-source ${two.address}; };`)
    literal(one.address)
    literal(two.address)
    sheet.line(
      `zone "z-${at}.example" { type secondary; primaries port 5300 { ${one.address}; }; /* ${two.address} */`,
    )
    literal(one.address)
    sheet.line(
      `  parental-agents { ${three.address}; }; also-notify {${two.address} port 54;}; allow-notify{${cidr};};`,
    )
    for (const address of [three.address, two.address]) literal(address)
    source(cidr)
    sheet.line(`  file "backup/${one.address}.zone"; update-policy { grant * self * A; }; };`)
    sheet.line(
      `zone "f-${at}.example" { type forward; forward only; forwarders { ${two.address} port 53; }; };`,
    )
    literal(two.address)
    sheet.line(`key "k-${at}" { algorithm hmac-sha256; secret "bm90IGEgc2VjcmV0"; };`)
  }
  const [server, admin] = [someHost(estate), someHost(estate)]
  sheet.line('controls {')
  sheet.line(`  inet ${server.address} port 953 allow { ${admin.address}; } keys { "k-0"; };`)
  literal(server.address)
  source(admin.address)
  sheet.line('};')
  sheet.line(`statistics-channels { inet ${server.address} port 8053 allow { ${admin.address}; }; };`)
  literal(server.address)
  source(admin.address)
  sheet.line('options {')
  sheet.line(`  catalog-zones { zone "cat.example" default-primaries { ${admin.address}; } in-memory no; };`)
  literal(admin.address)
  sheet.line(
    `  blackhole { ${admin.address6}; }; dns64 64:ff9b::/96 { clients { ${server.address}/32; }; suffix ::; };`,
  )
  source(admin.address6)
  literal('64:ff9b::/96')
  literal(`${server.address}/32`)
  sheet.line(`  response-policy { zone "policy.example" policy given; }; server-id "${server.address}";`)
  sheet.line(
    `  dual-stack-servers port 53 { ${server.address}; "ns.example" port 54; }; sortlist { { ${server.address}; { 10.64/16; }; }; };`,
  )
  literal(server.address)
  literal('10.64.0.0/16')
  sheet.line('};')
  return sheet.written('bind-2/named.conf')
}
