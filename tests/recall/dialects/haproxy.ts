import { haproxyReader } from '../../../src/adapters/balancer/haproxy/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** A whole `haproxy.cfg`: frontends with access lists, backends in both families, old listens, peers, resolvers. */
export const haproxyDialect: Dialect = {
  reader: haproxyReader,
  write(estate, size) {
    const sheet = new Sheet()
    const logs = someHost(estate).address
    sheet.line('global')
    sheet.line(`    log ${logs}:514 local0`)
    sheet.fact('config-literal', 'literal', logs)
    sheet.line('    maxconn 20000')
    sheet.line(`    setenv LOGS ${logs}`)
    sheet.fact('config-literal', 'literal', logs)
    sheet.line('defaults')
    sheet.line('    mode http')
    sheet.line('    timeout connect 5s')
    sheet.line('    timeout client 30s')
    sheet.line('    timeout server 30s')
    sheet.line('    default-server inter 3s fall 3')
    sheet.line('resolvers names')
    sheet.line(`    nameserver one ${logs}:53`)
    sheet.fact('config-literal', 'literal', logs)
    sheet.line('peers pair')
    sheet.line(`    peer lb-a ${logs}:10000`)
    sheet.fact('config-literal', 'literal', logs)
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const network = someNetwork(estate)
      const front = `127.0.${Math.floor(at / 250)}.${(at % 250) + 1}`
      sheet.line(`frontend shop-${at}`)
      sheet.line(`    bind ${front}:8080,[${other.address6}]:8080`)
      sheet.fact('balancer-virtual', 'vip', front)
      sheet.fact('balancer-virtual', 'vip', other.address6)
      sheet.line(`    acl inside src ${network.cidr} ${host.address}`)
      sheet.fact('config-literal', 'source', network.cidr)
      sheet.fact('config-literal', 'source', host.address)
      sheet.line(`    http-request deny if { src ${other.address} }`)
      sheet.fact('config-literal', 'source', other.address)
      sheet.line(`    use_backend web-${at} if inside || { src ${other.address} }`)
      sheet.fact('config-literal', 'source', other.address)
      sheet.line(`    acl site hdr(host) -i ${host.address} ${host.fqdn}`)
      sheet.fact('config-literal', 'literal', host.address)
      sheet.line(`    acl client hdr_ip(x-forwarded-for) ${network.cidr}`)
      sheet.fact('config-literal', 'source', network.cidr)
      sheet.line(`    default_backend web-${at}`)
      sheet.line(`backend web-${at}`)
      sheet.line('    balance roundrobin')
      sheet.line('    option httpchk GET /health')
      sheet.line(`    server one ${host.address}:8080 check weight 10`)
      sheet.fact('balancer-member', 'member', host.address)
      sheet.line(`    server two ipv6@[${other.address6}]:8080 check disabled`)
      sheet.fact('balancer-member', 'member', other.address6)
      sheet.line(`    server six ${other.address6}:8080 check addr ${host.address}`)
      sheet.fact('balancer-member', 'member', other.address6)
      sheet.fact('config-literal', 'literal', host.address)
      sheet.line(`    redirect location http://${other.address}/closed if { src ${network.cidr} }`)
      sheet.fact('config-literal', 'literal', other.address)
      sheet.fact('config-literal', 'source', network.cidr)
      sheet.line(`    use-server one if { src ${network.cidr} }`)
      sheet.fact('config-literal', 'source', network.cidr)
      if (at % 5 > 0) continue
      sheet.line(`    server-template pool 3 ${host.address}:9090 check`)
      sheet.fact('balancer-member', 'member', host.address)
      sheet.line(`listen old-${at}`)
      sheet.line(`    bind ${front}:8081`)
      sheet.fact('balancer-virtual', 'vip', front)
      sheet.line(`    source ${logs}`)
      sheet.fact('config-literal', 'source', logs)
      sheet.line('    server logs "${LOGS}:1521" check')
      sheet.fact('balancer-member', 'member', logs)
      sheet.line(`    server only ${other.address}:1521`)
      sheet.fact('balancer-member', 'member', other.address)
    }
    return [sheet.written('haproxy.cfg')]
  },
}
