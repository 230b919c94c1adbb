import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../tests/evidence-recordings.ts'
import { cmdbReader } from './index.ts'

test('a CMDB export: owners by name and address, records that must change', () => {
  const file = recording(import.meta.dirname, 'cmdb_ci.csv')
  expect(cmdbReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(cmdbReader, file)).toEqual({
    references: [
      '2 cmdb-record literal exact 192.0.2.11 name=till-01 owner=Shop Applications (label)',
      '4 cmdb-record literal exact 192.0.2.12 name=till-02',
      '4 cmdb-record literal exact 2001:db8::12 name=till-02',
      '5 cmdb-record literal subnet 192.0.2.64/28 name=camera net owner=Site Security (label)',
    ],
    owners: [
      '2 till-01: Shop Applications, Ada Byron',
      '2 192.0.2.11: Shop Applications, Ada Byron',
      '4 till-02: -, Ada Byron',
      '4 shop.corner.example: -, Ada Byron',
      '4 192.0.2.12: -, Ada Byron',
      '4 2001:db8::12: -, Ada Byron',
      '5 camera net: Site Security, -',
      '5 192.0.2.64/28: Site Security, -',
      '6 odd: Shop Applications, -',
    ],
    understood: '5 of 6',
    unknown: ['1 address that is none (line 6)', '1 row without a name (line 7)'],
    masked: 1,
  })
})

test('a list of owners: its subject is a name, an address or a subnet', () => {
  const file = recording(import.meta.dirname, 'owners.csv')
  expect(cmdbReader.recognises(file)).toBe(0.8)
  expect([...cmdbReader.read(file).owners].map(({ basis }) => basis)).toEqual(
    Array.from({ length: 4 }, () => 'owner-list'),
  )
  expect(toldReading(cmdbReader, file)).toEqual({
    references: [
      '3 cmdb-record literal exact 192.0.2.12 owner=Shop Applications (label)',
      '4 cmdb-record literal subnet 192.0.2.64/28',
    ],
    owners: [
      '2 till-01: Shop Applications, Ada Byron',
      '3 192.0.2.12: Shop Applications, -',
      '4 192.0.2.64/28: -, Joan Clarke',
      '5 fw-yard-01: Network Security, -',
    ],
    understood: '5 of 6',
    unknown: ['1 row without a name (line 6)'],
    masked: 0,
  })
  const byAddress = textFile('who.csv', 'ip;team\n192.0.2.1;Shop\n')
  expect(cmdbReader.recognises(byAddress)).toBe(0.8)
  expect(toldReading(cmdbReader, byAddress)).toMatchObject({ owners: ['2 192.0.2.1: Shop, -'] })
})

test('relations: an application gives its server its owner and its name, the rest is noted', () => {
  const file = recording(import.meta.dirname, 'cmdb_rel_ci.csv')
  expect(cmdbReader.recognises(file)).toBe(0.9)
  expect(toldReading(cmdbReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 1,
      "owners": [
        "2 till: Shop Applications, Ada Byron",
        "2 till-01: Shop Applications, Ada Byron",
        "2 192.0.2.11: Shop Applications, Ada Byron",
        "3 till-02: Databases, -",
        "3 pos.corner.example: Databases, -",
        "3 192.0.2.12: Databases, -",
        "4 stock: Stock Team, -",
        "5 retail: Retail Board, -",
        "7 report-01: Finance; token: •••••••••••, -",
        "7 reports: Finance; token: •••••••••••, -",
      ],
      "references": [
        "2 cmdb-record literal exact 192.0.2.11 name=till-01",
        "3 cmdb-record literal exact 192.0.2.12 name=till-02 owner=Databases (label)",
        "4 cmdb-record literal exact 192.0.2.11 name=TILL-01",
        "6 cmdb-record literal exact 192.0.2.12 name=till-02",
        "8 cmdb-record literal exact 192.0.2.13 name=till-03",
        "10 cmdb-record literal exact 192.0.2.14 name=ghost-01",
      ],
      "understood": "8 of 10",
      "unknown": [
        "1 further application of a server (line 4)",
        "1 relation Contains::Contained by (line 6)",
        "1 relation by sys_id instead of names (line 8)",
        "1 relation that is not from an application to a server (line 5)",
        "1 relation without its two ends (line 9)",
      ],
    }
  `)
  const applications = [...cmdbReader.read(file).owners].map(
    ({ subject, application }) => `${subject}: ${application ?? '-'}`,
  )
  expect(applications).toMatchInlineSnapshot(`
    [
      "till: -",
      "till-01: Till",
      "192.0.2.11: Till",
      "till-02: Till",
      "pos.corner.example: Till",
      "192.0.2.12: Till",
      "stock: -",
      "retail: -",
      "report-01: Reports",
      "reports: -",
    ]
  `)
})

test('relations with nothing but names tell no owner', () => {
  const file = textFile('rel.csv', 'parent;type;child\nTill;Runs on::Runs;till-01\n')
  expect(cmdbReader.recognises(file)).toBe(0.9)
  expect(toldReading(cmdbReader, file)).toEqual({
    references: [],
    understood: '2 of 2',
    unknown: [],
    masked: 0,
  })
})

/** What the references and owners of a table say. */
const saidBy = (...lines: readonly string[]): readonly string[] => {
  const file = textFile('export.csv', `${lines.join('\n')}\n`)
  expect(cmdbReader.recognises(file)).toBeGreaterThan(0.4)
  const reading = cmdbReader.read(file)
  const references = [...reading.references].map(({ matched, name }) => `${matched} of ${name}`)
  return [
    ...references,
    ...[...reading.owners].map(({ subject, team, person }) => `${subject}: ${team}, ${person}`),
  ]
}

test('every column of addresses counts, whatever they are called, and what a description names', () => {
  expect(
    saidBy(
      'VM Name,Guest IP,mgmtIpAddress,Business Owner,Ownership,Short description',
      'till-01,192.0.2.11 (eth0),192.0.2.12,Ada Byron,leased,"behind 192.0.2.13, see 192.0.2.11"',
    ),
  ).toEqual([
    '192.0.2.11 of till-01',
    '192.0.2.12 of till-01',
    '192.0.2.13 of till-01',
    'till-01: Ada Byron, undefined',
    '192.0.2.11: Ada Byron, undefined',
    '192.0.2.12: Ada Byron, undefined',
  ])
})

test('a table without teams means whoever it names; beside a team the name is a person', () => {
  expect(saidBy('hostname,ip address,owner', 'till-01,192.0.2.11,Till Team')).toEqual([
    '192.0.2.11 of till-01',
    'till-01: Till Team, undefined',
    '192.0.2.11: Till Team, undefined',
  ])
  expect(saidBy('hostname,owner,team', 'till-01,Ada Byron,Till Team')).toEqual([
    'till-01: Till Team, Ada Byron',
  ])
})

test('columns as ServiceNow reaches them from other tables, below a title', () => {
  expect(
    saidBy(
      'Servers of the yard',
      'name;u_ip_address;cmdb_ci.u_support_group.name;sys_class_name',
      'crane-01;192.0.2.21;Yard Networks;cmdb_ci_linux_server',
    ),
  ).toEqual([
    '192.0.2.21 of crane-01',
    'crane-01: Yard Networks, undefined',
    '192.0.2.21: Yard Networks, undefined',
  ])
})

test('a table without owners writes its addresses down all the same', () => {
  expect(saidBy('name,ip_address,operational_status', 'crane-02,192.0.2.22,Operational')).toEqual([
    '192.0.2.22 of crane-02',
  ])
})
