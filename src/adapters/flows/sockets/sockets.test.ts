import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
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
      '192.0.2.21 192.0.2.11 22 tcp 0 1',
    ],
    understood: '11 of 11',
    unknown: [
      '1 connection that nobody answered (line 8)',
      '1 connection within the machine or to a group (line 9)',
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

const flowsOf = (text: string): readonly string[] =>
  [...socketsReader.read(textFile('box.txt', text)).flows].map(
    ({ client, server, port, protocol }) => `${client} ${server} ${protocol}/${port}`,
  )

test('what PowerShell prints and exports', () => {
  const table = `PS C:\\> Get-NetTCPConnection

LocalAddress      LocalPort RemoteAddress     RemotePort State       AppliedSetting OwningProcess
------------      --------- -------------     ---------- -----       -------------- -------------
::                445       ::                0          Listen                     4
192.0.2.14        49700     192.0.2.11        1433       Established Datacenter     1234
2001:db8::14      445       2001:db8::21      61000      TimeWait                   4
`
  const csv = `"State","LocalAddress","LocalPort","RemoteAddress","RemotePort"
"Established","192.0.2.14","49700","192.0.2.11","1433"
"Listen","192.0.2.14","139","0.0.0.0","0"
`
  expect(socketsReader.recognises(textFile('box.txt', table))).toBeGreaterThan(0.9)
  expect(flowsOf(table)).toEqual(['192.0.2.14 192.0.2.11 tcp/1433', '2001:db8::21 2001:db8::14 tcp/445'])
  expect(toldReading(socketsReader, textFile('box.csv', csv))).toEqual({
    references: ['3 config-literal literal exact 192.0.2.14 service=tcp/139'],
    flows: ['192.0.2.14 192.0.2.11 1433 tcp 0 1'],
    understood: '2 of 2',
    unknown: [],
    masked: 0,
  })
})

test('lsof, netstat of Solaris and of ESXi', () => {
  const text = `[root@till ~]# lsof -i -nP
COMMAND   PID     USER   FD   TYPE   DEVICE SIZE/OFF NODE NAME
sshd      889     root    4u  IPv4   114430      0t0  TCP 192.0.2.12:22->192.0.2.21:50222 (ESTABLISHED)
java     3344      app   90u  IPv6   337799      0t0  TCP [2001:db8::12]:44600->[2001:db8::30]:5432 (CLOSE_WAIT)
cups      700     root    5u  IPv4    25555      0t0  TCP 192.0.2.12:631 (LISTEN)
TCP: IPv4
   Local Address        Remote Address    Swind Send-Q Rwind Recv-Q    State
-------------------- -------------------- ----- ------ ----- ------ -----------
192.0.2.16.33211     192.0.2.17.1521      64240      0 49232      0 ESTABLISHED
Proto  Recv Q  Send Q  Local Address    Foreign Address   State        World ID  CC Algo  World Name
-----  ------  ------  ---------------  ----------------  -----------  --------  -------  ----------
tcp         0       0  192.0.2.18:443   192.0.2.21:51210  ESTABLISHED   2099001  newreno  rhttpproxy
`
  expect(toldReading(socketsReader, textFile('box.txt', text))).toEqual({
    references: ['5 config-literal literal exact 192.0.2.12 name=cups service=tcp/631'],
    flows: [
      '192.0.2.21 192.0.2.12 22 tcp 0 1',
      '2001:db8::12 2001:db8::30 5432 tcp 0 1',
      '192.0.2.16 192.0.2.17 1521 tcp 0 1',
      '192.0.2.21 192.0.2.18 443 tcp 0 1',
    ],
    understood: '5 of 5',
    unknown: [],
    masked: 0,
  })
})

test('ports by their names; hosts by their names are told with what to do', () => {
  const text = `State  Recv-Q Send-Q Local Address:Port  Peer Address:Port
LISTEN 0      128    192.0.2.12:https    0.0.0.0:*
ESTAB  0      0      192.0.2.12:ssh      192.0.2.21:51009
ESTAB  0      0      192.0.2.12:40001    db.corner.example:ldaps
`
  const reading = socketsReader.read(textFile('box.txt', text))
  expect([...reading.references]).toMatchObject([{ matched: '192.0.2.12', service: 'tcp/443', column: 22 }])
  expect([...reading.flows]).toMatchObject([{ client: '192.0.2.21', server: '192.0.2.12', port: 22 }])
  expect(reading.unknown).toMatchObject([
    { construct: 'socket with names instead of numbers: take it with -n' },
  ])
})
