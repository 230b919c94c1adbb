import { expect, test } from 'vitest'
import { textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { ciscoAsaReader, ciscoIosReader } from './index.ts'

test('what is said of a translation does not change it, and an interface may be of the sixth version', () => {
  const file = textFile(
    'fw.cfg',
    [
      'ASA Version 9.12(4)',
      'object network TILL',
      ' host 192.0.2.1',
      'object network TILL-OUT',
      ' host 203.0.113.1',
      'object network CALLER',
      ' host 2001:db8::7',
      'nat (inside,outside) source static TILL TILL-OUT description inactive since destination static moved',
      'nat (outside,inside) source static any any destination static interface ipv6 CALLER',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "8 nat-rule destination exact 203.0.113.1 name=inside to outside action=static path=TILL-OUT",
        "8 nat-rule translated exact 192.0.2.1 name=inside to outside action=static path=TILL via=203.0.113.1",
        "9 nat-rule source any any name=outside to inside action=static",
        "9 nat-rule translated exact 2001:db8::7 name=outside to inside action=static path=CALLER",
      ],
      "understood": "9 of 9",
      "unknown": [
        "1 address of an interface (line 9)",
      ],
    }
  `)
})

test('translations of PIX: through a list, by an alias, to the address of a named interface', () => {
  const file = textFile(
    'pix.cfg',
    [
      'PIX Version 6.3(5)',
      'nameif ethernet0 outside security0',
      'access-list POLICY permit ip host 192.0.2.5 198.51.100.0 255.255.255.0',
      'ip address outside 203.0.113.2 255.255.255.0',
      'static (inside,outside) 203.0.113.5 access-list POLICY',
      'static (inside,outside) tcp interface https 192.0.2.6 https netmask 255.255.255.255 0 0',
      'alias (inside) 192.0.2.9 203.0.113.9 255.255.255.255',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 firewall-rule source exact 192.0.2.5 name=POLICY line 1 service=any action=permit",
        "3 firewall-rule destination subnet 198.51.100.0 255.255.255.0 name=POLICY line 1 service=any action=permit covers=198.51.100.0/24",
        "5 nat-rule destination exact 203.0.113.5 name=static (inside,outside) action=static",
        "6 nat-rule destination exact 203.0.113.2 name=static (inside,outside) service=tcp/443 action=static path=interface outside",
        "6 nat-rule translated exact 192.0.2.6 name=static (inside,outside) service=tcp/443 action=static via=203.0.113.2",
        "7 nat-rule destination exact 192.0.2.9 name=alias (inside) action=static",
        "7 nat-rule translated exact 203.0.113.9 name=alias (inside) action=static via=192.0.2.9",
        "4 config-literal literal exact 203.0.113.2",
      ],
      "understood": "7 of 7",
      "unknown": [],
    }
  `)
})

test('translations of a router: without sides, of a protocol without ports', () => {
  const file = textFile(
    'rt.cfg',
    [
      'version 15.2',
      'interface Dialer1',
      ' ip address 203.0.113.3 255.255.255.0',
      'ip nat source static 192.0.2.14 203.0.113.14',
      'ip nat source list 7 interface Dialer1 overload',
      'ip nat inside source static esp 192.0.2.13 interface Dialer1',
      'ip nat portmap MAP',
    ].join('\n'),
  )
  expect(toldReading(ciscoIosReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "4 nat-rule destination exact 203.0.113.14 name=inside static action=static",
        "4 nat-rule translated exact 192.0.2.14 name=inside static action=static via=203.0.113.14",
        "6 nat-rule destination exact 203.0.113.3 name=inside static service=esp action=static path=interface Dialer1",
        "6 nat-rule translated exact 192.0.2.13 name=inside static service=esp action=static via=203.0.113.3",
        "3 config-literal literal exact 203.0.113.3",
      ],
      "understood": "7 of 7",
      "unknown": [],
    }
  `)
})

test('the address of an interface that is leased is not known here', () => {
  const file = textFile(
    'fw.cfg',
    [
      'interface GigabitEthernet0/0',
      ' nameif outside',
      ' ip address dhcp setroute',
      'object network LAN',
      ' subnet 192.0.2.0 255.255.255.0',
      ' nat (inside,outside) dynamic interface',
    ].join('\n'),
  )
  expect(toldReading(ciscoAsaReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "6 nat-rule source subnet 192.0.2.0 255.255.255.0 name=object LAN action=dynamic covers=192.0.2.0/24 path=LAN",
      ],
      "understood": "6 of 6",
      "unknown": [
        "1 address of an interface (line 6)",
      ],
    }
  `)
})
