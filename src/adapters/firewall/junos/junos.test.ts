import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { junosReader } from './index.ts'

test('a configuration in braces: books, sets, ranges, policies, translations, filters, what is switched off', () => {
  const file = recording(import.meta.dirname, 'yard.conf')
  expect(junosReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(junosReader, file)).toMatchInlineSnapshot(`
    {
      "device": "yard-srx-0",
      "masked": 1,
      "references": [
        "39 nat-rule destination exact 203.0.113.80 name=nat destination from-world: web service=any/443 action=destination-nat owner=Yard Network Security (file-head)",
        "40 nat-rule translated exact 192.0.2.11 name=nat destination from-world: web service=any/443 action=destination-nat path=web-inside via=203.0.113.80 owner=Yard Network Security (file-head)",
        "47 nat-rule destination exact 203.0.113.81 name=nat static fixed: crane-1 action=static-nat owner=Yard Network Security (file-head)",
        "48 nat-rule translated exact 198.51.100.10 name=nat static fixed: crane-1 action=static-nat via=203.0.113.81 owner=Yard Network Security (file-head)",
        "59 firewall-rule source any any name=world to yard: web-in service=tcp/443 action=permit owner=Yard Web Team (description)",
        "60 firewall-rule destination exact 192.0.2.11 name=world to yard: web-in service=tcp/443 action=permit path=yard-web owner=Yard Web Team (description)",
        "60 firewall-rule destination exact 2001:db8::11 name=world to yard: web-in service=tcp/443 action=permit path=yard-web6 owner=Yard Web Team (description)",
        "67 firewall-rule source name partner.example name=world to yard: partner-in service=tcp/5000-5010,tcp/22 action=permit host=partner.example expires=2026-08-31T23:59 path=partner owner=Yard Network Security (file-head)",
        "67 firewall-rule source subnet 192.0.2.0/24 name=world to yard: partner-in service=tcp/5000-5010,tcp/22 action=permit expires=2026-08-31T23:59 path=yard-net owner=Yard Network Security (file-head)",
        "68 firewall-rule destination group 192.0.2.11 name=world to yard: partner-in service=tcp/5000-5010,tcp/22 action=permit expires=2026-08-31T23:59 path=servers>yard-web owner=Yard Network Security (file-head)",
        "68 firewall-rule destination group 2001:db8::11 name=world to yard: partner-in service=tcp/5000-5010,tcp/22 action=permit expires=2026-08-31T23:59 path=servers>yard-web6 owner=Yard Network Security (file-head)",
        "68 firewall-rule destination group 198.51.100.10-198.51.100.19 name=world to yard: partner-in service=tcp/5000-5010,tcp/22 action=permit expires=2026-08-31T23:59 path=servers>inner>cranes owner=Yard Network Security (file-head)",
        "75 firewall-rule destination exact 192.0.2.11 name=world to yard: old service=any action=deny path=yard-web disabled owner=Yard Network Security (file-head)",
        "79 firewall-rule source subnet 192.0.2.0/24 name=world to yard: again service=tcp/443 action=permit path=yard-net redundant with world to yard: web-in owner=Yard Network Security (file-head)",
        "79 firewall-rule destination exact 192.0.2.11 name=world to yard: again service=tcp/443 action=permit path=yard-web redundant with world to yard: web-in owner=Yard Network Security (file-head)",
        "102 firewall-rule source group 192.0.2.8/29 name=filter protect: managers service=tcp/22,830 action=accept path=managers owner=Yard Network Security (file-head)",
        "102 firewall-rule source group 198.51.100.200 name=filter protect: managers service=tcp/22,830 action=accept path=managers owner=Yard Network Security (file-head)",
        "105 firewall-rule source subnet 10.9.0.0/16 name=filter protect: not action=discard owner=Yard Network Security (file-head)",
        "11 config-literal literal exact 192.0.2.123 name=system ntp server owner=Yard Network Security (file-head)",
        "12 config-literal literal exact 198.51.100.14 name=system syslog host owner=Yard Network Security (file-head)",
        "52 config-literal literal exact 203.0.113.80 name=security nat proxy-arp interface owner=Yard Network Security (file-head)",
        "95 config-literal literal subnet 192.0.2.1/24 name=interfaces unit family inet owner=Yard Network Security (file-head)",
        "97 config-literal literal subnet 192.0.2.8/29 name=policy-options prefix-list managers owner=Yard Network Security (file-head)",
        "97 config-literal literal exact 198.51.100.200 name=policy-options prefix-list managers owner=Yard Network Security (file-head)",
      ],
      "understood": "65 of 66",
      "unknown": [
        "2 negated match (line 105)",
        "1 object that is not defined here (line 83)",
        "1 quantum (line 113)",
        "1 wildcard that is no prefix (line 75)",
      ],
    }
  `)
})

test('the same as set lines: books of zones, terms of applications, deactivated policies, pools', () => {
  const file = recording(import.meta.dirname, 'yard.set')
  expect(junosReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(junosReader, file)).toMatchInlineSnapshot(`
    {
      "device": "yard-srx-1",
      "masked": 0,
      "references": [
        "6 firewall-rule source any any name=world to yard: db-in service=tcp/5432,udp/5433 action=permit owner=Yard Network Security (file-head)",
        "7 firewall-rule destination group 192.0.2.21 name=world to yard: db-in service=tcp/5432,udp/5433 action=permit path=dbs>yard-db owner=Yard Network Security (file-head)",
        "11 firewall-rule source any any name=world to yard: off action=permit disabled owner=Yard Network Security (file-head)",
        "12 firewall-rule destination exact 192.0.2.21 name=world to yard: off action=permit path=yard-db disabled owner=Yard Network Security (file-head)",
        "21 nat-rule source subnet 192.0.2.0/24 name=nat source out: all action=source-nat owner=Yard Network Security (file-head)",
        "22 nat-rule translated range 203.0.113.90-203.0.113.91 name=nat source out: all action=source-nat path=outside owner=Yard Network Security (file-head)",
        "23 config-literal literal exact 203.0.113.254 name=routing-options static route next-hop owner=Yard Network Security (file-head)",
        "19 config-literal literal exact 10.8.8.8 name=guest owner=Yard Network Security (file-head)",
      ],
      "understood": "22 of 22",
      "unknown": [
        "1 match source-identity (line 9)",
      ],
    }
  `)
})

/** References and what was noted of a file that consists of these lines. */
function read(...lines: readonly string[]): object {
  return toldReading(junosReader, textFile('till.conf', lines.join('\n')))
}

test('a captured session: prompts, banners, and what stands below the path that was shown', () => {
  const lines = [
    '{primary:node0}',
    'ops@till-srx> show configuration security address-book | no-more',
    'global {',
    '    address till-7 192.0.2.7/32;',
    '}',
    '',
    '{primary:node0}',
    'ops@till-srx> show configuration security policies',
    'from-zone shop to-zone world { policy out {',
    '    match {',
    '        source-address till-7;',
    '        destination-address any;',
    '        application junos-https;',
    '        dynamic-application none;',
    '    }',
    '    then {',
    '        permit;',
    '    }',
    '} }',
  ]
  expect(junosReader.recognises(textFile('session.txt', lines.join('\n')))).toBeGreaterThan(0.9)
  expect(read(...lines)).toMatchObject({
    references: [
      '11 firewall-rule source exact 192.0.2.7 name=shop to world: out service=tcp/443 action=permit path=till-7',
      '12 firewall-rule destination any any name=shop to world: out service=tcp/443 action=permit',
    ],
    understood: '6 of 6',
    unknown: [],
  })
})

test('typed at a level, several conditions in one line', () => {
  const lines = [
    '[edit]',
    'ops@till-srx# set security address-book global address till-7 192.0.2.7/32',
    '[edit]',
    'ops@till-srx# edit security policies from-zone world to-zone shop',
    '[edit security policies from-zone world to-zone shop]',
    'ops@till-srx# set policy in match source-address any destination-address till-7 application junos-ssh',
    '[edit security policies from-zone world to-zone shop]',
    'ops@till-srx# set policy in then permit',
    '[edit security policies from-zone world to-zone shop]',
    'ops@till-srx# top set system ntp server 192.0.2.123',
    '[edit]',
    'ops@till-srx# set system radius-server 192.0.2.99 secret canary',
    '[edit]',
    'ops@till-srx# commit',
  ]
  expect(JSON.stringify(read(...lines))).not.toContain('canary')
  expect(junosReader.recognises(textFile('typed.txt', lines.join('\n')))).toBeGreaterThan(0.9)
  expect(read(...lines)).toMatchObject({
    references: [
      '6 firewall-rule source any any name=world to shop: in service=tcp/22 action=permit',
      '6 firewall-rule destination exact 192.0.2.7 name=world to shop: in service=tcp/22 action=permit path=till-7',
      '10 config-literal literal exact 192.0.2.123 name=system ntp server',
      '12 config-literal literal exact 192.0.2.99 name=system radius-server secret',
    ],
    understood: '5 of 5',
  })
})

test('filters before the prefix lists that they name, lists of protocols, a list that a path fills', () => {
  expect(
    read(
      'firewall {',
      '    family inet {',
      '        filter edge {',
      '            term tills {',
      '                from {',
      '                    source-prefix-list { tills; peers; elsewhere; }',
      '                    protocol [ tcp udp ];',
      '                    destination-port [ 53 8000-8010 ];',
      '                }',
      '                then accept;',
      '            }',
      '        }',
      '    }',
      '}',
      'policy-options {',
      '    prefix-list tills { 192.0.2.0/24; }',
      '    prefix-list peers { apply-path "protocols bgp group <*> neighbor <*>"; }',
      '}',
    ),
  ).toMatchObject({
    references: [
      '6 firewall-rule source group 192.0.2.0/24 name=filter edge: tills service=tcp/53,8000-8010,udp/53,8000-8010 action=accept path=tills',
      '16 config-literal literal subnet 192.0.2.0/24 name=policy-options prefix-list tills',
    ],
    unknown: ['1 prefix list that a path fills (line 6)', '1 prefix list that is not defined here (line 6)'],
  })
})

test('a router: each address on its own line, instances, what is switched off, a community that is not told', () => {
  const lines = [
    '## Last commit: 2026-03-01 03:12:55 UTC by ops',
    'version 22.4R1.10;',
    'system {',
    '    archival { configuration { archive-sites { "scp://till@192.0.2.77:/backup"; } } }',
    '    radius-server {',
    '        192.0.2.33 {',
    '            port 1812;',
    '            source-address 192.0.2.1;',
    '        }',
    '    }',
    '}',
    'interfaces {',
    '    ge-0/0/1 {',
    '        unit 100 {',
    '            family inet {',
    '                address 198.51.100.2/24 {',
    '                    vrrp-group 1 { virtual-address 198.51.100.1; priority 200; }',
    '                }',
    '            }',
    '        }',
    '    }',
    '    inactive: ge-0/0/2 { unit 0 { family inet { address 203.0.113.2/24; } } }',
    '}',
    'snmp {',
    '    community canarytill { clients { 192.0.2.161/32; } }',
    '}',
    'routing-instances {',
    '    TILLS { interface ge-0/0/1.100; routing-options { static { route 10.50.0.0/16 next-hop 198.51.100.9; } } }',
    '}',
  ]
  const file = textFile('mx.conf', lines.join('\n'))
  expect(junosReader.recognises(file)).toBeGreaterThan(0.9)
  const reading = junosReader.read(file)
  expect(JSON.stringify([[...reading.references], reading.unknown])).not.toContain('canarytill')
  expect(read(...lines)).toMatchObject({
    references: [
      '4 config-literal literal exact 192.0.2.77 name=system archival configuration archive-sites',
      '6 config-literal literal exact 192.0.2.33 name=system radius-server',
      '8 config-literal literal exact 192.0.2.1 name=system radius-server source-address',
      '16 config-literal literal subnet 198.51.100.2/24 name=interfaces unit family inet vrf=TILLS',
      '17 config-literal literal exact 198.51.100.1 name=interfaces unit family inet vrf=TILLS',
      '22 config-literal literal subnet 203.0.113.2/24 name=interfaces unit family inet disabled',
      '25 config-literal literal exact 192.0.2.161 name=snmp community clients',
      '28 config-literal literal subnet 10.50.0.0/16 name=routing-instances routing-options static route vrf=TILLS',
      '28 config-literal literal exact 198.51.100.9 name=routing-instances routing-options static route vrf=TILLS',
    ],
    unknown: [],
  })
})

test('translations: ports and applications, what stands beside a pool, a pool that no rule uses', () => {
  const lines = [
    'set system host-name till-srx',
    'set security nat source pool out address 203.0.113.10/32 to 203.0.113.12/32',
    'set security nat source rule-set leave rule tills match source-address 192.0.2.0/24',
    'set security nat source rule-set leave rule tills then source-nat pool out',
    'set security nat source rule-set leave rule tills then source-nat pool persistent-nat permit any-remote-host',
    'set security nat destination pool spare address 192.0.2.20/32',
    'set security nat destination pool spare address port 8443',
    'set security nat static rule-set fixed rule web match destination-address 203.0.113.80/32',
    'set security nat static rule-set fixed rule web match destination-port 8000 to 8010',
    'set security nat static rule-set fixed rule web match protocol tcp',
    'set security nat static rule-set fixed rule web then static-nat prefix 192.0.2.80/32',
    'set security nat static rule-set fixed rule web then static-nat prefix mapped-port 80',
    'set security nat proxy-arp interface ge-0/0/0.0 address 203.0.113.80/32 to 203.0.113.89/32',
    'set system services dhcp-local-server pool tills address-range low 192.0.2.100 high 192.0.2.199',
  ]
  expect(read(...lines)).toMatchObject({
    references: [
      '3 nat-rule source subnet 192.0.2.0/24 name=nat source leave: tills action=source-nat',
      '4 nat-rule translated range 203.0.113.10-203.0.113.12 name=nat source leave: tills action=source-nat path=out',
      '8 nat-rule destination exact 203.0.113.80 name=nat static fixed: web service=tcp/8000-8010 action=static-nat',
      '11 nat-rule translated exact 192.0.2.80 name=nat static fixed: web service=tcp/8000-8010 action=static-nat via=203.0.113.80',
      '13 config-literal literal range 203.0.113.80-203.0.113.89 name=security nat proxy-arp interface',
      '14 config-literal literal range 192.0.2.100-192.0.2.199 name=system services dhcp-local-server pool',
      '6 config-literal literal exact 192.0.2.20 name=nat pool destination spare',
    ],
    unknown: [],
  })
})
