import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
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
    understood: '12 of 15',
    unknown: ['1 $INCLUDE (line 13)', '1 record (line 15)', '1 type WKS (line 14)'],
    masked: 1,
    device: 'corner.example',
  })
})
