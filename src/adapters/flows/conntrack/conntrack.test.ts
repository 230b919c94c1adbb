import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { conntrackReader } from './index.ts'

test('connections: the server is who answers, behind a translation too', () => {
  const file = recording(import.meta.dirname, 'gateway.conntrack')
  expect(conntrackReader.recognises(file)).toBeGreaterThan(0.85)
  expect(toldReading(conntrackReader, file)).toEqual({
    references: [],
    flows: [
      '192.0.2.21 192.0.2.11 443 tcp 1900 1',
      '198.51.100.7 192.0.2.11 8443 tcp 0 1',
      '192.0.2.21 192.0.2.53 53 udp 0 1',
      '192.0.2.21 192.0.2.12 0 icmp 0 1',
      '2001:db8::21 2001:db8::11 443 tcp 0 1',
      '192.0.2.30 192.0.2.31 0 other 0 1',
    ],
    understood: '8 of 10',
    unknown: [
      '1 connection that nobody answered (line 3)',
      '1 connection within the machine or to a group (line 8)',
      '1 connection without address or port (line 9)',
      '1 line (line 10)',
    ],
    masked: 1,
  })
})

test('events as they are printed, each kind indented its own way', () => {
  const ends = 'src=192.0.2.21 dst=192.0.2.11 sport=51000 dport=443'
  const back = 'src=192.0.2.11 dst=192.0.2.21 sport=443 dport=51000'
  const text = `    [NEW] tcp      6 120 SYN_SENT ${ends} [UNREPLIED] ${back}
 [UPDATE] tcp      6 86400 ESTABLISHED ${ends} ${back} [OFFLOAD] mark=1
`
  const file = textFile('events.txt', text)
  expect(conntrackReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(conntrackReader, file)).toMatchObject({
    flows: ['192.0.2.21 192.0.2.11 443 tcp 0 1'],
    understood: '2 of 2',
  })
})
