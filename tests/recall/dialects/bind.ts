import { bindReader } from '../../../src/adapters/dns/bind/index.ts'
import { between } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { type Host, type SyntheticEstate, someHost, someNetwork } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Zone files: a forward zone with every usual record and a reverse zone, as BIND compiles them; rarer records; a response policy. */
export const bindDialect: Dialect = {
  reader: bindReader,
  write: (estate, size) => [forward(estate, size), reverse(estate), rare(estate), policyZone(estate)],
}

function head(sheet: Sheet, origin: string, domain: string): void {
  sheet.line('; owner: Name Services')
  sheet.line(`$ORIGIN ${origin}.`)
  sheet.line('$TTL 1h')
  sheet.line(`@       IN SOA ns1.${domain}. noc.${domain}. (`)
  sheet.line('          2026110101 ; serial')
  sheet.line('          2h 15m 2w 5m )')
  sheet.line(`        IN NS  ns1.${domain}.`)
  sheet.fact('dns-record', 'target', origin)
}

function forward(estate: SyntheticEstate, size: number): Written {
  const { domain, random } = estate
  const sheet = new Sheet()
  const target = (covers: string): void => sheet.fact('dns-record', 'target', covers)
  head(sheet, domain, domain)
  sheet.line('ns1     IN A   10.64.0.2')
  target('10.64.0.2')
  for (const [at, host] of estate.hosts.entries()) {
    sheet.line(`${host.name}${at % 3 === 0 ? '  300' : ''}  IN A  ${host.address}`)
    target(host.address)
    sheet.line(`         IN AAAA  ${host.address6}`)
    target(host.address6)
  }
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    switch (at % 5) {
      case 0:
        sheet.line(`alias-${at} 5m CNAME ${host.name}`)
        target(`alias-${at}.${domain}`)
        break
      case 1:
        sheet.line(`_shop-${at}._tcp IN 120 SRV 0 5 ${between(random, 1024, 9000)} ${host.fqdn}.`)
        target(`_shop-${at}._tcp.${domain}`)
        break
      case 2:
        sheet.line(`box-${at} IN MX 10 ${host.name} ; "mail (in)"`)
        target(`box-${at}.${domain}`)
        break
      case 3:
        policy(sheet, `txt-${at}`, [host.address, someNetwork(estate).cidr])
        break
      default:
        robin(sheet, `pool-${at}`, [host, someHost(estate)], target)
    }
  }
  sheet.line('$ORIGIN desks.corner.example.')
  sheet.line('$GENERATE 1-20 desk-${0,3,d} 60 A 10.65.0.$')
  for (let at = 1; at <= 20; at++) target(`10.65.0.${at}`)
  sheet.line('tenant DNAME desks.elsewhere.example.')
  target('tenant.desks.corner.example')
  return sheet.written(`${domain}.zone`)
}

/** The second half of a policy stands on the next line; the record stays where it began. */
function policy(sheet: Sheet, name: string, [host, network]: readonly [string, string]): void {
  const line = sheet.line(`${name} IN TXT ( "v=spf1 ip4:${host}"`)
  sheet.line(`     " ip4:${network} -all" )`)
  for (const covers of [host, network]) sheet.fact('dns-record', 'literal', covers, line)
}

function robin(sheet: Sheet, name: string, hosts: readonly Host[], target: (covers: string) => void): void {
  for (const [at, { address }] of hosts.entries()) {
    sheet.line(`${at === 0 ? name : '\t'}\tA\t${address}`)
    target(address)
  }
}

/** Records that few zones have, in a zone that only the name of its file tells. */
function rare(estate: SyntheticEstate): Written {
  const sheet = new Sheet()
  const target = (covers: string): void => sheet.fact('dns-record', 'target', covers)
  const literal = (covers: string): void => sheet.fact('dns-record', 'literal', covers)
  sheet.line('@ IN SOA ns.corner.example. noc.corner.example. 7 2h 15m 2w 5m')
  for (let at = 0; at < 40; at++) {
    const { address, address6, fqdn } = someHost(estate)
    const { cidr } = someNetwork(estate)
    const bytes = Buffer.from(address.split('.').map(Number)).toString('hex')
    const rows: readonly (readonly [
      text: string,
      targets: readonly string[],
      literals: readonly string[],
    ])[] = [
      [`a-${at} ALIAS ${fqdn}.`, [`a-${at}.yard.example`], []],
      [`n-${at} 1d12h IN ANAME ${fqdn}.`, [`n-${at}.yard.example`], []],
      [`l-${at} LUA A "ifportup(443, {'${address}'})"`, [], [address]],
      [`u-${at} URI 10 1 "ftp://${address}/pub"`, [], [address]],
      [`s-${at} NAPTR 1 2 "s" "SIP+D2T" "" _sip._tcp`, [`s-${at}.yard.example`], []],
      [`h-${at} HTTPS 1 . ipv4hint=${address} ipv6hint="${address6}"`, [address, address6], []],
      [`v-${at} SVCB 1 ${fqdn}. alpn=h2`, [`v-${at}.yard.example`], []],
      [`p-${at} APL 1:${cidr} !1:${address}/32 2:${address6}/128`, [], [cidr, `${address6}/128`]],
      [`b-${at} A \\# 4 ${bytes}`, [address], []],
      [`t-${at} CLASS1 TYPE1 \\# 4 ( ${bytes.slice(0, 4)} ${bytes.slice(4)} )`, [address], []],
      [`q-${at} SPF "v=spf1 a:${fqdn} +ip6:${address6} ~all"`, [], [fqdn, address6]],
      [`c-${at} CAA 0 issue "ca.example"`, [], []],
      [`k-${at} SSHFP 1 1 ${bytes}`, [], []],
    ]
    for (const [text, targets, literals] of rows) {
      sheet.line(text)
      targets.forEach(target)
      literals.forEach(literal)
    }
  }
  return sheet.written('views/inside/db.yard.example')
}

/** A response policy: what it is about stands in the owners. */
function policyZone(estate: SyntheticEstate): Written {
  const sheet = new Sheet()
  sheet.line('$ORIGIN policy.corner.example.')
  sheet.line('@ 60 IN SOA ns.corner.example. noc.corner.example. 7 2h 15m 2w 5m')
  for (let at = 0; at < 40; at++) {
    const { address, address6 } = someHost(estate)
    const { prefix } = someNetwork(estate)
    const backwards = (text: string): string => text.split(/[.:]/).reverse().join('.')
    sheet.line(`32.${backwards(address)}.rpz-ip CNAME .`)
    sheet.fact('dns-record', 'source', `${address}/32`)
    sheet.line(`24.0.${backwards(prefix)}.rpz-client-ip 5m CNAME rpz-drop.`)
    sheet.fact('dns-record', 'source', `${prefix}.0/24`)
    sheet.line(`128.${backwards(address6.replace('::', ':zz:'))}.rpz-nsip CNAME *.`)
    sheet.fact('dns-record', 'source', `${address6}/128`)
    sheet.line(`bad-${at}.example CNAME .`)
    sheet.line(`walled-${at}.example A ${address}`)
    sheet.fact('dns-record', 'target', address)
  }
  return sheet.written('policy.zone')
}

function reverse({ hosts, domain }: SyntheticEstate): Written {
  const sheet = new Sheet()
  head(sheet, '64.10.in-addr.arpa', domain)
  for (const { address, fqdn } of hosts) {
    const [, , third = '', fourth = ''] = address.split('.')
    sheet.line(`${fourth}.${third}\tIN\tPTR\t${fqdn}.`)
    sheet.fact('dns-record', 'target', address)
  }
  return sheet.written('64.10.in-addr.arpa.zone')
}
