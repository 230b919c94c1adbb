import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { flowsCsvReader } from './index.ts'

test('flows under the column names of a tool: answers turned round, denied rows left out', () => {
  const file = recording(import.meta.dirname, 'vrni.csv')
  expect(flowsCsvReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(flowsCsvReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 8443 tcp 1200 4 2026-10-01T08:00:00Z 2026-10-01T09:30:00Z',
      '192.0.2.21 192.0.2.11 8443 tcp 900 4 2025-10-01T08:00:00Z 2025-10-01T09:00:00Z',
      '192.0.2.22 192.0.2.53 53 udp 60 1 2025-10-01T08:00:00Z 2025-10-01T08:00:00Z',
      '2001:db8::21 2001:db8::11 0 icmp 0 1 2026-10-01T22:00:00Z 2026-10-01T22:00:00Z',
    ],
    understood: '4 of 7',
    unknown: [
      '1 row: denied by a firewall, so nothing depends on it (line 6)',
      '1 row: port is no number (line 9)',
      '1 row: source or destination is no address (line 7)',
    ],
    masked: 0,
  })
})

test("columns under the file's own names, said in a line before the head", () => {
  const file = recording(import.meta.dirname, 'own-names.csv')
  expect(flowsCsvReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(flowsCsvReader, file)).toEqual({
    references: [],
    flows: ['192.0.2.21 192.0.2.11 443 tcp 0 12', '192.0.2.22 192.0.2.53 53 udp 0 9'],
    understood: '2 of 2',
    unknown: [],
    masked: 0,
  })
})

test('conn.log of Zeek', () => {
  const file = recording(import.meta.dirname, 'conn.log')
  expect(flowsCsvReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(flowsCsvReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 900 1 2025-10-01T08:00:00Z 2025-10-01T08:00:12Z',
      '192.0.2.21 192.0.2.53 53 udp 0 1 2025-10-01T08:00:01Z 2025-10-01T08:00:01Z',
    ],
    understood: '2 of 2',
    unknown: [],
    masked: 0,
  })
})

test('flow log of a cloud network: answers turned round, rejected rows left out', () => {
  const file = recording(import.meta.dirname, 'vpc.log')
  expect(flowsCsvReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(flowsCsvReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 3400 1 2025-10-01T08:00:00Z 2025-10-01T08:01:00Z',
      '192.0.2.21 192.0.2.11 443 tcp 9800 1 2025-10-01T08:00:00Z 2025-10-01T08:01:00Z',
    ],
    understood: '2 of 4',
    unknown: [
      '1 row: denied by a firewall, so nothing depends on it (line 4)',
      '1 row: source or destination is no address (line 5)',
    ],
    masked: 0,
  })
})
