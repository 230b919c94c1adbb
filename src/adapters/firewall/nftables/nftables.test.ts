import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { nftablesReader } from './index.ts'

test('text: sets, definitions, concatenations, maps, translations; negations and masks name nothing', () => {
  const file = recording(import.meta.dirname, 'gateway.nft')
  expect(nftablesReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nftablesReader, file)).toEqual({
    references: [
      '47 firewall-rule source group 198.51.100.7 name=inet filter forward 2 service=tcp/80,443 action=accept hits=12 path=trusted owner=Shop Network (comment)',
      '47 firewall-rule source group 198.51.100.64/26 name=inet filter forward 2 service=tcp/80,443 action=accept hits=12 path=trusted owner=Shop Network (comment)',
      '47 firewall-rule source group 10.20.0.10-10.20.0.19 name=inet filter forward 2 service=tcp/80,443 action=accept hits=12 path=trusted owner=Shop Network (comment)',
      '47 firewall-rule destination group 192.0.2.11 name=inet filter forward 2 service=tcp/80,443 action=accept hits=12 path=$shop>$shop_web owner=Shop Network (comment)',
      '47 firewall-rule destination group 192.0.2.12 name=inet filter forward 2 service=tcp/80,443 action=accept hits=12 path=$shop owner=Shop Network (comment)',
      '48 firewall-rule destination exact 192.0.2.11 name=inet filter forward 3 action=accept hits=42 path=$shop_web owner=Host Team (file-head)',
      '49 firewall-rule destination group 192.0.2.20 name=inet filter forward 4 service=tcp/80 action=accept path=services owner=Host Team (file-head)',
      '49 firewall-rule destination group 192.0.2.32/28 name=inet filter forward 4 service=tcp/8000-8010 action=accept path=services owner=Host Team (file-head)',
      '51 firewall-rule source group 192.0.2.70 name=inet filter forward 6 action=accept path=hosts owner=Host Team (file-head)',
      '51 firewall-rule source group 192.0.2.71 name=inet filter forward 6 action=jump other path=hosts owner=Host Team (file-head)',
      '52 firewall-rule source exact 192.0.2.40 name=inet filter forward 7 service=tcp/53,udp/53 action=accept owner=Host Team (file-head)',
      '52 firewall-rule source exact 192.0.2.41 name=inet filter forward 7 service=tcp/53,udp/53 action=accept owner=Host Team (file-head)',
      '53 firewall-rule source subnet 192.0.2.48/29 name=inet filter forward 7 service=tcp/53,udp/53 action=accept owner=Host Team (file-head)',
      '54 firewall-rule source range 2001:db8::1-2001:db8::9 name=inet filter forward 8 action=reject owner=Host Team (file-head)',
      '54 firewall-rule destination any ::/0 name=inet filter forward 8 action=reject owner=Host Team (file-head)',
      '56 firewall-rule source exact 192.0.2.1 name=inet filter forward 10 service=tcp/22 action=accept owner=Host Team (file-head)',
      '56 firewall-rule destination exact 192.0.2.2 name=inet filter forward 10 service=tcp/22 action=accept owner=Host Team (file-head)',
      '56 firewall-rule source exact 192.0.2.3 name=inet filter forward 10 service=tcp/80-90 action=accept owner=Host Team (file-head)',
      '56 firewall-rule destination exact 192.0.2.4 name=inet filter forward 10 service=tcp/80-90 action=accept owner=Host Team (file-head)',
      '71 nat-rule destination exact 203.0.113.1 name=ip nat prerouting 1 service=tcp/443 action=dnat owner=Host Team (file-head)',
      '71 nat-rule translated exact 192.0.2.11 name=ip nat prerouting 1 service=tcp/443 action=dnat via=203.0.113.1 owner=Host Team (file-head)',
      '72 nat-rule destination group 203.0.113.9 name=ip nat prerouting 2 service=tcp/80 action=dnat path=doors owner=Host Team (file-head)',
      '72 nat-rule translated group 192.0.2.55 name=ip nat prerouting 2 service=tcp/80 action=dnat path=doors via=203.0.113.9 owner=Host Team (file-head)',
      '73 nat-rule destination exact 203.0.113.2 name=ip nat prerouting 3 action=dnat owner=Host Team (file-head)',
      '73 nat-rule translated exact 192.0.2.13 name=ip nat prerouting 3 action=dnat via=203.0.113.2 owner=Host Team (file-head)',
      '73 nat-rule destination exact 203.0.113.3 name=ip nat prerouting 3 action=dnat owner=Host Team (file-head)',
      '73 nat-rule translated exact 192.0.2.14 name=ip nat prerouting 3 action=dnat via=203.0.113.3 owner=Host Team (file-head)',
      '74 nat-rule translated exact 192.0.2.15 name=ip nat prerouting 4 action=dnat owner=Host Team (file-head)',
      '74 nat-rule translated exact 192.0.2.16 name=ip nat prerouting 4 action=dnat owner=Host Team (file-head)',
      '80 nat-rule source subnet 192.0.2.0/24 name=ip nat postrouting 1 action=snat owner=Host Team (file-head)',
      '80 nat-rule translated range 203.0.113.8-203.0.113.9 name=ip nat postrouting 1 action=snat owner=Host Team (file-head)',
      '81 nat-rule source subnet 10.0.0.0/8 name=ip nat postrouting 2 action=masquerade owner=Host Team (file-head)',
      '88 nat-rule destination exact 2001:db8::80 name=ip6 old prerouting 1 service=tcp/80 action=dnat disabled owner=Host Team (file-head)',
      '88 nat-rule translated exact 2001:db8::5 name=ip6 old prerouting 1 service=tcp/80 action=dnat via=2001:db8::80 disabled owner=Host Team (file-head)',
      '91 firewall-rule destination exact 192.0.2.90 name=inet filter forward 15 action=drop owner=Host Team (file-head)',
      '32 config-literal literal exact 2001:db8::66 name=nobody owner=Host Team (file-head)',
      '92 config-literal literal exact 2001:db8::67 name=nobody owner=Host Team (file-head)',
      '9 config-literal literal exact 192.0.2.99 name=$spare owner=Host Team (file-head)',
    ],
    understood: '64 of 66',
    unknown: [
      '1 address under a mask (line 55)',
      '1 include of another file (line 6)',
      '1 name that is not defined here (line 59)',
      '1 negated match (line 50)',
      '1 set that is not defined here (line 59)',
      '1 word frobnicate (line 60)',
    ],
    masked: 1,
  })
})

test('JSON: the same model, with the line of each value', () => {
  const file = recording(import.meta.dirname, 'gateway.json')
  expect(nftablesReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nftablesReader, file)).toEqual({
    references: [
      '6 firewall-rule destination group 192.0.2.20 name=inet filter forward 1 service=tcp/80 action=accept hits=12 path=services owner=Shop Network (comment)',
      '6 firewall-rule destination group 192.0.2.32/28 name=inet filter forward 1 service=tcp/8000-8010 action=accept hits=12 path=services owner=Shop Network (comment)',
      '8 firewall-rule source group 192.0.2.70 name=inet filter forward 3 action=accept path=hosts',
      '8 firewall-rule source group 192.0.2.71 name=inet filter forward 3 action=jump other path=hosts',
      '11 firewall-rule destination exact 192.0.2.40 name=inet filter forward 4 service=tcp/53,udp/53 action=accept',
      '12 firewall-rule destination range 192.0.2.50-192.0.2.59 name=inet filter forward 4 service=tcp/53,udp/53 action=accept',
      '18 nat-rule destination exact 203.0.113.1 name=ip nat pre 1 service=tcp/443 action=dnat',
      '18 nat-rule translated exact 192.0.2.11 name=ip nat pre 1 service=tcp/443 action=dnat via=203.0.113.1',
      '19 nat-rule destination exact 203.0.113.2 name=ip nat pre 2 action=dnat',
      '19 nat-rule translated exact 192.0.2.13 name=ip nat pre 2 action=dnat via=203.0.113.2',
      '19 nat-rule destination exact 203.0.113.3 name=ip nat pre 2 action=dnat',
      '19 nat-rule translated exact 192.0.2.14 name=ip nat pre 2 action=dnat via=203.0.113.3',
    ],
    understood: '13 of 14',
    unknown: ['1 address under a mask (line 15)', '1 negated match (line 7)'],
    masked: 1,
  })
})

test('translations that a map chooses, addresses that are written, copies, cards, tunnels; other words say what they are', () => {
  const lines = [
    'table ip nat {',
    '  map out { type ipv4_addr : ipv4_addr; elements = { 192.0.2.11 : 203.0.113.11 } }',
    '  chain pre {',
    '    type nat hook prerouting priority dstnat;',
    '    ip daddr 203.0.113.80 dnat to 192.0.2.80 : numgen inc mod 2 map { 0 : 8080, 1 : 8081 }',
    '    dnat tcp dport map { 80 : 192.0.2.81, 443 : 192.0.2.82 }',
    '    redirect to tcp dport map { 80 : 8080 }',
    '  }',
    '  chain post {',
    '    type nat hook postrouting priority srcnat;',
    '    snat ip saddr map { 192.0.2.12 : 203.0.113.12 }',
    '    snat ip saddr map @out',
    '  }',
    '}',
    'table netdev edge {',
    '  chain in {',
    '    ip daddr 203.0.113.90 ip daddr set 192.0.2.90 fwd to "eth1"',
    '    ether saddr 00:50:56:aa:00:13 ip saddr 192.0.2.13 ether daddr set numgen inc mod 2 map { 0 : 00:50:56:aa:00:01, 1 : 00:50:56:aa:00:02 } accept',
    '    udp dport 53 dup to 192.0.2.91 device "eth2"',
    '    arp operation reply arp saddr ip . arp saddr ether { 192.0.2.14 . 00:50:56:aa:00:14 } accept',
    '  }',
    '}',
    'table inet filter {',
    '  chain forward {',
    '    ip saddr & 255.255.255.0 == 198.51.100.0 tcp flags syn tcp option maxseg size set rt mtu',
    '    ip saddr & 255.0.255.0 == 10.0.7.0 accept',
    '    ipsec in ip saddr 198.51.100.9 accept',
    '    @th,16,16 { 22, 80 } ip saddr 192.0.2.15 synproxy mss 1460 wscale 7 timestamp sack-perm',
    '    ip saddr 192.0.2.16 xt match "string" last used never secmark name "web"',
    '  }',
    '}',
  ]
  expect(toldReading(nftablesReader, textFile('edge.nft', lines.join('\n')))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "5 nat-rule destination exact 203.0.113.80 name=ip nat pre 1 action=dnat",
        "5 nat-rule translated exact 192.0.2.80 name=ip nat pre 1 action=dnat via=203.0.113.80",
        "6 nat-rule translated exact 192.0.2.81 name=ip nat pre 2 service=tcp/80 action=dnat",
        "6 nat-rule translated exact 192.0.2.82 name=ip nat pre 2 service=tcp/443 action=dnat",
        "11 nat-rule source exact 192.0.2.12 name=ip nat post 1 action=snat",
        "11 nat-rule translated exact 203.0.113.12 name=ip nat post 1 action=snat",
        "12 nat-rule source group 192.0.2.11 name=ip nat post 2 action=snat path=out",
        "12 nat-rule translated group 203.0.113.11 name=ip nat post 2 action=snat path=out",
        "17 nat-rule destination exact 203.0.113.90 name=netdev edge in 1 action=fwd",
        "17 nat-rule translated exact 192.0.2.90 name=netdev edge in 1 action=fwd via=203.0.113.90",
        "18 firewall-rule source name 00:50:56:aa:00:13 name=netdev edge in 2 action=accept host=00:50:56:aa:00:13",
        "18 firewall-rule source exact 192.0.2.13 name=netdev edge in 2 action=accept",
        "19 firewall-rule translated exact 192.0.2.91 name=netdev edge in 3 service=udp/53 action=dup",
        "20 firewall-rule source exact 192.0.2.14 name=netdev edge in 4 action=accept",
        "20 firewall-rule source name 00:50:56:aa:00:14 name=netdev edge in 4 action=accept host=00:50:56:aa:00:14",
        "25 firewall-rule source subnet 198.51.100.0/255.255.255.0 name=inet filter forward 1",
        "27 firewall-rule source exact 198.51.100.9 name=inet filter forward 3 action=accept",
        "28 firewall-rule source exact 192.0.2.15 name=inet filter forward 4",
        "29 firewall-rule source exact 192.0.2.16 name=inet filter forward 5",
      ],
      "understood": "25 of 26",
      "unknown": [
        "1 address under a mask (line 26)",
      ],
    }
  `)
})

test('chains that another file includes within its table', () => {
  const lines = [
    'chain shop {',
    '  type filter hook forward priority 0;',
    '  ip daddr 192.0.2.11 accept',
    '}',
  ]
  const file = textFile('shop.nft', lines.join('\n'))
  expect(nftablesReader.recognises(file)).toBeGreaterThan(0.5)
  expect(toldReading(nftablesReader, file)).toMatchObject({
    references: ['3 firewall-rule destination exact 192.0.2.11 name=inet shop 1 action=accept'],
  })
})

test('JSON: addresses that are written, copies, cards, masks', () => {
  const field = (protocol: string, name: string) => ({ payload: { protocol, field: name } })
  const match = (left: object, right: unknown) => ({ match: { op: '==', left, right } })
  const rule = (...expr: readonly object[]) => ({ rule: { family: 'ip', table: 'edge', chain: 'in', expr } })
  const text = JSON.stringify({
    nftables: [
      rule(
        match(field('ip', 'daddr'), '203.0.113.90'),
        { mangle: { key: field('ip', 'daddr'), value: '192.0.2.90' } },
        { accept: null },
      ),
      rule(
        { mangle: { key: { meta: { key: 'mark' } }, value: 1 } },
        { dup: { addr: '192.0.2.91', dev: 'eth2' } },
      ),
      rule(match(field('ether', 'saddr'), '00:50:56:aa:00:13'), { fwd: { dev: 'eth1' } }),
      rule(
        match({ '&': [field('ip', 'saddr'), '255.255.255.0'] }, '198.51.100.0'),
        { xt: null },
        { drop: null },
      ),
    ],
  })
  expect(toldReading(nftablesReader, textFile('edge.json', text))).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "1 nat-rule destination exact 203.0.113.90 name=ip edge in 1 action=accept",
        "1 nat-rule translated exact 192.0.2.90 name=ip edge in 1 action=accept via=203.0.113.90",
        "1 firewall-rule translated exact 192.0.2.91 name=ip edge in 2 action=dup",
        "1 firewall-rule source name 00:50:56:aa:00:13 name=ip edge in 3 action=fwd host=00:50:56:aa:00:13",
        "1 firewall-rule source subnet 198.51.100.0/255.255.255.0 name=ip edge in 4 action=drop",
      ],
      "understood": "4 of 4",
      "unknown": [],
    }
  `)
})
