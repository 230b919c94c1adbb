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
    understood: '4 of 6',
    unknown: ['1 define hostextinfo (line 22)', '1 line outside a definition (line 25)'],
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
