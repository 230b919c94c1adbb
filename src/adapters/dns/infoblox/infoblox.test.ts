import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { infobloxReader } from './index.ts'

test('an export of many types: addresses, names, networks, views, owners and what is not understood', () => {
  const file = recording(import.meta.dirname, 'corner.csv')
  expect(infobloxReader.recognises(file)).toBe(0.97)
  expect(JSON.stringify([...infobloxReader.read(file).references])).not.toMatch(/CANARY|hiddencli77/)
  expect(toldReading(infobloxReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "references": [
        "4 dns-record target exact 192.0.2.11 name=till-01.corner.example HOST host=till-01.corner.example ttl=300 owner=Shop Applications (tag)",
        "4 dns-record target exact 192.0.2.12 name=till-01.corner.example HOST host=till-01.corner.example ttl=300 owner=Shop Applications (tag)",
        "4 dns-record target exact 2001:db8::11 name=till-01.corner.example HOST host=till-01.corner.example ttl=300 owner=Shop Applications (tag)",
        "4 dns-record target name till-01.corner.example name=till.corner.example CNAME host=till.corner.example leadsTo=till-01.corner.example ttl=300 owner=Shop Applications (tag)",
        "5 ipam-entry literal exact 192.0.2.90 name=printer.corner.example host=printer.corner.example vrf=yard owner=Workplace (comment)",
        "8 dns-record target exact 192.0.2.13 name=till-02.corner.example HOST host=till-02.corner.example vrf=yard",
        "10 dns-record target exact 192.0.2.20 name=db.corner.example A host=db.corner.example ttl=60 vrf=inside disabled owner=Databases (tag)",
        "12 dns-record target exact 192.0.2.20 name=20.2.0.192.in-addr.arpa PTR leadsTo=db.corner.example",
        "13 dns-record target exact 192.0.2.11 name=192.0.2.11 PTR leadsTo=till-01.corner.example",
        "15 dns-record target name db.corner.example name=orders.corner.example CNAME host=orders.corner.example leadsTo=db.corner.example",
        "17 dns-record target name mail.corner.example name=corner.example MX host=corner.example leadsTo=mail.corner.example",
        "19 dns-record target name till-01.corner.example name=_pay._tcp.corner.example SRV service=tcp/8443 host=_pay._tcp.corner.example leadsTo=till-01.corner.example",
        "21 dns-record literal subnet 192.0.2.0/28 name=corner.example TXT",
        "23 ipam-entry literal subnet 192.0.2.0/255.255.255.0",
        "23 ipam-entry literal exact 192.0.2.1 name=routers",
        "25 ipam-entry literal range 192.0.2.100-192.0.2.150",
        "27 ipam-entry literal exact 192.0.2.30 name=scanner host=scanner",
        "29 ipam-entry literal range 192.0.2.200-192.0.2.210",
      ],
      "understood": "28 of 29",
      "unknown": [
        "1 row without a header (line 30)",
      ],
    }
  `)
})

const saidBy = (text: string): readonly string[] => {
  const file = textFile('export.csv', text)
  expect(infobloxReader.recognises(file)).toBe(0.97)
  return [...infobloxReader.read(file).references].map(
    ({ matched, role, name }) => `${matched} ${role}${name ? ` ${name}` : ''}`,
  )
}

test.each([';', '\t'])('an import may be parted by %j', (sign) => {
  const text = 'HEADER-HostRecord,fqdn*,address*\nHostRecord,till.corner.example, 192.0.2.11\n'
  expect(saidBy(text.replaceAll(',', sign))).toEqual(['192.0.2.11 target till.corner.example HOST'])
})

test('who may ask and transfer, what clients are told, and the kinds of objects that few have', () => {
  const text = [
    'header-authzone,fqdn*,allow_query,allow_transfer,external_secondaries,comment',
    'authzone,corner.example,"192.0.2.0/28/Allow,yard",192.0.2.77/Deny,ns2.elsewhere.example/192.0.2.78/False,',
    'header-network,network*,OPTION-150,EA-Owner',
    'network,192.0.2.0/24,192.0.2.5,Yard Networks',
    'header-namedaclitem,parent*,address_or_key,permission',
    'namedaclitem,yard,198.51.100.0/24,Allow',
    'header-bulkhost,prefix*,start_address*,end_address*,zone',
    'bulkhost,desk,198.51.100.10,198.51.100.20,corner.example',
    'header-sharedarecord,address*,name*,parent*',
    'sharedarecord,198.51.100.30,portal,group',
    'header-dtcserver,name*,host*',
    'dtcserver,till,198.51.100.40',
  ].join('\n')
  expect(saidBy(text)).toEqual([
    '192.0.2.0/28 source allow_query',
    '192.0.2.77 source allow_transfer',
    '192.0.2.78 literal external_secondaries',
    '192.0.2.0/24 literal',
    '192.0.2.5 literal option-150',
    '198.51.100.0/24 source address_or_key',
    '198.51.100.10-198.51.100.20 literal',
    '198.51.100.30 target portal A',
    '198.51.100.40 literal host',
  ])
  const reading = infobloxReader.read(textFile('export.csv', text))
  expect([...reading.references]).toHaveLength(9)
  expect(reading.unknown).toMatchObject([{ construct: 'type dtcserver', count: 1 }])
})
