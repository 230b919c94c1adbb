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
