import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
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

test('what it prints for people, short and extended', () => {
  const text = `Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port   Packets    Bytes Flows
2026-10-01 08:00:00.635     1.500 TCP          192.0.2.21:51000 ->       192.0.2.11:443       71   52.2 M     3
2026-10-01 08:00:00.635     1.500 TCP          192.0.2.11:443   ->       192.0.2.21:51001      7     5320     1
2026-10-01 08:00:00.635     0.000 UDP       2001:db8::21.51000 ->    2001:db8::53.53           1       64     1
2026-10-01 08:00:00.635     0.000 ICMP         192.0.2.21:0     ->       192.0.2.12:8.0        1       64     1
2026-10-01 08:00:00.635     0.000 UDP   2001:d..79:de19.51000  ->    2001:db8::53.53           1       64     1
Summary: total flows: 4, total bytes: 624
Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port   Flags Tos  Packets    Bytes      pps      bps    Bpp Flows
2026-10-01 08:00:00.000   830.093 TCP          192.0.2.21:51000 ->       192.0.2.11:443   .AP.SF   0    103.6 M   88.1 G   124753  849.1 M   850    12
`
  const file = textFile('core.txt', text)
  expect(nfdumpReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(nfdumpReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 52200000 3 2026-10-01T08:00:00Z 2026-10-01T08:00:01Z',
      '192.0.2.21 192.0.2.11 443 tcp 5320 1 2026-10-01T08:00:00Z 2026-10-01T08:00:01Z',
      '2001:db8::21 2001:db8::53 53 udp 64 1 2026-10-01T08:00:00Z 2026-10-01T08:00:00Z',
      '192.0.2.21 192.0.2.12 0 icmp 64 1 2026-10-01T08:00:00Z 2026-10-01T08:00:00Z',
      '192.0.2.21 192.0.2.11 443 tcp 88100000000 12 2026-10-01T08:00:00Z 2026-10-01T08:13:50Z',
    ],
    understood: '5 of 6',
    unknown: ['1 row: address is shortened, print it with -6 (line 6)'],
    masked: 0,
  })
})
