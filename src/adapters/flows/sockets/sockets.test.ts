import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { socketsReader } from './index.ts'

test('ss: the server is the end that listens', () => {
  const file = recording(import.meta.dirname, 'web-01.ss')
  expect(socketsReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(socketsReader, file)).toEqual({
    references: ['4 config-literal literal exact 192.0.2.11 name=nginx service=tcp/8443'],
    flows: [
      '192.0.2.11 192.0.2.1 67 udp 0 1',
      '192.0.2.11 192.0.2.61 5432 tcp 0 1',
      '192.0.2.21 192.0.2.11 8443 tcp 0 1',
      '2001:db8::21 2001:db8::11 22 tcp 0 1',
    ],
    understood: '10 of 11',
    unknown: [
      '1 connection that nobody answered (line 8)',
      '1 connection within the machine or to a group (line 9)',
      '1 line (line 11)',
    ],
    masked: 0,
  })
})

test('netstat of Linux, Windows and the BSDs in one file', () => {
  const file = recording(import.meta.dirname, 'old.netstat')
  expect(socketsReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(socketsReader, file)).toEqual({
    references: [
      '4 config-literal literal exact 192.0.2.12 name=postgres service=tcp/5432',
      '17 config-literal literal exact 192.0.2.14 service=udp/137',
    ],
    flows: [
      '192.0.2.11 192.0.2.12 5432 tcp 0 1',
      '192.0.2.12 192.0.2.13 389 tcp 0 1',
      '2001:db8::21 2001:db8::12 22 tcp 0 1',
      '192.0.2.14 192.0.2.11 1433 tcp 0 1',
      '192.0.2.21 192.0.2.15 22 tcp 0 1',
    ],
    understood: '12 of 13',
    unknown: ['1 line (line 20)'],
    masked: 1,
  })
})
