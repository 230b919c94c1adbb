import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { nagiosReader } from './index.ts'

test('hosts by address or name, templates, addresses among the arguments of checks', () => {
  const file = recording(import.meta.dirname, 'objects.cfg')
  expect(nagiosReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nagiosReader, file)).toEqual({
    references: [
      '10 monitor-target target exact 192.0.2.11 name=till-01 owner=shop-team (contact)',
      '14 monitor-target target name till-02.corner.example name=till-02.corner.example host=till-02.corner.example owner=shop-team (contact)',
      '20 monitor-target literal exact 198.51.100.7 name=from the office',
    ],
    understood: '5 of 6',
    unknown: ['1 line outside a definition (line 25)'],
    masked: 1,
  })
})

test("an address of the other family, and those in variables of one's own", () => {
  const lines = [
    'define host {',
    '  host_name till-01',
    '  address 192.0.2.11',
    '  address6 2001:db8::11',
    '  _ILO 192.0.2.211',
    '  notes_url https://192.0.2.60/till-01',
    '}',
  ]
  expect(toldReading(nagiosReader, textFile('hosts.cfg', lines.join('\n')))).toMatchObject({
    references: [
      '3 monitor-target target exact 192.0.2.11 name=till-01',
      '4 monitor-target literal exact 2001:db8::11 name=till-01',
      '5 monitor-target literal exact 192.0.2.211 name=till-01',
      '6 monitor-target literal exact 192.0.2.60 name=till-01',
    ],
    unknown: [],
  })
})

test('templates, further objects and everything that is named beside a check; accounts are hidden', () => {
  const lines = [
    'define host {',
    '  name tills',
    '  _GATEWAY 192.0.2.1',
    '  register 0',
    '}',
    'define host{ use tills',
    '  host_name 192.0.2.11',
    '  alias till 192.0.2.11 by the door',
    '  address 192.0.2.11 ; was 192.0.2.10',
    '}',
    'define hostextinfo {',
    '  host_name 192.0.2.11',
    '  notes_url https://192.0.2.60/tills',
    '}',
    'define service {',
    '  host_name 192.0.2.11',
    '  service_description front',
    '  check_command check_http!-I pay.corner.example -a watcher:CANARYpass -u /',
    '  contacts shop',
    '}',
    'define servicedependency {',
    '  dependent_host_name till-01.corner.example',
    '}',
    'define realm {',
    '  realm_name east',
    '}',
  ]
  const context = {
    hostNames: new Set<string>(['till-01.corner.example']),
    domains: new Set(['corner.example']),
  }
  const file = textFile('hosts.cfg', lines.join('\n'))
  expect(JSON.stringify(nagiosReader.read(file, context))).not.toContain('CANARY')
  expect(toldReading(nagiosReader, file, context)).toEqual({
    references: [
      '3 monitor-target literal exact 192.0.2.1',
      '9 monitor-target target exact 192.0.2.11 name=192.0.2.11',
      '7 monitor-target literal exact 192.0.2.11 name=192.0.2.11',
      '8 monitor-target literal exact 192.0.2.11 name=192.0.2.11',
      '12 monitor-target literal exact 192.0.2.11 name=192.0.2.11',
      '13 monitor-target literal exact 192.0.2.60 name=192.0.2.11',
      '16 monitor-target literal exact 192.0.2.11 name=front owner=shop (contact)',
      '18 monitor-target literal name pay.corner.example name=front host=pay.corner.example owner=shop (contact)',
    ],
    understood: '6 of 6',
    unknown: [],
    masked: 1,
  })
})
