import { expect, test } from 'vitest'
import { textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { ciscoAsaReader, ciscoIosReader } from './index.ts'

test('lists that NX-OS and EOS show: their counters, headings and words', () => {
  const file = textFile(
    'leaf.txt',
    [
      'IP access list EDGE',
      '        statistics per-entry',
      '        10 permit tcp any 192.0.2.0/24 established [match=66]',
      '        20 permit tcp 192.0.2.1/32 any portgroup PORTS ttl 64 [match=0]',
      'MAC access list NEIGHBOURS',
      '        10 permit any 0100.0ccc.cccc 0000.0000.0000',
      'IP Access List CONTROL [readonly]',
      '        10 permit ip any host 192.0.2.2 tracked [match 12 packets, 0:00:05 ago]',
      '        20 permit tcp any any eq ssh telnet msdp',
      'leaf# show running-config',
      'ip access-list CORE',
      '  10 permit ip any host 192.0.2.3 packet-length eq 100',
      '  20 permit udp any host 192.0.2.4 nve vni 10010',
      'banner login',
      'call 192.0.2.99',
      'EOF',
      'ntp server 192.0.2.5',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 firewall-rule source any any name=EDGE 10 service=tcp action=permit hits=66",
        "3 firewall-rule destination subnet 192.0.2.0/24 name=EDGE 10 service=tcp action=permit hits=66",
        "4 firewall-rule source exact 192.0.2.1/32 name=EDGE 20 service=PORTS action=permit hits=0",
        "4 firewall-rule destination any any name=EDGE 20 service=PORTS action=permit hits=0",
        "8 firewall-rule source any any name=CONTROL 10 service=any action=permit hits=12",
        "8 firewall-rule destination exact 192.0.2.2 name=CONTROL 10 service=any action=permit hits=12",
        "9 firewall-rule source any any name=CONTROL 20 service=tcp/22,23,639 action=permit",
        "9 firewall-rule destination any any name=CONTROL 20 service=tcp/22,23,639 action=permit",
        "12 firewall-rule source any any name=CORE 10 service=any action=permit",
        "12 firewall-rule destination exact 192.0.2.3 name=CORE 10 service=any action=permit",
        "13 firewall-rule source any any name=CORE 20 service=udp action=permit",
        "13 firewall-rule destination exact 192.0.2.4 name=CORE 20 service=udp action=permit",
        "17 config-literal literal exact 192.0.2.5",
      ],
      "understood": "15 of 15",
      "unknown": [],
    }
  `)
})

test('an entry that opens by a login, groups of IOS XR within each other', () => {
  const file = textFile(
    'rt.cfg',
    [
      'object-group network ipv4 TILLS',
      ' host 192.0.2.1',
      ' object-group MORE',
      'object-group network ipv4 MORE',
      ' 192.0.2.64/26',
      'ipv4 access-list SHOP',
      ' 10 permit tcp any net-group TILLS',
      'ip access-list extended GUESTS',
      ' dynamic LOGIN timeout 5 permit ip any host 192.0.2.5',
      'access-list 110 dynamic LOGIN permit ip any host 192.0.2.6',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "7 firewall-rule source any any name=SHOP 10 service=tcp action=permit",
        "7 firewall-rule destination group 192.0.2.1 name=SHOP 10 service=tcp action=permit path=TILLS",
        "7 firewall-rule destination group 192.0.2.64/26 name=SHOP 10 service=tcp action=permit path=TILLS>MORE",
        "9 firewall-rule source any any name=GUESTS line 1 service=any action=permit",
        "9 firewall-rule destination exact 192.0.2.5 name=GUESTS line 1 service=any action=permit",
        "10 firewall-rule source any any name=110 line 1 service=any action=permit",
        "10 firewall-rule destination exact 192.0.2.6 name=110 line 1 service=any action=permit",
      ],
      "understood": "10 of 10",
      "unknown": [],
    }
  `)
})

test('lists of a firewall shown without its groups of services, and conduits with their counters', () => {
  const file = textFile(
    'fw.txt',
    [
      'access-list mode auto-commit',
      'access-list OUT line 1 extended permit tcp any host 192.0.2.1 object-group WEB (hitcnt=4) 0x1',
      'access-list OUT line 2 extended permit tcp any host 192.0.2.2 eq aol (hitcnt=0) 0x2',
      'conduit permit tcp host 192.0.2.3 eq www any (hitcnt=7)',
      'conduit permit udp 192.0.2.64 255.255.255.192 range snmp snmptrap host 198.51.100.1 gt 1023',
      'conduit deny icmp any any',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 firewall-rule source any any name=OUT 1 service=WEB action=permit hits=4",
        "2 firewall-rule destination exact 192.0.2.1 name=OUT 1 service=WEB action=permit hits=4",
        "3 firewall-rule source any any name=OUT 2 service=tcp/5190 action=permit hits=0",
        "3 firewall-rule destination exact 192.0.2.2 name=OUT 2 service=tcp/5190 action=permit hits=0",
        "4 firewall-rule source any any name=conduit line 1 service=tcp/80 action=permit hits=7",
        "4 firewall-rule destination exact 192.0.2.3 name=conduit line 1 service=tcp/80 action=permit hits=7",
        "5 firewall-rule source exact 198.51.100.1 name=conduit line 2 service=udp/161-162 action=permit",
        "5 firewall-rule destination subnet 192.0.2.64 255.255.255.192 name=conduit line 2 service=udp/161-162 action=permit covers=192.0.2.64/26",
        "6 firewall-rule source any any name=conduit line 3 service=icmp action=deny",
        "6 firewall-rule destination any any name=conduit line 3 service=icmp action=deny",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
})
