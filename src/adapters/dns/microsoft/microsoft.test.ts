import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { surestOf } from '../../../../tests/recall/samples.ts'
import { microsoftDnsReader } from './index.ts'
import { rightCommand } from './schema.ts'

test('a zone file of dnscmd: marks of age, no classes, times of the zone', () => {
  const file = recording(import.meta.dirname, 'corner.example.dns')
  expect(microsoftDnsReader.recognises(file)).toBeGreaterThanOrEqual(0.99)
  expect(surestOf(file)?.kind).toBe('microsoft-dns')
  expect(toldReading(microsoftDnsReader, file)).toEqual({
    references: [
      '17 dns-record target name dc01.corner.example. name=corner.example NS host=corner.example leadsTo=dc01.corner.example ttl=3600 owner=hostmaster@corner.example (zone-contact)',
      '23 dns-record literal exact 192.0.2.9 name=corner.example WINS ttl=0 owner=hostmaster@corner.example (zone-contact)',
      '29 dns-record target exact 192.0.2.10 name=corner.example A host=corner.example ttl=600 owner=hostmaster@corner.example (zone-contact)',
      '30 dns-record target name dc01.corner.example. name=_ldap._tcp.depot._sites.corner.example SRV service=tcp/389 host=_ldap._tcp.depot._sites.corner.example leadsTo=dc01.corner.example ttl=600 owner=hostmaster@corner.example (zone-contact)',
      '31 dns-record target exact 192.0.2.10 name=dc01.corner.example A host=dc01.corner.example ttl=3600 owner=hostmaster@corner.example (zone-contact)',
      '32 dns-record target exact 2001:db8::10 name=dc01.corner.example AAAA host=dc01.corner.example ttl=3600 owner=hostmaster@corner.example (zone-contact)',
      '33 dns-record target exact 192.0.2.11 name=till-01.corner.example A host=till-01.corner.example ttl=1200 owner=hostmaster@corner.example (zone-contact)',
      '34 dns-record target name till-01.corner.example. name=till.corner.example CNAME host=till.corner.example leadsTo=till-01.corner.example ttl=3600 owner=hostmaster@corner.example (zone-contact)',
      '35 dns-record target name till-01.corner.example. name=mail.corner.example MX host=mail.corner.example leadsTo=till-01.corner.example ttl=3600 owner=hostmaster@corner.example (zone-contact)',
      '42 dns-record target name dc02.yard.corner.example. name=yard.corner.example NS host=yard.corner.example leadsTo=dc02.yard.corner.example ttl=3600 owner=hostmaster@corner.example (zone-contact)',
    ],
    understood: '12 of 13',
    unknown: ['1 type WKS (line 37)'],
    masked: 1,
    device: 'corner.example',
  })
})

test('a table of PowerShell in UTF-16 with semicolons and its zone in a comment', () => {
  const file = recording(import.meta.dirname, 'records.csv')
  expect(microsoftDnsReader.recognises(file)).toBeGreaterThanOrEqual(0.95)
  expect(toldReading(microsoftDnsReader, file)).toEqual({
    references: [
      '5 dns-record target exact 192.0.2.20 name=depot.example A host=depot.example ttl=600 owner=Depot Windows Team (file-head)',
      '7 dns-record target name dc03.depot.example. name=_ldap._tcp.depot.example SRV service=tcp/389 host=_ldap._tcp.depot.example leadsTo=dc03.depot.example ttl=600 owner=Depot Windows Team (file-head)',
      '8 dns-record target exact 192.0.2.21 name=box-01.depot.example A host=box-01.depot.example ttl=86400 owner=Depot Windows Team (file-head)',
      '9 dns-record target exact 2001:db8::21 name=box-01.depot.example AAAA host=box-01.depot.example ttl=3600 owner=Depot Windows Team (file-head)',
      '10 dns-record target name box-01.depot.example. name=box.depot.example CNAME host=box.depot.example leadsTo=box-01.depot.example ttl=3600 owner=Depot Windows Team (file-head)',
      '11 dns-record target name mail.elsewhere.example. name=depot.example MX host=depot.example leadsTo=mail.elsewhere.example ttl=3600 owner=Depot Windows Team (file-head)',
      '12 dns-record literal exact 192.0.2.25 name=note.depot.example TXT ttl=3600 owner=Depot Windows Team (file-head)',
    ],
    understood: '8 of 10',
    unknown: ['1 A whose data or name is none (line 13)', '1 record without data (line 14)'],
    masked: 1,
    device: 'depot.example',
  })
})

test('rows that hold only the class of their data are told with the right command', () => {
  const file = recording(import.meta.dirname, 'raw.csv')
  expect(microsoftDnsReader.recognises(file)).toBeGreaterThanOrEqual(0.95)
  expect(toldReading(microsoftDnsReader, file)).toEqual({
    references: [
      '5 dns-record target exact 192.0.2.12 name=till-02.corner.example A host=till-02.corner.example ttl=3600',
    ],
    understood: '1 of 3',
    unknown: [`2 ${rightCommand} (line 3)`],
    masked: 0,
    device: 'corner.example',
  })
})

test('the list of the console, which names no zone', () => {
  const file = recording(import.meta.dirname, 'console.txt')
  expect(microsoftDnsReader.recognises(file)).toBeGreaterThanOrEqual(0.9)
  expect(toldReading(microsoftDnsReader, file)).toEqual({
    references: [
      '2 dns-record target name dc01.corner.example. name=@ NS host=@ leadsTo=dc01.corner.example',
      '3 dns-record target exact 192.0.2.11 name=till-01 A host=till-01',
      '4 dns-record target name till-01.corner.example. name=mail MX host=mail leadsTo=till-01.corner.example',
    ],
    understood: '3 of 3',
    unknown: ['1 no zone is named: write "# zone: its name" above the head (line 1)'],
    masked: 0,
  })
})

test('the zone of a file by its scope, a table by its file name, a record by its full name', () => {
  const scoped =
    ';\n;  Database file x.dns for Default zone scope in zone yard.example.\n;\ncrane [AGE:3722914] A 192.0.2.5\n'
  expect(toldReading(microsoftDnsReader, textFile('saved.txt', scoped))).toMatchObject({
    references: ['4 dns-record target exact 192.0.2.5 name=crane.yard.example A host=crane.yard.example'],
    device: 'yard.example',
  })
  const table =
    'HostName,RecordType,Port,Data\ncrane.yard.example,A,,192.0.2.5\n_pay._tcp,33,8443,crane.yard.example\n'
  expect(toldReading(microsoftDnsReader, textFile('dns/yard.example.csv', table))).toMatchObject({
    references: [
      '2 dns-record target exact 192.0.2.5 name=crane.yard.example A host=crane.yard.example',
      '3 dns-record target name crane.yard.example name=_pay._tcp.yard.example SRV service=tcp/8443 host=_pay._tcp.yard.example leadsTo=crane.yard.example',
    ],
    device: 'yard.example',
  })
})

/** What the records of a printed zone say. */
const printed = (name: string, ...lines: readonly string[]): readonly string[] => {
  const file = textFile(name, `${lines.join('\r\n')}\r\n`)
  expect(surestOf(file)?.kind).toBe('microsoft-dns')
  return [...microsoftDnsReader.read(file).references].map(
    ({ name: record, matched, ttlSeconds }) => `${record} ${matched} ${ttlSeconds}`,
  )
}

test('what dnscmd prints: /EnumRecords and /ZonePrint', () => {
  expect(
    printed(
      'corner.example.txt',
      'Returned records:',
      '@ [Aging:3591300] 600 A\t192.0.2.10',
      '\t\t 3600 NS\tdc01.corner.example.',
      'till-01 [Aging:3591300] 1200 A\t192.0.2.11',
      '',
      'Command completed successfully.',
    ),
  ).toEqual([
    'corner.example A 192.0.2.10 600',
    'corner.example NS dc01.corner.example. 3600',
    'till-01.corner.example A 192.0.2.11 1200',
  ])
  expect(
    printed(
      'saved.txt',
      ';',
      ';  Zone:    corner.example.',
      ';  Server:  dc01.corner.example',
      ';',
      'till-02 3600 A\t192.0.2.12',
      ';  Finished zone: 1 nodes and 1 records in 0 seconds',
    ),
  ).toEqual(['till-02.corner.example A 192.0.2.12 3600'])
})

test('the table that PowerShell prints on the screen, by the places of its columns', () => {
  const lines = [
    '',
    'HostName                  RecordType Type       Timestamp            TimeToLive      RecordData',
    '--------                  ---------- ----       ---------            ----------      ----------',
    '@                         A          1          11/12/2026 5:00:00   00:10:00        192.0.2.10',
    '_gc._tcp                  SRV        33         0                    00:10:00        [0][100][3268][dc01.corner.example.]',
    '_gc._tcp.Default-First... SRV        33         0                    00:10:00        [0][100][3268][dc01.corner.example.]',
    'till-03                   A          1          0                    01:00:00        192.0.2.13',
  ]
  expect(printed('corner.example.txt', ...lines)).toEqual([
    'corner.example A 192.0.2.10 600',
    '_gc._tcp.corner.example SRV dc01.corner.example. 600',
    'till-03.corner.example A 192.0.2.13 3600',
  ])
  const { unknown, statements, understood } = microsoftDnsReader.read(textFile('saved.txt', lines.join('\n')))
  expect([understood, statements]).toEqual([3, 4])
  expect(unknown.map(({ construct }) => construct)).toEqual([
    'name that is cut: print it with Export-Csv',
    'no zone is named: call the file after its zone',
  ])
})
