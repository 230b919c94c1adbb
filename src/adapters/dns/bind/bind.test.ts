import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { bindReader } from './index.ts'

test('a zone file with its parentheses, relative names and what is not understood', () => {
  const file = recording(import.meta.dirname, 'corner.example.zone')
  expect(bindReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(bindReader, file)).toEqual({
    references: [
      '5 dns-record target name ns1 name=corner.example NS host=corner.example leadsTo=ns1.corner.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '6 dns-record target exact 192.0.2.53 name=ns1.corner.example A host=ns1.corner.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '7 dns-record target exact 192.0.2.11 name=till-01.corner.example A host=till-01.corner.example ttl=300 owner=owner.dns@corner.example (zone-contact)',
      '8 dns-record target exact 2001:db8::11 name=till-01.corner.example AAAA host=till-01.corner.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '9 dns-record target name till-01 name=till.corner.example CNAME host=till.corner.example leadsTo=till-01.corner.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '10 dns-record target name till-01.corner.example. name=_pay._tcp.corner.example SRV service=tcp/8443 host=_pay._tcp.corner.example leadsTo=till-01.corner.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '11 dns-record target name mail.elsewhere.example. name=corner.example MX host=corner.example leadsTo=mail.elsewhere.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '12 dns-record literal exact 192.0.2.25 name=corner.example TXT ttl=3600 owner=owner.dns@corner.example (zone-contact)',
      '17 dns-record target exact 192.0.2.11 name=11.2.0.192.in-addr.arpa PTR leadsTo=till-01.corner.example ttl=3600 owner=owner.dns@corner.example (zone-contact)',
    ],
    understood: '13 of 15',
    unknown: [
      '1 $INCLUDE more.zone under corner.example: a file of its own (line 13)',
      '1 record (line 15)',
      '1 type WKS (line 14)',
    ],
    masked: 1,
    device: 'corner.example',
  })
})

test('names by the dozen, views, classless reverse names, times without $TTL and texts that name hosts', () => {
  const file = recording(import.meta.dirname, 'views/inside/db.yard.example')
  expect(bindReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(bindReader, file)).toEqual({
    references: [
      '4 dns-record target name ns1 name=yard.example NS host=yard.example leadsTo=ns1.yard.example ttl=7200 vrf=inside owner=Yard Network Team (file-head)',
      '5 dns-record target exact 192.0.2.2 name=ns1.yard.example A host=ns1.yard.example ttl=7200 vrf=inside owner=Yard Network Team (file-head)',
      '6 dns-record target exact 198.51.100.20 name=crane-db.yard.example A host=crane-db.yard.example ttl=60 vrf=inside owner=Yard Network Team (file-head)',
      '7 dns-record target exact 198.51.100.101 name=crane-011.yard.example A host=crane-011.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '7 dns-record target exact 198.51.100.102 name=crane-012.yard.example A host=crane-012.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '7 dns-record target exact 198.51.100.103 name=crane-013.yard.example A host=crane-013.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '8 dns-record target name crane-0.yard.example. name=0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR host=0.0.8.b.d.0.1.0.0.2.ip6.arpa leadsTo=crane-0.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '8 dns-record target name crane-2.yard.example. name=2.0.8.b.d.0.1.0.0.2.ip6.arpa PTR host=2.0.8.b.d.0.1.0.0.2.ip6.arpa leadsTo=crane-2.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '8 dns-record target name crane-4.yard.example. name=4.0.8.b.d.0.1.0.0.2.ip6.arpa PTR host=4.0.8.b.d.0.1.0.0.2.ip6.arpa leadsTo=crane-4.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '9 dns-record target exact 198.51.100.30 name=www.yard.example HTTPS host=www.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '9 dns-record target exact 198.51.100.31 name=www.yard.example HTTPS host=www.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '9 dns-record target exact 2001:db8::30 name=www.yard.example HTTPS host=www.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '10 dns-record literal name relay.yard.example name=yard.example TXT host=relay.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '10 dns-record literal subnet 198.51.100.0/28 name=yard.example TXT ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '10 dns-record literal subnet 2001:db8:25::/48 name=yard.example TXT ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '11 dns-record literal exact 198.51.100.77 name=note.yard.example TXT ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '13 dns-record target name _sip._tcp.yard.example. name=sip.yard.example NAPTR host=sip.yard.example leadsTo=_sip._tcp.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
      '16 dns-record target exact 198.51.100.70 name=70.64/26.100.51.198.in-addr.arpa PTR leadsTo=crane-db.yard.example ttl=300 vrf=inside owner=Yard Network Team (file-head)',
    ],
    understood: '15 of 15',
    unknown: [],
    masked: 0,
    device: 'yard.example in inside',
  })
})

test('a file that others include is recognised by its records', () => {
  const file = recording(import.meta.dirname, 'more.zone')
  expect(bindReader.recognises(file)).toBeGreaterThan(0.8)
  expect(toldReading(bindReader, file)).toEqual({
    references: [
      '2 dns-record target exact 192.0.2.13 name=till-03 A host=till-03 ttl=300',
      '3 dns-record target exact 2001:db8::13 name=till-03 AAAA host=till-03 ttl=300',
      '4 dns-record target name till-03 name=till-old CNAME host=till-old leadsTo=till-03 ttl=300',
    ],
    understood: '3 of 3',
    unknown: [],
    masked: 0,
  })
})

test('what $GENERATE makes is bounded', () => {
  const text = '$ORIGIN x.example.\n$GENERATE 0-4000000000 h$ A 10.0.0.1\n$GENERATE 5-4 h$ A 10.0.0.1\n'
  const reading = bindReader.read(textFile('x.zone', text))
  expect([...reading.references].length).toBe(65_536)
  expect(reading.unknown.map(({ construct }) => construct)).toEqual([
    '$GENERATE',
    '$GENERATE of more names than are read',
  ])
})

test.each([
  ['noc', 'noc@corner.example'],
  ['noc.site', 'noc@site.corner.example'],
  ['noc.corner.example', 'noc@corner.example'],
  ['noc.other.example.', 'noc@other.example'],
])('the contact of a zone is a name like any other: %s', (written, contact) => {
  const text = `$ORIGIN corner.example.\n@ 300 SOA ns1 ${written} 1 2 3 4 5\ntill 300 A 192.0.2.11\n`
  const [reference] = bindReader.read(textFile('corner.zone', text)).references
  expect(reference?.ownerHint).toBe(contact)
})

/** What each reference of a zone file that is called so says. */
const saidBy = (name: string, ...lines: readonly string[]): readonly string[] => {
  const file = textFile(name, `${lines.join('\n')}\n`)
  expect(bindReader.recognises(file)).toBeGreaterThan(0.8)
  return [...bindReader.read(file).references].map(
    ({ matched, role, name: record, covers }) =>
      `${record} ${matched} ${role}${covers ? ` = ${covers}` : ''}`,
  )
}

test.each([
  ['db.10.20.30', '10.20.30.7'],
  ['10.20.30.rev', '10.20.30.7'],
  ['30.20.10.rev', '10.20.30.7'],
  ['db.192.168.4', '192.168.4.7'],
  ['named.203.0.113', '203.0.113.7'],
])('a reverse zone that only the name of its file %s tells', (name, address) => {
  const [said] = saidBy(
    name,
    '@ 1h IN SOA ns.yard.example. noc.yard.example. 1 2h 15m 2w 5m',
    '7 PTR till.yard.example.',
  )
  expect(said).toContain(` ${address} target`)
})

test('a zone that nothing names says so; its records without an owner belong to it all the same', () => {
  const text =
    '$TTL 60\n@ IN SOA ns.yard.example. noc.yard.example. (1 2h 15m 2w 5m)\n  IN NS ns.yard.example.\n'
  const reading = bindReader.read(textFile('reverse', text))
  expect([...reading.references].map(({ leadsTo }) => leadsTo)).toEqual(['ns.yard.example'])
  expect(reading.unknown).toMatchObject([
    { construct: 'zone without a name: add named.conf, or call the file after its zone', noted: true },
  ])
})

test('a response policy names addresses in its owners', () => {
  const said = saidBy(
    'rpz.zone',
    '$ORIGIN policy.yard.example.',
    '@ 60 SOA ns.yard.example. noc.yard.example. 1 2h 15m 2w 5m',
    '32.7.2.0.192.rpz-ip CNAME .',
    '24.0.100.51.198.rpz-client-ip CNAME rpz-drop.',
    '128.7.zz.db8.2001.rpz-nsip CNAME *.',
    'phish.example CNAME .',
    'walled.example A 192.0.2.99',
  )
  expect(said).toEqual([
    '32.7.2.0.192.rpz-ip.policy.yard.example CNAME 32.7.2.0.192.rpz-ip.policy.yard.example source = 192.0.2.7/32',
    '24.0.100.51.198.rpz-client-ip.policy.yard.example CNAME 24.0.100.51.198.rpz-client-ip.policy.yard.example source = 198.51.100.0/24',
    '128.7.zz.db8.2001.rpz-nsip.policy.yard.example CNAME 128.7.zz.db8.2001.rpz-nsip.policy.yard.example source = 2001:db8::7/128',
    'walled.example.policy.yard.example A 192.0.2.99 target',
  ])
})

test('types of other servers: ALIAS and ANAME point, LUA and URI have addresses in their texts', () => {
  const said = saidBy(
    'yard.example.zone',
    '@ 60 SOA ns.yard.example. noc.yard.example. 1 2h 15m 2w 5m',
    'shop ALIAS till',
    'store ANAME till.elsewhere.example.',
    `till LUA A "ifportup(443, {'192.0.2.5','192.0.2.6'})"`,
    'files URI 10 1 "ftp://192.0.2.7/pub"',
    'odd TYPE65534 \\# 1 00',
  )
  expect(said).toEqual([
    'shop.yard.example ALIAS till target',
    'store.yard.example ANAME till.elsewhere.example. target',
    'till.yard.example LUA 192.0.2.5 literal',
    'till.yard.example LUA 192.0.2.6 literal',
    'files.yard.example URI 192.0.2.7 literal',
  ])
})

test('what a server dumped, with times and without classes', () => {
  const said = saidBy(
    'named_dump.db',
    '; Start view inside',
    '$DATE 20261105052038',
    '; authanswer',
    'yard.example.\t\t1086384\tIN NS\tns.yard.example.',
    'till.yard.example.\t86399\tA\t192.0.2.8',
  )
  expect(said).toEqual(['yard.example NS ns.yard.example. target', 'till.yard.example A 192.0.2.8 target'])
})

test('a damaged record is not understood and told; one that writes its address in bytes is', () => {
  const text = [
    '@ 60 SOA ns.yard.example. noc.yard.example. 1 2h 15m 2w 5m',
    'till A 192.0.2.300',
    'till AAAA 2001:db8:::1',
    'till MX 10',
    '_pay._tcp SRV 0 5 443',
    '$GENERATE 254-257 desk-$ A 192.0.2.$',
    'four A \\# 4 C0000201',
    'six AAAA \\# 16 20010db8000000000000 000000000007',
    'odd A \\# 3 c00002',
    'five IN TYPE1 \\# 4 c0000205',
  ].join('\n')
  const reading = bindReader.read(textFile('yard.example.zone', text))
  expect([...reading.references].map(({ matched, covers }) => covers ?? matched)).toEqual([
    '192.0.2.254',
    '192.0.2.255',
    '192.0.2.1',
    '2001:db8::7',
    '192.0.2.5',
  ])
  expect(reading.unknown.map(({ construct, count, example }) => [construct, count, example.line])).toEqual([
    ['A record without what it names', 2, 2],
    ['$GENERATE of records without what they name', 1, 6],
    ['AAAA record without what it names', 1, 3],
    ['MX record without what it names', 1, 4],
    ['SRV record without what it names', 1, 5],
  ])
  expect([reading.statements, reading.understood]).toEqual([10, 5])
})
