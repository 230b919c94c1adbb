import { expect, test } from 'vitest'
import { ciscoAsaReader, ciscoIosReader } from '../src/adapters/firewall/cisco/index.ts'
import { fortigateReader } from '../src/adapters/firewall/fortigate/index.ts'
import { iptablesReader } from '../src/adapters/firewall/iptables/index.ts'
import { nftablesReader } from '../src/adapters/firewall/nftables/index.ts'
import { nsxReader } from '../src/adapters/firewall/nsx/index.ts'
import { panosReader, panosXmlReader } from '../src/adapters/firewall/panos/index.ts'
import type { EvidenceReader } from '../src/ports/evidence-reader.ts'
import { textFile } from './evidence-recordings.ts'

/** Rules that a reader says are shadowed: by their names, with `same` when the earlier rule does the same. */
function shadowed(reader: EvidenceReader, text: string): readonly string[] {
  const found = new Set<string>()
  for (const { name, shadowedBy, redundant } of reader.read(textFile('rules.txt', text)).references)
    if (shadowedBy !== undefined) found.add(`${name} < ${shadowedBy}${redundant === true ? ' (same)' : ''}`)
  return [...found]
}

test('Cisco ASA: groups, services and the order of one list decide; users, times and source ports hide nobody', () => {
  const text = `ASA Version 9.16(4)
hostname fw-edge
object network shop-web
 host 192.0.2.11
object-group network shop
 network-object object shop-web
 network-object 192.0.2.64 255.255.255.240
object-group service web tcp
 port-object eq https
 port-object range 8000 8099
object service from-high
 service tcp source range 1024 65535 destination eq 443
access-list OUT extended permit tcp any object-group shop object-group web
access-list OUT extended permit tcp host 198.51.100.7 object shop-web eq 8080
access-list OUT extended deny tcp 198.51.100.0 255.255.255.0 192.0.2.64 255.255.255.248 eq www
access-list OUT extended deny tcp 198.51.100.0 255.255.255.0 192.0.2.64 255.255.255.248 eq https
access-list OUT extended permit udp any host 192.0.2.20 eq domain time-range office
access-list OUT extended permit udp host 198.51.100.7 host 192.0.2.20 eq domain
access-list OUT extended permit tcp any eq 1024 host 192.0.2.21
access-list OUT extended permit tcp any host 192.0.2.21 eq 22
access-list OUT extended permit object from-high any host 192.0.2.22
access-list OUT extended permit tcp any host 192.0.2.22 eq 443
access-list OUT extended permit icmp any host 192.0.2.23 echo
access-list OUT extended permit icmp any host 192.0.2.23 echo-reply
access-list OUT extended permit ip any4 host 192.0.2.24
access-list OUT extended permit ip any host 192.0.2.24
access-list IN extended permit tcp host 198.51.100.7 object shop-web eq 8080
access-list OUT extended deny ip any any
access-list OUT extended permit ip object missing any
access-list OUT extended permit ip host 198.51.100.9 any inactive
access-list OUT extended permit ip host 198.51.100.9 any
`
  expect(shadowed(ciscoAsaReader, text)).toEqual([
    'OUT line 2 < OUT line 1 (same)',
    'OUT line 4 < OUT line 1',
    'OUT line 18 < OUT line 15',
  ])
})

test('Cisco ASA: what is shown with counters is not hidden by the list as it is written, nor an entry by its own parts', () => {
  const text = `ASA Version 9.16(4)
object-group network shop
 network-object host 192.0.2.11
 network-object host 192.0.2.12
access-list OUT extended permit tcp any object-group shop eq https
access-list OUT; 2 elements; name hash: 0x1
access-list OUT line 1 extended permit tcp any object-group shop eq 443 0xabc
  access-list OUT line 1 extended permit tcp any host 192.0.2.11 eq https (hitcnt=5) 0x1
  access-list OUT line 1 extended permit tcp any host 192.0.2.12 eq https (hitcnt=0) 0x2
`
  expect(shadowed(ciscoAsaReader, text)).toEqual([])
})

test('Cisco IOS: wildcards, numbered lists and lists of both families', () => {
  const text = `version 15.2
hostname core-1
ip access-list extended USERS
 10 permit tcp 10.0.0.0 0.0.255.255 any established
 20 deny ip 10.0.4.0 0.0.0.255 any log
 30 permit tcp host 10.0.4.9 host 192.0.2.11 eq 443
 40 permit tcp host 10.0.5.9 host 192.0.2.11 eq 443
 50 permit ip any any
ipv6 access-list USERS
 permit tcp 2001:db8::/64 any eq 443
access-list 10 permit 10.1.0.0 0.0.255.255
access-list 10 permit 10.1.2.3
hostname core-2
access-list 10 permit 10.1.2.4
`
  expect(shadowed(ciscoIosReader, text)).toEqual(['USERS 30 < USERS 20', '10 line 2 < 10 line 1 (same)'])
})

const panosRules = [
  ['web', 'trust dmz', 'any', 'shop', 'any', 'https', 'allow'],
  ['one', 'trust', 'office', 'shop-web', 'any', 'https', 'allow'],
  ['zone', 'guest', 'office', 'shop-web', 'any', 'https', 'allow'],
  ['drop', 'trust', 'office', 'shop-web', 'ssl', 'https', 'deny'],
  ['apps', 'any', 'any', 'shop-db', 'ssl web-browsing', 'application-default', 'allow'],
  ['app', 'any', 'office', 'shop-db', 'ssl', 'application-default', 'allow'],
  ['port', 'any', 'office', 'shop-db', 'ssl', 'https', 'allow'],
  ['high', 'any', 'any', 'shop-api', 'any', 'from-high', 'allow'],
  ['all', 'any', 'any', 'shop-api', 'any', 'any', 'allow'],
  ['not', 'any', 'any', 'shop-db', 'any', 'any', 'allow'],
  ['after', 'any', 'office', 'shop-db', 'any', 'any', 'allow'],
  ['tagged', 'any', 'tagged', 'shop', 'any', 'any', 'allow'],
  ['user', 'any', 'any', 'any', 'any', 'any', 'allow'],
  ['last', 'any', 'any', 'any', 'any', 'any', 'deny'],
  ['never', 'any', 'tagged', 'shop-api', 'any', 'any', 'allow'],
  ['ever', 'any', 'partner', 'shop-api', 'any', 'any', 'allow'],
  ['too late', 'any', 'office', 'shop-api', 'any', 'any', 'allow'],
] as const
const panosHidden = ['one < web (same)', 'drop < web', 'app < apps (same)', 'too late < all (same)']
const panosAddresses = {
  'shop-web': '192.0.2.11',
  'shop-db': '192.0.2.12',
  'shop-api': '192.0.2.13',
  office: '198.51.100.0/24',
}

test('PAN-OS as set commands: zones, applications, groups and rulebases', () => {
  const list = (words: string): string =>
    words.includes(' ') && words !== 'too late' ? `[ ${words} ]` : words
  const text = [
    'set deviceconfig system hostname pa-1',
    ...Object.entries(panosAddresses).map(([name, value]) => `set address ${name} ip-netmask ${value}`),
    'set address partner fqdn api.partner.example',
    'set address-group shop static [ shop-web shop-db ]',
    'set address-group tagged dynamic filter "web"',
    'set service https protocol tcp port 443',
    'set service from-high protocol tcp port 8443',
    'set service from-high protocol tcp source-port 1024-65535',
    ...panosRules.flatMap(([name, from, source, destination, application, service, action]) => [
      `set rulebase security rules "${name}" from ${list(from)} to any source ${list(source)} destination ${list(destination)}`,
      `set rulebase security rules "${name}" application ${list(application)} service ${service} action ${action}`,
      ...(name === 'user' ? [`set rulebase security rules user source-user [ shop\\ops ]`] : []),
      ...(name === 'not' ? [`set rulebase security rules not negate-source yes`] : []),
    ]),
    'set rulebase security rules off from any to any source office destination shop-web service any action allow',
    'set rulebase security rules off application any disabled yes',
    'set pre-rulebase security rules before from any to any source office destination shop-web service any action allow',
  ].join('\n')
  expect(shadowed(panosReader, text)).toEqual(panosHidden)
  expect(shadowed(panosReader, `${text}\nset deviceconfig system hostname pa-2`)).toEqual([])
})

test('PAN-OS as XML says the same', () => {
  const list = (field: string, words: string): string =>
    `<${field}>${words
      .split(' ')
      .map((word) => `<member>${word}</member>`)
      .join('')}</${field}>`
  const rules = panosRules.map(
    ([name, from, source, destination, application, service, action]) =>
      `<entry name="${name}">${list('from', from)}${list('to', 'any')}${list('source', source)}${list('destination', destination)}
      ${list('application', application)}${list('service', service)}<action>${action}</action>
      ${name === 'user' ? list('source-user', 'ops') : ''}${name === 'not' ? '<negate-source>yes</negate-source>' : ''}
      <target><negate>no</negate></target></entry>`,
  )
  const address = Object.entries(panosAddresses).map(
    ([name, value]) => `<entry name="${name}"><ip-netmask>${value}</ip-netmask></entry>`,
  )
  const text = `<?xml version="1.0"?><config><devices><entry name="localhost"><vsys><entry name="vsys1">
<address>${address.join('\n')}<entry name="partner"><fqdn>api.partner.example</fqdn></entry></address>
<address-group><entry name="shop"><static><member>shop-web</member><member>shop-db</member></static></entry>
<entry name="tagged"><dynamic><filter>web</filter></dynamic></entry></address-group>
<service><entry name="https"><protocol><tcp><port>443</port></tcp></protocol></entry>
<entry name="from-high"><protocol><tcp><port>8443</port><source-port>1024-65535</source-port></tcp></protocol></entry></service>
<rulebase><security><rules>${rules.join('\n')}</rules></security></rulebase>
</entry></vsys></entry></devices></config>`
  const named = panosHidden.map((one) => `vsys vsys1: ${one.replace('< ', '< vsys vsys1: ')}`)
  expect(shadowed(panosXmlReader, text)).toEqual(named)
})

test('FortiGate: interfaces, groups with exclusions, virtual addresses, schedules and moved policies', () => {
  const policy = (
    id: number,
    from: string,
    source: string,
    destination: string,
    service: string,
    more = '',
  ) =>
    `edit ${id}\nset srcintf ${from}\nset dstintf "any"\nset srcaddr ${source}\nset dstaddr ${destination}\nset action accept\nset schedule "always"\nset service ${service}\n${more}\nnext`
  const text = `#config-version=FGT60F-7.2.5
config system global
set hostname "fg-1"
end
config firewall address
edit "office"
set subnet 198.51.100.0 255.255.255.0
next
edit "web"
set subnet 192.0.2.11 255.255.255.255
next
edit "db"
set subnet 192.0.2.12 255.255.255.255
next
end
config firewall addrgrp
edit "shop"
set member "web" "db"
next
edit "some"
set member "web" "db"
set exclude enable
set exclude-member "db"
next
end
config firewall service custom
edit "app"
set tcp-portrange 8080-8090 9000
next
edit "high"
set tcp-portrange 8443:1024-65535
next
end
config firewall vip
edit "vip-web"
set extip 203.0.113.80
set mappedip "192.0.2.11"
next
end
config firewall policy
${policy(1, '"lan" "wifi"', '"all"', '"shop"', '"app" "HTTPS"')}
${policy(2, '"lan"', '"office"', '"web"', '"HTTPS"')}
${policy(3, '"lan"', '"office"', '"web"', '"HTTPS"', 'set action deny')}
${policy(4, '"dmz"', '"office"', '"web"', '"HTTPS"')}
${policy(5, '"any"', '"all"', '"some"', '"SSH"')}
${policy(6, '"any"', '"office"', '"db"', '"SSH"')}
${policy(7, '"any"', '"all"', '"all"', '"high"')}
${policy(8, '"any"', '"all"', '"web"', '"RDP"', 'set schedule "office-hours"')}
${policy(9, '"any"', '"office"', '"web"', '"RDP"')}
${policy(10, '"any"', '"all"', '"web"', '"NTP"', 'set groups "ops"')}
${policy(11, '"any"', '"all"', '"web"', '"NTP"')}
${policy(12, '"any"', '"all"', '"all"', '"ALL"', 'set status disable')}
${policy(13, '"any"', '"all"', '"all"', '"ALL"', 'set action deny')}
${policy(14, '"any"', '"all"', '"vip-web"', '"HTTPS"')}
${policy(15, '"lan"', '"office"', '"db"', '"RDP"')}
${policy(16, '"lan"', '"office"', '"db"', '"RDP"', 'set srcaddr-negate enable')}
end
`
  expect(shadowed(fortigateReader, text)).toEqual([
    'policy 2 < policy 1 (same)',
    'policy 3 < policy 1',
    'policy 15 < policy 13',
  ])
  expect(shadowed(fortigateReader, text.replace('edit 16', 'move 2 before 1\nedit 16'))).toEqual([])
})

test('iptables: chains of one table; sets, negations, limits and logging hide nobody', () => {
  const text = `*filter
:INPUT DROP [0:0]
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -s 10.1.0.0/16 -p tcp -m multiport --dports 22,8000:8099 -j ACCEPT
-A INPUT -s 10.1.2.3/32 -p tcp -m tcp --dport 8080 -j ACCEPT
-A INPUT -s 10.1.2.3/32 -p tcp -m tcp --dport 8100 -j ACCEPT
-A INPUT -s 10.1.2.3/32 -m conntrack --ctstate ESTABLISHED -j DROP
-A INPUT -s 10.2.0.0/16 -m limit --limit 5/min -j ACCEPT
-A INPUT -s 10.2.0.1/32 -j ACCEPT
-A INPUT ! -s 10.3.0.0/16 -d 192.0.2.9/32 -j DROP
-A INPUT -s 10.4.0.1/32 -d 192.0.2.9/32 -j DROP
-A INPUT -s 10.5.0.0/16 -j LOG --log-prefix "in "
-A INPUT -s 10.5.0.1/32 -j SHOP
-A INPUT -i eth0 -s 10.6.0.0/16 -j DROP
-A INPUT -s 10.6.0.1/32 -j ACCEPT
-A INPUT -i eth0 -s 10.6.0.2/32 -j ACCEPT
-A INPUT -m set --match-set partners src -j ACCEPT
-A INPUT -s 10.7.0.1/32 -p tcp --sport 53 -j DROP
-A INPUT -s 10.7.0.1/32 -p tcp -j DROP
-A SHOP -s 10.1.2.3/32 -p tcp -m tcp --dport 8080 -j ACCEPT
[0:0] -A INPUT -j DROP
[0:0] -A INPUT -s 10.8.0.1/32 -j ACCEPT
[3:180] -A INPUT -s 10.8.0.2/32 -j ACCEPT
COMMIT
*filter
-A INPUT -s 10.8.0.3/32 -j ACCEPT
COMMIT
`
  expect(shadowed(iptablesReader, text)).toEqual([
    'filter INPUT 3 < filter INPUT 2 (same)',
    'filter INPUT 5 < filter INPUT 1',
    'filter INPUT 14 < filter INPUT 12',
    'filter INPUT 19 < filter INPUT 18',
  ])
})

test('nftables: chains, sets by name, limits, comparisons and inserted rules', () => {
  const text = `table inet filter {
  set partners { type ipv4_addr; elements = { 192.0.2.1, 192.0.2.2 } }
  chain input {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    ip saddr 10.1.0.0/16 tcp dport { 22, 8000-8099 } accept
    ip saddr 10.1.2.3 tcp dport 8080 counter packets 0 bytes 0 drop
    ip saddr 10.1.2.3 tcp dport { 22, 8100 } accept
    ip saddr @partners tcp dport 443 drop
    ip saddr @partners ip daddr 10.9.0.1 tcp dport 443 accept
    ip saddr 192.0.2.1 tcp dport 443 accept
    ip saddr 10.2.0.0/16 limit rate 5/minute accept
    ip saddr 10.2.0.1 accept
    ip saddr 10.3.0.0/16 tcp dport > 1024 accept
    ip saddr 10.3.0.1 tcp dport 1024 accept
    ip saddr != 10.4.0.0/16 drop
    ip saddr 10.4.0.1 jump shop
    ip saddr { 10.5.0.0/24, 10.5.1.0/24 } ip daddr 10.9.0.0/16 drop
    ip saddr 10.5.1.7 ip daddr { 10.9.0.1, 10.9.0.2 } tcp dport 22 accept
    iifname "lan" ip saddr 10.6.0.0/16 drop
    ip saddr 10.6.0.1 drop
  }
  chain shop { ip saddr 10.1.2.3 tcp dport 8080 accept; }
}
insert rule inet filter input ip saddr 10.5.1.7 ip daddr 10.9.0.1 drop
`
  expect(shadowed(nftablesReader, text)).toEqual([
    'inet filter input 3 < inet filter input 2',
    'inet filter input 6 < inet filter input 5',
    'inet filter input 15 < inet filter input 14',
  ])
})

test('nftables as JSON', () => {
  const rule = (source: unknown, port: number, verdict: string, operator = '==') => ({
    rule: {
      family: 'ip',
      table: 'filter',
      chain: 'input',
      expr: [
        { match: { op: '==', left: { payload: { protocol: 'ip', field: 'saddr' } }, right: source } },
        { match: { op: operator, left: { payload: { protocol: 'tcp', field: 'dport' } }, right: port } },
        { [verdict]: null },
      ],
    },
  })
  const text = JSON.stringify({
    nftables: [
      rule({ prefix: { addr: '10.1.0.0', len: 16 } }, 443, 'accept'),
      rule('10.1.2.3', 443, 'drop'),
      rule('10.1.2.3', 80, 'drop', '<'),
      rule('10.1.2.3', 80, 'drop'),
    ],
  })
  expect(shadowed(nftablesReader, text)).toEqual(['ip filter input 2 < ip filter input 1'])
})

test('NSX: the sequence of one policy, scopes, directions, profiles, services and groups', () => {
  const group = (id: string, ...expression: readonly object[]) => ({
    resource_type: 'Group',
    display_name: id,
    path: `/infra/domains/default/groups/${id}`,
    expression,
  })
  const addresses = (...ip: readonly string[]) => ({
    resource_type: 'IPAddressExpression',
    ip_addresses: ip,
  })
  const path = (id: string) => (id === 'ANY' || /^\d/.test(id) ? id : `/infra/domains/default/groups/${id}`)
  const rule = (
    sequence: number,
    name: string,
    from: string,
    to: string,
    service: string,
    more: object = {},
  ) => ({
    resource_type: 'Rule',
    display_name: name,
    path: `/infra/domains/default/security-policies/shop/rules/${name}`,
    sequence_number: sequence,
    source_groups: [path(from)],
    destination_groups: [path(to)],
    services: [service === 'ANY' ? 'ANY' : `/infra/services/${service}`],
    action: 'ALLOW',
    ...more,
  })
  const policy = (rules: readonly object[]) =>
    JSON.stringify({
      services: [
        {
          resource_type: 'Service',
          path: '/infra/services/high',
          service_entries: [
            {
              resource_type: 'L4PortSetServiceEntry',
              l4_protocol: 'TCP',
              destination_ports: ['8443'],
              source_ports: ['1024-65535'],
            },
          ],
        },
      ],
      domains: [
        {
          resources: {
            groups: [
              group('shop', addresses('192.0.2.11', '192.0.2.12')),
              group('office', addresses('198.51.100.0/24')),
              group(
                'both',
                addresses('192.0.2.11', '192.0.2.12'),
                { resource_type: 'ConjunctionOperator', conjunction_operator: 'AND' },
                addresses('192.0.2.12'),
              ),
              group('tagged', { resource_type: 'Condition', key: 'Tag', operator: 'EQUALS', value: 'web' }),
            ],
            security_policies: [
              {
                resource_type: 'SecurityPolicy',
                path: '/infra/domains/default/security-policies/shop',
                display_name: 'shop',
                rules,
              },
            ],
          },
        },
      ],
    })
  const rules = [
    rule(30, 'late', 'office', '192.0.2.11', 'HTTPS', { action: 'DROP' }),
    rule(10, 'first', 'ANY', 'shop', 'HTTPS'),
    rule(20, 'second', 'office', '192.0.2.12', 'HTTPS'),
    rule(40, 'other', 'office', '192.0.2.12', 'SSH'),
    rule(50, 'in', 'ANY', 'shop', 'RDP', { direction: 'IN' }),
    rule(60, 'both ways', 'office', 'shop', 'RDP'),
    rule(70, 'in too', 'office', 'shop', 'RDP', { direction: 'IN' }),
    rule(80, 'l7', 'ANY', 'shop', 'MySQL', { profiles: ['/infra/context-profiles/mysql'] }),
    rule(90, 'l4', 'office', 'shop', 'MySQL'),
    rule(100, 'and', 'ANY', 'both', 'NTP'),
    rule(110, 'one of them', 'ANY', '192.0.2.11', 'NTP'),
    rule(120, 'high', 'ANY', 'shop', 'high'),
    rule(130, 'high again', 'office', 'shop', 'high'),
    rule(140, 'tagged', 'tagged', 'shop', 'HTTPS'),
    rule(150, 'scoped', 'ANY', '192.0.2.20', 'ANY', { scope: [path('office')] }),
    rule(160, 'everywhere', 'ANY', '192.0.2.20', 'ANY'),
    rule(170, 'scoped too', 'ANY', '192.0.2.20', 'SSH', { scope: [path('office')] }),
    rule(180, 'not', 'ANY', '192.0.2.21', 'ANY', { sources_excluded: true }),
    rule(190, 'after', 'office', '192.0.2.21', 'ANY'),
    rule(200, 'twice a', 'ANY', '192.0.2.22', 'ANY'),
    rule(200, 'twice b', 'office', '192.0.2.22', 'ANY'),
    rule(210, 'off', 'office', '192.0.2.12', 'HTTPS', { disabled: true }),
  ]
  expect(shadowed(nsxReader, policy(rules))).toEqual([
    '30 shop: late < 10 shop: first',
    '20 shop: second < 10 shop: first (same)',
    '70 shop: in too < 50 shop: in (same)',
    '170 shop: scoped too < 150 shop: scoped (same)',
  ])
})
