import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { makeHearing } from '../../../algebra/evidence/told.ts'
import type { Told } from '../../../model/told.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
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
        "486 nat-rule source any any name=NAT 1 service=any action=static",
        "488 nat-rule destination exact 203.0.113.80 name=NAT 1 service=any action=static path=yard-web-outside",
        "489 nat-rule translated exact 192.0.2.11 name=NAT 1 service=any action=static path=yard-web-01 via=203.0.113.80",
        "489 nat-rule translated exact 2001:db8::11 name=NAT 1 service=any action=static path=yard-web-01 via=203.0.113.80",
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

const machine = (uid: string, name: string, address: string, more: object = {}): object => ({
  uid,
  name,
  type: 'host',
  'ipv4-address': address,
  ...more,
})
const anyone = { uid: 'any', name: 'Any', type: 'CpmiAnyObject' }
const original = { uid: 'same', name: 'Original', type: 'Global' }

/** What is told of answers that stand in one file, a line for each of them. */
function read(...answers: readonly object[]): object {
  return toldReading(
    checkPointReader,
    textFile('till.json', answers.map((one) => JSON.stringify(one)).join('\n')),
  )
}

test('translations that the management makes of the settings of an object, with and without their rules', () => {
  const web = machine('w', 'till-web', '192.0.2.11', {
    'nat-settings': { 'auto-rule': true, 'ipv4-address': '203.0.113.11', method: 'static' },
  })
  const net = {
    uid: 'n',
    name: 'tills',
    type: 'network',
    subnet4: '192.0.2.0',
    'mask-length4': 24,
    'nat-settings': { 'auto-rule': true, 'hide-behind': 'gateway', method: 'hide' },
  }
  const rule = (number: number, method: string, sides: object): object => ({
    uid: `r${number}`,
    type: 'nat-rule',
    'rule-number': number,
    method,
    'auto-generated': true,
    'original-source': 'any',
    'original-destination': 'any',
    'original-service': 'any',
    'translated-source': 'same',
    'translated-destination': 'same',
    ...sides,
  })
  const rules = [
    rule(1, 'static', { 'original-source': 'w', 'translated-source': 'w' }),
    rule(2, 'static', { 'original-destination': 'w', 'translated-destination': 'w' }),
    rule(3, 'hide', { 'original-source': 'n', 'translated-source': 'n' }),
  ]
  const told = [
    '1 nat-rule source exact 192.0.2.11 name=NAT 1 service=any action=static path=till-web',
    '1 nat-rule destination any any name=NAT 1 service=any action=static',
    '1 nat-rule translated exact 203.0.113.11 name=NAT 1 service=any action=static path=till-web (outside)',
    '1 nat-rule source any any name=NAT 2 service=any action=static',
    '1 nat-rule destination exact 203.0.113.11 name=NAT 2 service=any action=static path=till-web (outside)',
    '1 nat-rule translated exact 192.0.2.11 name=NAT 2 service=any action=static path=till-web via=203.0.113.11',
    '1 nat-rule source subnet 192.0.2.0/24 name=NAT 3 service=any action=hide path=tills',
    '1 nat-rule destination any any name=NAT 3 service=any action=hide',
  ]
  const dictionary = { 'objects-dictionary': [anyone, original, web, net] }
  expect(read({ rulebase: rules, ...dictionary })).toMatchObject({ references: told, unknown: [] })
  // The dictionary of a real answer leaves the settings out.
  const bare = { ...machine('w', 'till-web', '192.0.2.11') }
  expect(read({ rulebase: rules.slice(0, 1), 'objects-dictionary': [anyone, original, bare] })).toMatchObject(
    { unknown: ['1 automatic translation without its address (line 1)'] },
  )
  expect(read({ objects: [web] })).toMatchObject({
    references: [
      '1 nat-rule destination exact 203.0.113.11 name=till-web action=static',
      '1 nat-rule translated exact 192.0.2.11 name=till-web action=static via=203.0.113.11',
      '1 config-literal literal exact 192.0.2.11 name=till-web',
    ],
  })
})

test('cards of a gateway, members of a cluster, one object alone', () => {
  const cluster = {
    uid: 'c',
    name: 'till-gw',
    type: 'simple-cluster',
    domain: { 'domain-type': 'domain' },
    'ipv4-address': '203.0.113.1',
    interfaces: [
      { 'interface-name': 'eth0', 'ipv4-address': '203.0.113.1' },
      { 'interface-name': 'eth1', 'ipv4-address': '192.0.2.1' },
    ],
    'cluster-members': [
      {
        name: 'till-gw-1',
        'ip-address': '203.0.113.2',
        interfaces: [{ name: 'eth1', 'ipv4-address': '192.0.2.2' }],
      },
    ],
  }
  const file = textFile('gateway.json', JSON.stringify(cluster))
  expect(checkPointReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(checkPointReader, file)).toMatchObject({
    references: [
      '1 config-literal literal exact 192.0.2.1 name=till-gw eth1',
      '1 config-literal literal exact 203.0.113.2 name=till-gw till-gw-1',
      '1 config-literal literal exact 192.0.2.2 name=till-gw till-gw-1 eth1',
      '1 config-literal literal exact 203.0.113.1 name=till-gw',
    ],
    understood: '1 of 1',
  })
})

test('columns and groups that are shown as ranges, a group without its members', () => {
  const ranges = (start: string, end: string): object => ({ ipv4: [{ start, end }], ipv6: [], others: [] })
  const group = { uid: 'g', name: 'tills', type: 'group', ranges: ranges('192.0.2.10', '192.0.2.19') }
  const empty = { uid: 'e', name: 'elsewhere', type: 'group' }
  const rule = {
    uid: 'r',
    type: 'access-rule',
    'rule-number': 1,
    'source-ranges': ranges('198.51.100.7', '198.51.100.7'),
    destination: ['g', 'e'],
    service: ['any'],
    action: { name: 'Accept' },
  }
  expect(
    read({ name: 'Shop', rulebase: [rule], 'objects-dictionary': [anyone, group, empty] }),
  ).toMatchObject({
    references: [
      '1 firewall-rule source exact 198.51.100.7 name=Shop 1 service=any action=accept',
      '1 firewall-rule destination group 192.0.2.10-192.0.2.19 name=Shop 1 service=any action=accept path=tills',
    ],
    unknown: ['1 group without its members (line 1)'],
  })
})

test('objects of other files: a rulebase hears what its groups hold, and what its machines are translated to', () => {
  const uid = (sign: string): string => `${sign.repeat(8)}-77aa-4bbb-8ccc-0123456789ab`
  const [web, group] = [uid('a'), uid('b')]
  const rulebase = {
    name: 'Shop',
    rulebase: [
      {
        uid: 'r',
        type: 'access-rule',
        'rule-number': 1,
        source: ['any'],
        destination: [group],
        service: ['any'],
      },
      {
        uid: 'n',
        type: 'nat-rule',
        'auto-generated': true,
        method: 'static',
        'original-destination': web,
        'translated-destination': web,
      },
    ],
    'objects-dictionary': [
      anyone,
      { uid: group, name: 'tills', type: 'group' },
      machine(web, 'till-web', '192.0.2.11'),
    ],
  }
  const answers = [
    {
      objects: [
        { uid: group, name: 'tills', type: 'group', domain: { 'domain-type': 'domain' }, members: [web] },
      ],
    },
    {
      objects: [
        machine(web, 'till-web', '192.0.2.11', {
          'nat-settings': { 'auto-rule': true, 'ipv4-address': '203.0.113.11', method: 'static' },
        }),
      ],
    },
    rulebase,
  ].map((answer, at) => textFile(`answer-${at}.json`, JSON.stringify(answer)))
  expect(answers.every((file) => checkPointReader.recognises(file) > 0.9)).toBe(true)
  let hearing = makeHearing([])
  for (let round = 0; round < 3; round++)
    hearing = makeHearing(
      answers.map((file) => {
        const { told = [] } = checkPointReader.read(file, contextWith(hearing(file.name)))
        return { file: file.name, told }
      }),
    )
  const last = answers[2] ?? textFile('', '')
  expect(toldReading(checkPointReader, last, contextWith(hearing(last.name)))).toMatchObject({
    references: [
      '1 firewall-rule source any any name=Shop 1 service=any',
      '1 firewall-rule destination group 192.0.2.11 name=Shop 1 service=any path=tills',
      '1 nat-rule destination exact 203.0.113.11 name=Shop action=static path=till-web (outside)',
      '1 nat-rule translated exact 192.0.2.11 name=Shop action=static path=till-web via=203.0.113.11',
    ],
    unknown: [],
  })
})

function contextWith(told: readonly Told[]): EvidenceContext {
  return { hostNames: new Set(), domains: new Set(), told }
}
