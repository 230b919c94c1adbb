import { expect, test } from 'vitest'
import { textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { ciscoAsaReader, ciscoIosReader } from './index.ts'

test('a mask that is no prefix comes to its parts, unless they are too many', () => {
  const file = textFile(
    'rt.cfg',
    [
      'ip access-list extended TILLS',
      ' permit tcp 10.1.0.5 0.0.3.0 any eq 443',
      ' permit ip 10.2.0.0 0.0.1.63 any',
      ' permit ip 10.3.0.1 0.255.255.0 any',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 firewall-rule source group 10.1.0.5 name=TILLS line 1 service=tcp/443 action=permit path=10.1.0.5 0.0.3.0",
        "2 firewall-rule source group 10.1.1.5 name=TILLS line 1 service=tcp/443 action=permit path=10.1.0.5 0.0.3.0",
        "2 firewall-rule source group 10.1.2.5 name=TILLS line 1 service=tcp/443 action=permit path=10.1.0.5 0.0.3.0",
        "2 firewall-rule source group 10.1.3.5 name=TILLS line 1 service=tcp/443 action=permit path=10.1.0.5 0.0.3.0",
        "2 firewall-rule destination any any name=TILLS line 1 service=tcp/443 action=permit",
        "3 firewall-rule source group 10.2.0.0/26 name=TILLS line 2 service=any action=permit path=10.2.0.0 0.0.1.63",
        "3 firewall-rule source group 10.2.1.0/26 name=TILLS line 2 service=any action=permit path=10.2.0.0 0.0.1.63",
        "3 firewall-rule destination any any name=TILLS line 2 service=any action=permit",
        "4 firewall-rule destination any any name=TILLS line 3 service=any action=permit",
        "4 config-literal literal exact 10.3.0.1",
      ],
      "understood": "3 of 4",
      "unknown": [
        "1 mask that is no prefix (line 4)",
      ],
    }
  `)
})

test('a netmask that is none, and protocols by their numbers', () => {
  const file = textFile(
    'fw.cfg',
    [
      'ASA Version 9.16(4)',
      'object-group service TUNNELS',
      ' service-object 47',
      ' service-object esp',
      'access-list IN extended permit 47 10.1.0.5 255.255.254.255 any',
      'access-list IN extended permit object-group TUNNELS any host 10.1.1.5',
      'access-list IN extended permit 99 any host 10.1.1.6',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "5 firewall-rule source group 10.1.0.5 name=IN line 1 service=gre action=permit path=10.1.0.5 255.255.254.255",
        "5 firewall-rule source group 10.1.1.5 name=IN line 1 service=gre action=permit path=10.1.0.5 255.255.254.255",
        "5 firewall-rule destination any any name=IN line 1 service=gre action=permit",
        "6 firewall-rule source any any name=IN line 2 service=gre,esp action=permit",
        "6 firewall-rule destination exact 10.1.1.5 name=IN line 2 service=gre,esp action=permit",
        "7 firewall-rule source any any name=IN line 3 service=protocol-99 action=permit",
        "7 firewall-rule destination exact 10.1.1.6 name=IN line 3 service=protocol-99 action=permit",
      ],
      "understood": "7 of 7",
      "unknown": [],
    }
  `)
})

test('a list of the sixth version belongs to the VRF of its interface; the owner of a translation is in what is said of it', () => {
  const router = textFile(
    'rt.cfg',
    [
      'ipv6 access-list SIX',
      ' permit tcp any host 2001:db8::5 eq 443',
      'interface Vlan10',
      ' vrf forwarding SHOP',
      ' ipv6 traffic-filter SIX in',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, router)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "2 firewall-rule source any any name=SIX line 1 service=tcp/443 action=permit vrf=SHOP",
        "2 firewall-rule destination exact 2001:db8::5 name=SIX line 1 service=tcp/443 action=permit vrf=SHOP",
      ],
      "understood": "5 of 5",
      "unknown": [],
    }
  `)
  const firewall = textFile(
    'fw.cfg',
    [
      'object network TILL',
      ' host 192.0.2.1',
      'nat (inside,outside) source static TILL TILL description Owner: Till Platform',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, firewall)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 nat-rule source exact 192.0.2.1 name=inside to outside action=static path=TILL owner=Till Platform (description)",
      ],
      "understood": "3 of 3",
      "unknown": [],
    }
  `)
})
