import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { nfdumpReader } from './index.ts'

test('csv of 1.6: answers turned round, the summary left out', () => {
  const file = recording(import.meta.dirname, 'core-16.csv')
  expect(nfdumpReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nfdumpReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 3400 1 2026-10-01T08:00:00Z 2026-10-01T08:00:12Z',
      '192.0.2.21 192.0.2.11 443 tcp 9800 1 2026-10-01T08:00:00Z 2026-10-01T08:00:12Z',
      '2001:db8::21 2001:db8::53 53 udp 70 1 2026-10-01T08:00:01Z 2026-10-01T08:00:01Z',
      '192.0.2.21 192.0.2.12 0 icmp 84 1 2026-10-01T08:00:02Z 2026-10-01T08:00:02Z',
    ],
    understood: '4 of 5',
    unknown: ['1 row: source or destination is no address (line 6)'],
    masked: 1,
  })
})

test('csv of 1.7.5 and later: the end from the duration', () => {
  const file = recording(import.meta.dirname, 'core-17.csv')
  expect(nfdumpReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nfdumpReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 3400 1 2026-10-29T08:00:00Z 2026-10-29T08:00:12Z',
      '192.0.2.22 192.0.2.11 443 tcp 9800 3 2026-10-01T08:00:00Z 2026-10-01T08:00:00Z',
      '192.0.2.30 192.0.2.31 0 other 9800 1 2026-10-01T08:00:00Z 2026-10-01T08:00:01Z',
    ],
    understood: '3 of 4',
    unknown: ['1 row: port is no number (line 5)'],
    masked: 0,
  })
})

test('json: records over several lines or on one', () => {
  const file = recording(import.meta.dirname, 'core.json')
  expect(nfdumpReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(nfdumpReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 3400 1 2026-10-01T08:00:00Z 2026-10-01T08:00:12Z',
      '2001:db8::21 2001:db8::53 53 udp 70 1 2026-10-01T08:00:01Z 2026-10-01T08:00:01Z',
      '192.0.2.21 192.0.2.12 0 icmp 0 1 2026-10-01T08:00:02Z 2026-10-01T08:00:02Z',
    ],
    understood: '3 of 4',
    unknown: ['1 record: source or destination is no address (line 32)'],
    masked: 0,
  })
})
