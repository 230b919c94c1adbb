import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
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
        "12 config-literal literal exact 198.51.100.14 name=system syslog host any owner=Yard Network Security (file-head)",
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
