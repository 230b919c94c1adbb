import { expect, test } from 'vitest'
import { textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { ciscoIosReader } from './index.ts'

test('a range in two words is one range: what is kept from leases, pools of dial-in and of translations', () => {
  const file = textFile(
    'rt.cfg',
    [
      'version 15.2',
      'ip dhcp excluded-address 192.0.2.1 192.0.2.20',
      'ip dhcp excluded-address vrf SHOP 192.0.2.30 192.0.2.40',
      'ip dhcp excluded-address 192.0.2.254',
      'ip local pool DIAL 198.51.100.10 198.51.100.99',
      'ip nat pool OUT netmask 255.255.255.0',
      ' address 203.0.113.10 203.0.113.19',
      'interface Vlan10',
      ' ip address 192.0.2.253 255.255.255.0',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 config-literal literal range 192.0.2.1-192.0.2.20",
        "3 config-literal literal range 192.0.2.30-192.0.2.40 vrf=SHOP",
        "4 config-literal literal exact 192.0.2.254",
        "5 config-literal literal range 198.51.100.10-198.51.100.99",
        "7 config-literal literal range 203.0.113.10-203.0.113.19",
        "9 config-literal literal exact 192.0.2.253",
      ],
      "understood": "9 of 9",
      "unknown": [],
    }
  `)
})

test('lines of a routing process stand in the VRF above them', () => {
  const file = textFile(
    'rt.cfg',
    [
      'version 15.2',
      'router bgp 65000',
      ' neighbor 192.0.2.1 remote-as 65001',
      ' address-family ipv4 vrf SHOP',
      '  neighbor 192.0.2.2 remote-as 65002',
      '  network 198.51.100.0 mask 255.255.255.0',
      ' exit-address-family',
      ' neighbor 192.0.2.3 remote-as 65003',
      'router static',
      ' address-family ipv4 unicast',
      '  203.0.113.0/25 192.0.2.4',
      ' vrf SHOP',
      '  address-family ipv4 unicast',
      '   203.0.113.128/25 192.0.2.5',
      'logging server 192.0.2.6 use-vrf MANAGEMENT',
      'ip route 192.0.2.128/25 Ethernet1/2 192.0.2.7 vrf SHOP',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 config-literal literal exact 192.0.2.1",
        "5 config-literal literal exact 192.0.2.2 vrf=SHOP",
        "6 config-literal literal subnet 198.51.100.0 mask 255.255.255.0 covers=198.51.100.0/24 vrf=SHOP",
        "8 config-literal literal exact 192.0.2.3",
        "11 config-literal literal subnet 203.0.113.0/25",
        "11 config-literal literal exact 192.0.2.4",
        "14 config-literal literal subnet 203.0.113.128/25 vrf=SHOP",
        "14 config-literal literal exact 192.0.2.5 vrf=SHOP",
        "15 config-literal literal exact 192.0.2.6 vrf=MANAGEMENT",
        "16 config-literal literal subnet 192.0.2.128/25",
        "16 config-literal literal exact 192.0.2.7",
      ],
      "understood": "16 of 16",
      "unknown": [],
    }
  `)
})
