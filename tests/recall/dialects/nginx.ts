import { nginxReader } from '../../../src/adapters/balancer/nginx/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** A whole `nginx.conf`: upstreams in both families, servers with lists of who may come, tables, streams. */
export const nginxDialect: Dialect = {
  reader: nginxReader,
  write(estate, size) {
    const sheet = new Sheet()
    const resolver = someHost(estate).address
    sheet.line('worker_processes auto;')
    sheet.line('events { worker_connections 1024; }')
    sheet.line('http {')
    sheet.line(`    resolver ${resolver} valid=30s;`)
    sheet.fact('config-literal', 'literal', resolver)
    sheet.line('    variables_hash_max_size 65536;')
    sheet.line('    server_names_hash_max_size 65536;')
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const network = someNetwork(estate)
      sheet.line(`    upstream shop-${at} {`)
      sheet.line('        least_conn;')
      sheet.line(`        server ${host.address}:8080 weight=3 max_fails=2; # ${other.address}`)
      sheet.fact('balancer-member', 'member', host.address)
      sheet.line(`        server [${other.address6}]:8080 down;`)
      sheet.fact('balancer-member', 'member', other.address6)
      sheet.line('    }')
      sheet.line('    server {')
      const front = `127.0.${Math.floor(at / 250)}.${(at % 250) + 1}`
      sheet.line(`        listen ${front}:8443;`)
      sheet.fact('balancer-virtual', 'vip', front)
      sheet.line(`        server_name shop-${at}.corner.example;`)
      sheet.line(`        set_real_ip_from ${network.cidr};`)
      sheet.fact('config-literal', 'source', network.cidr)
      sheet.line(`        location / { proxy_pass http://shop-${at}; }`)
      sheet.line('        location /pay {')
      sheet.line(`            allow ${other.address};`)
      sheet.fact('config-literal', 'source', other.address)
      sheet.line('            deny all;')
      if (at % 2 === 0) {
        sheet.line(`            proxy_pass https://${other.address}:8443/pay;`)
        sheet.fact('balancer-member', 'member', other.address)
      } else {
        sheet.line(`            fastcgi_pass [${host.address6}]:9000;`)
        sheet.fact('balancer-member', 'member', host.address6)
      }
      sheet.line('        }')
      sheet.line(`        set $inside "${host.address}";`)
      sheet.fact('config-literal', 'literal', host.address)
      sheet.line('        location /in { proxy_pass http://$inside:8080; }')
      sheet.fact('balancer-member', 'member', host.address)
      sheet.line(`        location /all { proxy_pass http://${other.address}:8080$request_uri; }`)
      sheet.fact('balancer-member', 'member', other.address)
      sheet.line(`        location /old { return 301 "https://${host.address}/new"; }`)
      sheet.fact('config-literal', 'literal', host.address)
      sheet.line('    }')
      if (at % 10 > 0) continue
      sheet.line(`    geo $inside_${at} {`)
      sheet.line('        default 0;')
      sheet.line(`        ${network.cidr} 1;`)
      sheet.fact('config-literal', 'source', network.cidr)
      sheet.line('    }')
      sheet.line(`    map $host $target_${at} {`)
      sheet.line(`        default ${host.address};`)
      sheet.fact('config-literal', 'literal', host.address)
      sheet.line('    }')
    }
    sheet.line('}')
    return [sheet.written('nginx.conf')]
  },
}
