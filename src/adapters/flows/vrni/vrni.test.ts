import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { vrniReader } from './index.ts'

test('flows of Aria: units, ranges of ports, denied rows left out', () => {
  const file = recording(import.meta.dirname, 'aria-flows.csv')
  expect(vrniReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(vrniReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 1521 tcp 1200000 14 2026-10-01T08:00:00Z 2026-10-01T09:00:00Z',
      '192.0.2.21 198.51.100.7 443 tcp 3400 2 2026-10-01T08:00:00Z 2026-10-01T09:00:00Z',
      '192.0.2.31 192.0.2.11 0 tcp 12000 9 2026-10-01T08:00:00Z 2026-10-01T09:00:00Z',
    ],
    understood: '3 of 5',
    unknown: [
      '1 row: denied by a firewall, so nothing depends on it (line 5)',
      '1 row: source or destination is no address (line 6)',
    ],
    masked: 0,
  })
})
