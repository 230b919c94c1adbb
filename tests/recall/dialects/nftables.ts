import { nftablesReader } from '../../../src/adapters/firewall/nftables/index.ts'
import { between } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Both forms in which nftables lists its rules: text and JSON. */
export const nftablesDialect: Dialect = {
  reader: nftablesReader,
  write: (estate, size) => [text(estate, size), json(estate, size)],
}

function text(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('table inet filter {')
  const groups = Array.from({ length: 8 }, (_, at) => {
    const members = [someHost(estate).address, someRange(estate).text, `10.64.${200 + at}.0/24`]
    sheet.line(`\tset group${at} {`)
    sheet.line('\t\ttype ipv4_addr')
    sheet.line('\t\tflags interval')
    sheet.line('\t\tauto-merge')
    // Rules use every other set; the rest stands for sets that scripts fill and use.
    const spare = at % 2 === 1
    sheet.line(`\t\telements = { ${members[0]}, ${members[1]},`)
    if (spare) for (const covers of members.slice(0, 2)) sheet.fact('config-literal', 'literal', covers)
    sheet.line(`\t\t\t     ${members[2]} }`)
    if (spare) sheet.fact('config-literal', 'literal', members[2] ?? '')
    sheet.line('\t}')
    sheet.line('')
    return members
  })
  sheet.line('\tchain forward {')
  sheet.line('\t\ttype filter hook forward priority filter; policy drop;')
  sheet.line('\t\tct state vmap { invalid : drop, established : accept, related : accept }')
  for (let at = 0; at < size; at++) textRule(sheet, estate, at, groups)
  sheet.line('\t}')
  sheet.line('}')
  sheet.line('table ip nat {')
  sheet.line('\tchain prerouting {')
  sheet.line('\t\ttype nat hook prerouting priority dstnat; policy accept;')
  for (let at = 0; at < size / 4; at++) {
    const outside = `203.0.113.${between(estate.random, 1, 254)}`
    const inside = someHost(estate).address
    if (at % 2 === 0)
      sheet.line(`\t\tip daddr ${outside} tcp dport 443 counter packets ${at} bytes 0 dnat to ${inside}:8443`)
    else sheet.line(`\t\tdnat to ip daddr map { ${outside} : ${inside} }`)
    sheet.fact('nat-rule', 'destination', outside)
    sheet.fact('nat-rule', 'translated', inside)
  }
  sheet.line('\t}')
  sheet.line('\tchain postrouting {')
  sheet.line('\t\ttype nat hook postrouting priority srcnat; policy accept;')
  for (let at = 0; at < size / 4; at++) {
    const [inside, outside] = [someHost(estate).address, `203.0.113.${between(estate.random, 1, 254)}`]
    sheet.line(`\t\tsnat ip saddr map { ${inside} : ${outside} }`)
    sheet.fact('nat-rule', 'source', inside)
    sheet.fact('nat-rule', 'translated', outside)
  }
  sheet.line('\t}')
  sheet.line('}')
  sheet.line('table ip raw {')
  sheet.line('\tchain prerouting {')
  sheet.line('\t\ttype filter hook prerouting priority raw; policy accept;')
  for (let at = 0; at < size / 8; at++) {
    const [host, other, network] = [someHost(estate), someHost(estate), someNetwork(estate)]
    sheet.line(`\t\tip daddr ${host.address} notrack ip daddr set ${other.address}`)
    sheet.fact('nat-rule', 'destination', host.address)
    sheet.fact('nat-rule', 'translated', other.address)
    sheet.line(
      `\t\tip saddr & 255.255.255.0 == ${network.prefix}.0 tcp flags syn tcp option maxseg size set 1360`,
    )
    sheet.fact('firewall-rule', 'source', network.cidr)
  }
  sheet.line('\t}')
  sheet.line('}')
  return sheet.written('gw.nft')
}

function textRule(
  sheet: Sheet,
  estate: SyntheticEstate,
  at: number,
  groups: readonly (readonly string[])[],
): void {
  const host = someHost(estate)
  const other = someHost(estate)
  const network = someNetwork(estate)
  const rule = (line: string, sources: readonly string[], destinations: readonly string[]): void => {
    sheet.line(line)
    for (const covers of sources) sheet.fact('firewall-rule', 'source', covers)
    for (const covers of destinations) sheet.fact('firewall-rule', 'destination', covers)
  }
  switch (at % 6) {
    case 0:
      return rule(
        `\t\tip saddr @group${at % 8} ip daddr ${host.address} tcp dport { 22, 443 } counter packets 7 bytes 420 accept comment "to ${host.name}"`,
        groups[at % 8] ?? [],
        [host.address],
      )
    case 1:
      return rule(
        `\t\tip saddr ${network.cidr} ip daddr { ${host.address}, 192.0.2.7 } accept`,
        [network.cidr],
        [host.address, '192.0.2.7'],
      )
    case 2:
      return rule(
        `\t\tip6 saddr ${host.address6} ip6 daddr 2001:db8:41::/48 udp dport 53 accept`,
        [host.address6],
        ['2001:db8:41::/48'],
      )
    case 3: {
      const range = someRange(estate)
      return rule(
        `\t\tip saddr ${range.text} oifname "eth1" reject with icmp host-prohibited`,
        [range.text],
        [],
      )
    }
    case 4:
      return rule(
        `\t\tip saddr . ip daddr . tcp dport { ${host.address} . ${other.address} . 22, 192.0.2.8 . ${network.cidr} . 80-90 } accept`,
        [host.address, '192.0.2.8'],
        [other.address, network.cidr],
      )
    default:
      sheet.line(`\t\tip saddr { 192.0.2.9,`)
      sheet.fact('firewall-rule', 'source', '192.0.2.9')
      sheet.line(`\t\t\t   ${other.address} } ip daddr != 10.64.0.0/16 drop`)
      sheet.fact('firewall-rule', 'source', other.address)
  }
}

/** The JSON form, an object on each line. */
function json(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const field = (protocol: string, name: string) => ({ payload: { protocol, field: name } })
  const match = (left: object, right: unknown) => ({ match: { op: '==', left, right } })
  const prefix = (cidr: string) => ({ prefix: { addr: cidr.split('/')[0], len: Number(cidr.split('/')[1]) } })
  const write = (value: object): number => sheet.line(`${JSON.stringify(value)},`)
  sheet.line('{"nftables": [')
  write({ metainfo: { version: '1.0.6', release_name: 'Lester Gooch #5', json_schema_version: 1 } })
  write({ table: { family: 'inet', name: 'filter', handle: 1 } })
  const member = someHost(estate).address
  const elements = [{ elem: { val: member, counter: { packets: 1, bytes: 60 } } }, prefix('10.64.201.0/24')]
  write({
    set: {
      family: 'inet',
      name: 'group',
      table: 'filter',
      type: 'ipv4_addr',
      handle: 2,
      flags: ['interval'],
      elem: elements,
    },
  })
  write({
    chain: {
      family: 'inet',
      table: 'filter',
      name: 'forward',
      handle: 3,
      type: 'filter',
      hook: 'forward',
      prio: 0,
      policy: 'drop',
    },
  })
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const range = someRange(estate)
    const sources =
      at % 3 === 0
        ? '@group'
        : at % 3 === 1
          ? { set: [{ range: [range.low, range.high] }, '192.0.2.9'] }
          : prefix(someNetwork(estate).cidr)
    const covers = at % 3 === 0 ? [member, '10.64.201.0/24'] : at % 3 === 1 ? [range.text, '192.0.2.9'] : []
    const expr = [
      match(field('ip', 'saddr'), sources),
      match(field('ip', 'daddr'), host.address),
      match(field('tcp', 'dport'), { set: [22, 443] }),
      { counter: { packets: 3, bytes: 180 } },
      { accept: null },
    ]
    write({ rule: { family: 'inet', table: 'filter', chain: 'forward', handle: at + 10, expr } })
    for (const one of covers) sheet.fact('firewall-rule', 'source', one)
    if (typeof sources === 'object' && 'prefix' in sources)
      sheet.fact('firewall-rule', 'source', `${sources.prefix.addr}/${sources.prefix.len}`)
    sheet.fact('firewall-rule', 'destination', host.address)
  }
  write({ table: { family: 'ip', name: 'nat', handle: 2 } })
  write({
    chain: {
      family: 'ip',
      table: 'nat',
      name: 'pre',
      handle: 1,
      type: 'nat',
      hook: 'prerouting',
      prio: -100,
      policy: 'accept',
    },
  })
  for (let at = 0; at < size / 4; at++) {
    const outside = `203.0.113.${between(estate.random, 1, 254)}`
    const inside = someHost(estate).address
    const expr = [
      match(field('ip', 'daddr'), outside),
      match(field('tcp', 'dport'), 443),
      { dnat: { addr: inside, port: 8443 } },
    ]
    write({ rule: { family: 'ip', table: 'nat', chain: 'pre', handle: at + 2, expr } })
    sheet.fact('nat-rule', 'destination', outside)
    sheet.fact('nat-rule', 'translated', inside)
  }
  sheet.line('{"table": {"family": "ip6", "name": "last", "handle": 3}}')
  sheet.line(']}')
  return sheet.written('gw.nft.json')
}
