import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
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
    understood: '3 of 4',
    unknown: ['1 row: denied by a firewall, so nothing depends on it (line 4)'],
    masked: 0,
  })
})

const flowsOf = (text: string): object => toldReading(flowsCsvReader, textFile('flows.txt', text))

test('a cloud log without a head, alone and behind the times of its store', () => {
  const row =
    '2 123456789012 eni-0a1b2c3d 192.0.2.21 192.0.2.11 51000 443 6 20 4249 1759305600 1759305660 ACCEPT OK'
  const silent = '2 123456789012 eni-0a1b2c3d - - - - - - - 1759305600 1759305660 - NODATA'
  const flows = ['192.0.2.21 192.0.2.11 443 tcp 4249 1 2025-10-01T08:00:00Z 2025-10-01T08:01:00Z']
  expect(flowsCsvReader.recognises(textFile('flows.log', `${row}\n`))).toBeGreaterThan(0.9)
  expect(flowsOf(`${row}\n${silent}\n`)).toMatchObject({ flows, understood: '2 of 2' })
  expect(flowsOf(`2025-10-01T08:01:10.000Z ${row}\n`)).toMatchObject({ flows })
})

test('times with slashes or in words, numbers with commas', () => {
  const text = `@timestamp,source.ip,destination.ip,destination.port,network.transport,network.bytes
2026/10/01 08:00:00.123,192.0.2.21,192.0.2.11,443,tcp,900
"Oct 1, 2026 @ 08:00:00.000",192.0.2.21,192.0.2.12,"8,443",tcp,"1,204,000"
`
  expect(flowsOf(text)).toMatchObject({
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 900 1 2026-10-01T08:00:00Z 2026-10-01T08:00:00Z',
      '192.0.2.21 192.0.2.12 8443 tcp 1204000 1 2026-10-01T08:00:00Z 2026-10-01T08:00:00Z',
    ],
  })
})

test.each([
  ['SiLK', 'sIP|dIP|sPort|dPort|pro|bytes', '192.0.2.21| 192.0.2.11|51000| 443| 6| 70'],
  [
    'a map of consumers',
    'Consumer Address,Consumer Port,Provider Address,Provider Port,Protocol',
    '192.0.2.21,51000,192.0.2.11,443,TCP',
  ],
  [
    'Argus',
    'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,TotBytes',
    '2026/10/01 08:00:00.5,1.0,tcp,192.0.2.21,51000,->,192.0.2.11,443,70',
  ],
])('columns of %s', (_, head, row) => {
  const [flow] = [...flowsCsvReader.read(textFile('flows.txt', `${head}\n${row}\n`)).flows]
  expect(flow).toMatchObject({ client: '192.0.2.21', server: '192.0.2.11', port: 443, protocol: 'tcp' })
})
