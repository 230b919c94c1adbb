import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { ciscoAsaReader, ciscoIosReader } from './index.ts'

test('a running configuration of an ASA: objects, nested groups, lists, translations of both ages', () => {
  const file = recording(import.meta.dirname, 'edge.asa.cfg')
  expect(ciscoAsaReader.recognises(file)).toBeGreaterThan(0.85)
  expect(ciscoIosReader.recognises(file)).toBe(0)
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "device": "fw-edge",
      "masked": 10,
      "references": [
        "68 firewall-rule source any any name=OUTSIDE_IN line 1 service=tcp/443,tcp/8080-8089 action=permit owner=Shop Platform (comment)",
        "68 firewall-rule destination exact 192.0.2.11 name=OUTSIDE_IN line 1 service=tcp/443,tcp/8080-8089 action=permit path=shop-web owner=Shop Platform (comment)",
        "69 firewall-rule source subnet 198.51.100.0 255.255.255.0 name=OUTSIDE_IN line 2 service=tcp/22,udp/123,tcp/8443,tcp/443,tcp/8080-8089 action=permit covers=198.51.100.0/24 path=office owner=Shop Platform (comment)",
        "69 firewall-rule destination group 192.0.2.11 name=OUTSIDE_IN line 2 service=tcp/22,udp/123,tcp/8443,tcp/443,tcp/8080-8089 action=permit path=shop>shop-web owner=Shop Platform (comment)",
        "69 firewall-rule destination group 192.0.2.12 name=OUTSIDE_IN line 2 service=tcp/22,udp/123,tcp/8443,tcp/443,tcp/8080-8089 action=permit path=shop owner=Shop Platform (comment)",
        "69 firewall-rule destination group 192.0.2.64 255.255.255.240 name=OUTSIDE_IN line 2 service=tcp/22,udp/123,tcp/8443,tcp/443,tcp/8080-8089 action=permit covers=192.0.2.64/28 path=shop owner=Shop Platform (comment)",
        "69 firewall-rule destination group 192.0.2.20-192.0.2.29 name=OUTSIDE_IN line 2 service=tcp/22,udp/123,tcp/8443,tcp/443,tcp/8080-8089 action=permit path=shop>shop-more>shop-pool owner=Shop Platform (comment)",
        "71 firewall-rule source exact 198.51.100.7 name=OUTSIDE_IN line 3 service=tcp/1521 action=permit expires=2026-12-31T18:00 owner=Edge Security (file-head)",
        "71 firewall-rule destination subnet 192.0.2.64 255.255.255.240 name=OUTSIDE_IN line 3 service=tcp/1521 action=permit covers=192.0.2.64/28 expires=2026-12-31T18:00 owner=Edge Security (file-head)",
        "72 firewall-rule source any any4 name=OUTSIDE_IN line 4 service=udp/161 action=permit disabled owner=Edge Security (file-head)",
        "72 firewall-rule destination exact 192.0.2.15 name=OUTSIDE_IN line 4 service=udp/161 action=permit disabled owner=Edge Security (file-head)",
        "73 firewall-rule source any any name=OUTSIDE_IN line 5 service=gre,esp action=permit owner=Edge Security (file-head)",
        "73 firewall-rule destination exact 203.0.113.2 name=OUTSIDE_IN line 5 service=gre,esp action=permit path=interface outside owner=Edge Security (file-head)",
        "74 firewall-rule source name api.partner.example name=OUTSIDE_IN line 6 service=any action=permit host=api.partner.example path=partner owner=Edge Security (file-head)",
        "74 firewall-rule destination subnet 2001:db8:40::/64 name=OUTSIDE_IN line 6 service=any action=permit owner=Edge Security (file-head)",
        "75 firewall-rule destination any any name=OUTSIDE_IN line 7 service=tcp action=permit owner=Edge Security (file-head)",
        "76 firewall-rule source any any name=OUTSIDE_IN line 8 service=any action=deny owner=Edge Security (file-head)",
        "76 firewall-rule destination any any name=OUTSIDE_IN line 8 service=any action=deny owner=Edge Security (file-head)",
        "77 firewall-rule source subnet 192.0.2.0 255.255.255.0 name=SPLIT line 1 action=permit covers=192.0.2.0/24 owner=Edge Security (file-head)",
        "80 firewall-rule source any any name=CSM_FW_ACL_ web to shop service=tcp/443,tcp/8080-8089 action=permit owner=Edge Security (file-head)",
        "80 firewall-rule destination exact 192.0.2.11 name=CSM_FW_ACL_ web to shop service=tcp/443,tcp/8080-8089 action=permit path=shop-web owner=Edge Security (file-head)",
        "86 nat-rule destination exact 203.0.113.80 name=object shop-web service=tcp/443 action=static path=shop-outside owner=Shop Platform (description)",
        "86 nat-rule translated exact 192.0.2.11 name=object shop-web service=tcp/443 action=static path=shop-web via=203.0.113.80 owner=Shop Platform (description)",
        "88 nat-rule source subnet 198.51.100.0 255.255.255.0 name=object office action=dynamic covers=198.51.100.0/24 path=office owner=Edge Security (file-head)",
        "88 nat-rule translated exact 203.0.113.2 name=object office action=dynamic path=interface outside owner=Edge Security (file-head)",
        "89 nat-rule destination exact 203.0.113.80 name=inside to outside action=static path=shop-outside disabled owner=Edge Security (file-head)",
        "89 nat-rule translated exact 192.0.2.11 name=inside to outside action=static path=shop-web via=203.0.113.80 disabled owner=Edge Security (file-head)",
        "89 nat-rule destination exact 192.0.2.200 name=inside to outside action=static path=partner-mapped disabled owner=Edge Security (file-head)",
        "89 nat-rule translated exact 198.51.100.77 name=inside to outside action=static path=partner-real via=192.0.2.200 disabled owner=Edge Security (file-head)",
        "90 nat-rule source group 192.0.2.11 name=inside to outside action=static path=shop>shop-web owner=Edge Security (file-head)",
        "90 nat-rule source group 192.0.2.12 name=inside to outside action=static path=shop owner=Edge Security (file-head)",
        "90 nat-rule source group 192.0.2.64 255.255.255.240 name=inside to outside action=static covers=192.0.2.64/28 path=shop owner=Edge Security (file-head)",
        "90 nat-rule source group 192.0.2.20-192.0.2.29 name=inside to outside action=static path=shop>shop-more>shop-pool owner=Edge Security (file-head)",
        "90 nat-rule destination subnet 198.51.100.0 255.255.255.0 name=inside to outside action=static covers=198.51.100.0/24 path=office owner=Edge Security (file-head)",
        "91 nat-rule destination exact 203.0.113.81 name=static (inside,outside) service=tcp/443 action=static owner=Edge Security (file-head)",
        "91 nat-rule translated exact 192.0.2.13 name=static (inside,outside) service=tcp/443 action=static via=203.0.113.81 owner=Edge Security (file-head)",
        "92 nat-rule translated range 203.0.113.90-203.0.113.99 name=global (outside) 1 action=pool owner=Edge Security (file-head)",
        "93 nat-rule source subnet 192.0.2.0 255.255.255.0 name=nat (inside) 1 action=dynamic covers=192.0.2.0/24 owner=Edge Security (file-head)",
        "13 config-literal literal exact 192.0.2.15 owner=Edge Security (file-head)",
        "18 config-literal literal exact 203.0.113.2 owner=Edge Security (file-head)",
        "18 config-literal literal exact 203.0.113.3 owner=Edge Security (file-head)",
        "23 config-literal literal exact 192.0.2.1 owner=Edge Security (file-head)",
        "75 config-literal literal exact 192.0.2.0 owner=Edge Security (file-head)",
        "83 config-literal literal exact 192.0.2.50 owner=Edge Security (file-head)",
        "95 config-literal literal exact 203.0.113.1 owner=Edge Security (file-head)",
        "96 config-literal literal subnet 10.64.0.0 255.255.0.0 covers=10.64.0.0/16 owner=Edge Security (file-head)",
        "96 config-literal literal exact 192.0.2.254 owner=Edge Security (file-head)",
        "98 config-literal literal exact 192.0.2.51 owner=Edge Security (file-head)",
        "100 config-literal literal exact 192.0.2.52 owner=Edge Security (file-head)",
        "102 config-literal literal exact 192.0.2.53 owner=Edge Security (file-head)",
        "104 config-literal literal exact 198.51.100.200 owner=Edge Security (file-head)",
        "105 config-literal literal exact 198.51.100.200 owner=Edge Security (file-head)",
        "108 config-literal literal exact 192.0.2.99 owner=Edge Security (file-head)",
      ],
      "understood": "96 of 98",
      "unknown": [
        "2 group within itself (line 69)",
        "2 object that is not defined here (line 69)",
        "1 frobnicate (line 108)",
        "1 mask that is no prefix (line 75)",
      ],
    }
  `)
})

test('a running configuration of IOS XE: VRF, wildcards, numbered lists, translations, banner', () => {
  const file = recording(import.meta.dirname, 'core.ios.cfg')
  expect(ciscoIosReader.recognises(file)).toBeGreaterThan(0.85)
  expect(ciscoAsaReader.recognises(file)).toBe(0)
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "device": "rt-core",
      "masked": 16,
      "references": [
        "60 firewall-rule source exact 192.0.2.11 name=SHOP-IN 20 service=tcp/80,443 action=permit vrf=SHOP expires=2026-12-31T23:59 owner=Shop Network (comment)",
        "60 firewall-rule destination subnet 198.51.100.0 0.0.0.255 name=SHOP-IN 20 service=tcp/80,443 action=permit covers=198.51.100.0/24 vrf=SHOP expires=2026-12-31T23:59 owner=Shop Network (comment)",
        "61 firewall-rule source group 192.0.2.11 name=SHOP-IN 30 service=tcp/443,udp/5000-5010 action=permit vrf=SHOP path=TILLS owner=Shop Network (comment)",
        "61 firewall-rule source group 192.0.2.64 255.255.255.240 name=SHOP-IN 30 service=tcp/443,udp/5000-5010 action=permit covers=192.0.2.64/28 vrf=SHOP path=TILLS owner=Shop Network (comment)",
        "61 firewall-rule source group 192.0.2.20-192.0.2.29 name=SHOP-IN 30 service=tcp/443,udp/5000-5010 action=permit vrf=SHOP path=TILLS owner=Shop Network (comment)",
        "61 firewall-rule source group 192.0.2.12 name=SHOP-IN 30 service=tcp/443,udp/5000-5010 action=permit vrf=SHOP path=TILLS>MORE owner=Shop Network (comment)",
        "61 firewall-rule destination any any name=SHOP-IN 30 service=tcp/443,udp/5000-5010 action=permit vrf=SHOP owner=Shop Network (comment)",
        "62 firewall-rule source subnet 192.0.2.0 0.0.0.255 name=SHOP-IN 40 service=tcp action=permit covers=192.0.2.0/24 vrf=SHOP owner=Shop Network (comment)",
        "62 firewall-rule destination exact 198.51.100.9 name=SHOP-IN 40 service=tcp action=permit vrf=SHOP owner=Shop Network (comment)",
        "63 firewall-rule source any any name=SHOP-IN 50 service=udp/53 action=permit vrf=SHOP owner=Shop Network (comment)",
        "63 firewall-rule destination any any name=SHOP-IN 50 service=udp/53 action=permit vrf=SHOP owner=Shop Network (comment)",
        "65 firewall-rule destination any any name=SHOP-IN 70 service=tcp action=permit vrf=SHOP owner=Shop Network (comment)",
        "66 firewall-rule source any any name=SHOP-IN line 6 service=icmp action=permit vrf=SHOP owner=Shop Network (comment)",
        "66 firewall-rule destination exact 198.51.100.10 name=SHOP-IN line 6 service=icmp action=permit vrf=SHOP owner=Shop Network (comment)",
        "67 firewall-rule source any any name=SHOP-IN line 7 service=any action=deny vrf=SHOP owner=Shop Network (comment)",
        "67 firewall-rule destination any any name=SHOP-IN line 7 service=any action=deny vrf=SHOP owner=Shop Network (comment)",
        "69 firewall-rule source exact 192.0.2.50 name=VTY line 1 action=permit",
        "70 firewall-rule source subnet 198.51.100.0 0.0.0.255 name=VTY line 2 action=permit covers=198.51.100.0/24",
        "72 firewall-rule source subnet 2001:db8:40::/64 name=SIX 10 service=tcp/443 action=permit",
        "72 firewall-rule destination exact 2001:db8:40::10 name=SIX 10 service=tcp/443 action=permit",
        "73 firewall-rule source exact 198.51.100.7 name=10 line 1 action=permit",
        "75 firewall-rule source any any name=101 line 1 service=tcp/8000-8010 action=permit owner=Payments (comment)",
        "75 firewall-rule destination exact 192.0.2.30 name=101 line 1 service=tcp/8000-8010 action=permit owner=Payments (comment)",
        "76 nat-rule translated range 203.0.113.20-203.0.113.29 name=pool OUT action=pool",
        "78 nat-rule destination exact 203.0.113.80 name=inside static action=static vrf=SHOP",
        "78 nat-rule translated exact 192.0.2.11 name=inside static action=static vrf=SHOP via=203.0.113.80",
        "79 nat-rule destination exact 203.0.113.2 name=inside static service=tcp/443 action=static path=interface GigabitEthernet0/0/0",
        "79 nat-rule translated exact 192.0.2.12 name=inside static service=tcp/443 action=static via=203.0.113.2",
        "80 nat-rule destination subnet 203.0.113.64/28 name=inside static action=static",
        "80 nat-rule translated subnet 192.0.2.64/28 name=inside static action=static via=203.0.113.64/28",
        "81 nat-rule destination exact 198.51.100.77 name=outside static action=static",
        "81 nat-rule translated exact 192.0.2.200 name=outside static action=static via=198.51.100.77",
        "24 config-literal literal exact 203.0.113.2",
        "30 config-literal literal exact 192.0.2.2 vrf=SHOP",
        "31 config-literal literal exact 192.0.2.130 vrf=SHOP",
        "32 config-literal literal exact 198.51.100.53 vrf=SHOP",
        "34 config-literal literal exact 192.0.2.1 vrf=SHOP",
        "39 config-literal literal exact 198.51.100.2",
        "40 config-literal literal exact 198.51.100.1",
        "65 config-literal literal exact 192.0.0.9",
        "82 config-literal literal exact 203.0.113.1",
        "83 config-literal literal subnet 10.64.0.0 255.255.0.0 covers=10.64.0.0/16 vrf=SHOP",
        "83 config-literal literal exact 192.0.2.254 vrf=SHOP",
        "84 config-literal literal exact 192.0.2.51 vrf=SHOP",
        "86 config-literal literal exact 192.0.2.52",
        "87 config-literal literal exact 192.0.2.54",
        "90 config-literal literal exact 192.0.2.55",
        "92 config-literal literal exact 198.51.100.200",
        "93 config-literal literal exact 192.0.2.53",
        "95 config-literal literal exact 198.51.100.3",
        "96 config-literal literal exact 198.51.100.3",
        "97 config-literal literal exact 192.0.2.99",
      ],
      "understood": "83 of 85",
      "unknown": [
        "1 frobnicate (line 97)",
        "1 mask that is no prefix (line 65)",
      ],
    }
  `)
})

test('the display of access lists: counters, and the entries that groups are opened to', () => {
  const file = recording(import.meta.dirname, 'counters.txt')
  expect(ciscoAsaReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "6 firewall-rule source any any name=OUTSIDE_IN 2 service=tcp/443 action=permit hits=19 owner=Shop Platform (comment)",
        "7 firewall-rule source any any name=OUTSIDE_IN 2 service=tcp/443 action=permit hits=19 owner=Shop Platform (comment)",
        "7 firewall-rule destination exact 192.0.2.11 name=OUTSIDE_IN 2 service=tcp/443 action=permit hits=19 owner=Shop Platform (comment)",
        "8 firewall-rule source any any name=OUTSIDE_IN 2 service=tcp/443 action=permit hits=0 owner=Shop Platform (comment)",
        "8 firewall-rule destination exact 192.0.2.12 name=OUTSIDE_IN 2 service=tcp/443 action=permit hits=0 owner=Shop Platform (comment)",
        "9 firewall-rule source any any name=OUTSIDE_IN 3 service=any action=deny hits=1203 owner=Shop Platform (comment)",
        "9 firewall-rule destination any any name=OUTSIDE_IN 3 service=any action=deny hits=1203 owner=Shop Platform (comment)",
      ],
      "understood": "9 of 9",
      "unknown": [
        "1 object that is not defined here (line 6)",
      ],
    }
  `)
})

test('counters of a display that stands behind the configuration belong to its entries', () => {
  const file = textFile(
    'rt.txt',
    [
      'ip access-list extended A',
      ' 10 permit tcp any host 192.0.2.1 eq 443',
      'Extended IP access list A',
      '    10 permit tcp any host 192.0.2.1 eq 443 (7 matches)',
      'Standard IP access list 20',
      '    10 permit 192.0.2.0, wildcard bits 0.0.0.255 (1 match)',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 firewall-rule source any any name=A 10 service=tcp/443 action=permit hits=7",
        "2 firewall-rule destination exact 192.0.2.1 name=A 10 service=tcp/443 action=permit hits=7",
        "6 firewall-rule source subnet 192.0.2.0 0.0.0.255 name=20 10 action=permit covers=192.0.2.0/24 hits=1",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
})

test('no secret of the recordings is told', () => {
  for (const reader of [ciscoAsaReader, ciscoIosReader]) {
    for (const name of ['edge.asa.cfg', 'core.ios.cfg']) {
      const reading = reader.read(recording(import.meta.dirname, name))
      expect(JSON.stringify([[...reading.references], reading.unknown])).not.toContain('CANARY')
    }
  }
})

test('a captured session of an ASA: the pager, ranges and looked-up names of the counters, what nothing uses', () => {
  const file = textFile(
    'session.txt',
    [
      'fw-till# show running-config',
      'ASA Version 9.8(2)',
      'hostname fw-till',
      'name 192.0.2.7 till-7 description Till',
      'object network TILLS',
      ' range 192.0.2.20 192.0.2.30',
      'object network SPARE',
      ' host 192.0.2.40',
      'object network SPARE-OUT',
      ' host 203.0.113.40',
      'nat source static SPARE SPARE-OUT',
      'nat (inside) 1 0 0',
      'access-list OLD webtype permit tcp host 192.0.2.50 eq 443',
      '<--- More --->\r              \rlogging host inside 192.0.2.60',
      'Cryptochecksum:d41d8cd98f00b204e9800998ecf8427e',
      'fw-till# show access-list',
      'access-list OUT line 1 extended permit tcp any range 192.0.2.70 192.0.2.79 eq https (hitcnt=3) 0x1',
      'access-list OUT line 2 extended permit tcp host till-7 fqdn shop.example (resolved) eq https 0x2',
      '  access-list OUT line 2 extended permit tcp host 192.0.2.7 host 192.0.2.80 (shop.example) eq https (hitcnt=1) 0x3',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "device": "fw-till",
      "masked": 0,
      "references": [
        "17 firewall-rule source any any name=OUT 1 service=tcp/443 action=permit hits=3",
        "17 firewall-rule destination range 192.0.2.70-192.0.2.79 name=OUT 1 service=tcp/443 action=permit hits=3",
        "18 firewall-rule source exact 192.0.2.7 name=OUT 2 service=tcp/443 action=permit",
        "18 firewall-rule destination name shop.example name=OUT 2 service=tcp/443 action=permit host=shop.example",
        "19 firewall-rule source exact 192.0.2.7 name=OUT 2 service=tcp/443 action=permit hits=1",
        "19 firewall-rule destination exact 192.0.2.80 name=OUT 2 service=tcp/443 action=permit hits=1",
        "11 nat-rule destination exact 203.0.113.40 name=any to any action=static path=SPARE-OUT",
        "11 nat-rule translated exact 192.0.2.40 name=any to any action=static path=SPARE via=203.0.113.40",
        "12 nat-rule source any 0.0.0.0 0.0.0.0 name=nat (inside) 1 action=dynamic",
        "4 config-literal literal exact 192.0.2.7",
        "13 config-literal literal exact 192.0.2.50",
        "14 config-literal literal exact 192.0.2.60",
        "6 config-literal literal range 192.0.2.20-192.0.2.30 name=TILLS",
      ],
      "understood": "18 of 19",
      "unknown": [
        "1 access-list webtype (line 13)",
      ],
    }
  `)
})

test('forms of NX-OS and IOS XR: groups with wildcards and ports, IPv4 lists, routes of a VRF', () => {
  const file = textFile(
    'leaf.cfg',
    [
      'version 9.3(5) Bios:version 07.67',
      'hostname leaf-01',
      'object-group ip address RACK',
      '  10 host 192.0.2.10',
      '  20 192.0.2.64 0.0.0.63',
      'object-group ip port WEB',
      '  10 eq 443',
      'object-group network ipv4 SPARE',
      ' 10 192.0.2.128/26',
      'ip access-list EDGE',
      '  10 permit tcp any addrgroup RACK portgroup WEB',
      'ipv4 access-list CORE',
      ' 10 permit ipv4 192.0.2.0 0.0.0.15 any',
      ' 20 permit tcp any net-group RACK eq www',
      ' --More--          30 permit ipv4 host 192.0.2.99 any',
      'vrf context BLUE',
      '  ip route 198.51.100.0/24 192.0.2.2',
      'interface GigabitEthernet0/0/0/0',
      ' vrf BLUE',
      ' ipv4 address 203.0.113.1 255.255.255.0',
      ' ipv4 access-group CORE ingress',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "device": "leaf-01",
      "masked": 0,
      "references": [
        "11 firewall-rule source any any name=EDGE 10 service=tcp/443 action=permit",
        "11 firewall-rule destination group 192.0.2.10 name=EDGE 10 service=tcp/443 action=permit path=RACK",
        "11 firewall-rule destination group 192.0.2.64 0.0.0.63 name=EDGE 10 service=tcp/443 action=permit covers=192.0.2.64/26 path=RACK",
        "13 firewall-rule source subnet 192.0.2.0 0.0.0.15 name=CORE 10 service=any action=permit covers=192.0.2.0/28 vrf=BLUE",
        "13 firewall-rule destination any any name=CORE 10 service=any action=permit vrf=BLUE",
        "14 firewall-rule source any any name=CORE 20 service=tcp/80 action=permit vrf=BLUE",
        "14 firewall-rule destination group 192.0.2.10 name=CORE 20 service=tcp/80 action=permit vrf=BLUE path=RACK",
        "14 firewall-rule destination group 192.0.2.64 0.0.0.63 name=CORE 20 service=tcp/80 action=permit covers=192.0.2.64/26 vrf=BLUE path=RACK",
        "15 firewall-rule source exact 192.0.2.99 name=CORE 30 service=any action=permit vrf=BLUE",
        "15 firewall-rule destination any any name=CORE 30 service=any action=permit vrf=BLUE",
        "17 config-literal literal subnet 198.51.100.0/24 vrf=BLUE",
        "17 config-literal literal exact 192.0.2.2 vrf=BLUE",
        "20 config-literal literal exact 203.0.113.1 vrf=BLUE",
        "9 config-literal literal subnet 192.0.2.128/26 name=SPARE",
      ],
      "understood": "21 of 21",
      "unknown": [],
    }
  `)
})
