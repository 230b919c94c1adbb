import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { checkPointReader } from './index.ts'

test('an access layer with sections and a translation: groups, ranges, both families, times, owners, what is left out', () => {
  const file = recording(import.meta.dirname, 'rulebases.json')
  expect(checkPointReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(checkPointReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "references": [
        "17 firewall-rule source any any name=Network 1 web in service=tcp/443 action=accept hits=42 owner=Yard Web Team (comment)",
        "21 firewall-rule destination exact 192.0.2.11 name=Network 1 web in service=tcp/443 action=accept hits=42 path=yard-web-01 owner=Yard Web Team (comment)",
        "21 firewall-rule destination exact 2001:db8::11 name=Network 1 web in service=tcp/443 action=accept hits=42 path=yard-web-01 owner=Yard Web Team (comment)",
        "61 firewall-rule source range 198.51.100.10-198.51.100.19 name=Network 2 cranes service=tcp/443,udp/49152-65535 action=accept expires=2027-08-31T23:59 path=cranes owner=Crane Platform (comment)",
        "66 firewall-rule destination group 192.0.2.11 name=Network 2 cranes service=tcp/443,udp/49152-65535 action=accept expires=2027-08-31T23:59 path=Yard servers>yard-web-01 owner=Crane Platform (comment)",
        "66 firewall-rule destination group 2001:db8::11 name=Network 2 cranes service=tcp/443,udp/49152-65535 action=accept expires=2027-08-31T23:59 path=Yard servers>yard-web-01 owner=Crane Platform (comment)",
        "66 firewall-rule destination group 198.51.100.10-198.51.100.19 name=Network 2 cranes service=tcp/443,udp/49152-65535 action=accept expires=2027-08-31T23:59 path=Yard servers>cranes owner=Crane Platform (comment)",
        "66 firewall-rule destination group 192.0.2.21 name=Network 2 cranes service=tcp/443,udp/49152-65535 action=accept expires=2027-08-31T23:59 path=Yard servers>Yard inner>yard-db-01 owner=Crane Platform (comment)",
        "105 firewall-rule destination exact 192.0.2.21 name=Network 3 not these service=any action=drop path=yard-db-01",
        "149 firewall-rule source subnet 192.0.2.0/24 name=Network 4 net to web service=tcp/443 action=accept path=yard-net disabled",
        "153 firewall-rule destination exact 192.0.2.11 name=Network 4 net to web service=tcp/443 action=accept path=yard-web-01 disabled",
        "153 firewall-rule destination exact 2001:db8::11 name=Network 4 net to web service=tcp/443 action=accept path=yard-web-01 disabled",
        "188 firewall-rule source exact 192.0.2.21 name=Network 5 one to web service=tcp/443 action=accept path=yard-db-01 redundant with Network 1 web in",
        "192 firewall-rule destination exact 192.0.2.11 name=Network 5 one to web service=tcp/443 action=accept path=yard-web-01 redundant with Network 1 web in",
        "192 firewall-rule destination exact 2001:db8::11 name=Network 5 one to web service=tcp/443 action=accept path=yard-web-01 redundant with Network 1 web in",
        "227 firewall-rule source group 192.0.2.11 name=Network 6 names and exceptions service=icmp action=accept path=Yard without cranes>Yard servers>yard-web-01",
        "227 firewall-rule source group 2001:db8::11 name=Network 6 names and exceptions service=icmp action=accept path=Yard without cranes>Yard servers>yard-web-01",
        "227 firewall-rule source group 198.51.100.10-198.51.100.19 name=Network 6 names and exceptions service=icmp action=accept path=Yard without cranes>Yard servers>cranes",
        "227 firewall-rule source group 192.0.2.21 name=Network 6 names and exceptions service=icmp action=accept path=Yard without cranes>Yard servers>Yard inner>yard-db-01",
        "231 firewall-rule destination name shop.example name=Network 6 names and exceptions service=icmp action=accept host=shop.example path=.shop.example",
        "266 firewall-rule source any any name=Network 7 clean up service=any action=drop",
        "270 firewall-rule destination any any name=Network 7 clean up service=any action=drop",
        "486 nat-rule source any any name=1 service=any action=static",
        "488 nat-rule destination exact 203.0.113.80 name=1 service=any action=static path=yard-web-outside",
        "489 nat-rule translated exact 192.0.2.11 name=1 service=any action=static path=yard-web-01 via=203.0.113.80",
        "489 nat-rule translated exact 2001:db8::11 name=1 service=any action=static path=yard-web-01 via=203.0.113.80",
        "430 config-literal literal exact 203.0.113.1 name=yard-gw",
      ],
      "understood": "8 of 9",
      "unknown": [
        "1 access role (line 61)",
        "1 group with exceptions (line 227)",
        "1 negated match (line 101)",
        "1 threat-rule (line 500)",
      ],
    }
  `)
})

test('objects that stand in the rules themselves, and a rule that an earlier one covers', () => {
  const any = '{"uid":"a","name":"Any","type":"CpmiAnyObject"}'
  const side = (uid: string, address: string) =>
    `[{"name":"host ${uid}","type":"host","ipv4-address":"${address}"}]`
  const rule = (number: number, source: string) =>
    `{"uid":"r${number}","name":"rule ${number}","type":"access-rule","rule-number":${number},"source":${source},"destination":${side('2', '192.0.2.2')},` +
    `"service":[${any}],"vpn":[${any}],"content":[${any}],"time":[${any}],"action":{"uid":"x","name":"Accept","type":"RulebaseAction"},"enabled":true,"install-on":[]}`
  const text = `{"name":"Shop","rulebase":[${rule(1, `[${any}]`)},\n${rule(2, side('1', '192.0.2.1'))}]}`
  const references = [...checkPointReader.read(textFile('shop.json', text)).references]
  expect(references.map(({ line, matched, name, shadowedBy }) => [line, matched, name, shadowedBy])).toEqual([
    [1, 'any', 'Shop 1 rule 1', undefined],
    [1, '192.0.2.2', 'Shop 1 rule 1', undefined],
    [2, '192.0.2.1', 'Shop 2 rule 2', 'Shop 1 rule 1'],
    [2, '192.0.2.2', 'Shop 2 rule 2', 'Shop 1 rule 1'],
  ])
})

test('an answer of objects alone, without rules', () => {
  const objects = [
    { uid: 'a', name: 'till-01', type: 'host', 'ipv4-address': '192.0.2.11' },
    { uid: 'b', name: 'tills', type: 'network', subnet4: '192.0.2.0', 'mask-length4': 24 },
  ]
  const text = JSON.stringify({ objects, from: 1, to: 2, total: 2 })
  const file = textFile('hosts.json', text)
  expect(checkPointReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(checkPointReader, file)).toMatchObject({
    references: [
      '1 config-literal literal exact 192.0.2.11 name=till-01',
      '1 config-literal literal subnet 192.0.2.0/24 name=tills',
    ],
    understood: '2 of 2',
  })
})
