import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { icinga2Reader } from './index.ts'
import { statementsOf } from './read.ts'
import { tokensOf } from './tokens.ts'

const file = recording(import.meta.dirname, 'hosts.conf')

test('hosts with templates, constants and both families, endpoints, checks and commands with addresses of their own', () => {
  expect(icinga2Reader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(icinga2Reader, file)).toMatchInlineSnapshot(`
    {
      "masked": 2,
      "references": [
        "5 monitor-target literal exact 198.51.100.1 name=CraneGateway owner=Yard Monitoring (file-head)",
        "16 monitor-target target exact 10.8.0.11 name=yard-web-01 owner=Yard Platform (label)",
        "17 monitor-target target exact 2001:db8:8::11 name=yard-web-01 owner=Yard Platform (label)",
        "15 monitor-target literal exact 10.9.9.9 name=yard-web-01 owner=Yard Platform (label)",
        "19 monitor-target literal exact 203.0.113.80 name=yard-web-01 owner=Yard Platform (label)",
        "22 monitor-target literal exact 10.8.0.1 name=yard-web-01 owner=Yard Platform (label)",
        "25 monitor-target target name yard-db-01.yard.example name=yard-db-01.yard.example host=yard-db-01.yard.example owner=Yard Databases (label)",
        "32 monitor-target target exact 198.51.100.1 name=crane path=CraneGateway owner=Yard Monitoring (file-head)",
        "38 monitor-target literal exact 192.0.2.53 name=gate owner=Yard Monitoring (file-head)",
        "47 monitor-target target exact 10.8.0.31 name=agent-01.yard.example service=tcp/5666 owner=Yard Monitoring (file-head)",
        "51 monitor-target target name master.yard.example name=master.yard.example service=tcp/5665 host=master.yard.example owner=Yard Monitoring (file-head)",
        "58 monitor-target literal exact 10.8.0.21 name=db- owner=Yard Monitoring (file-head)",
        "66 monitor-target literal exact 192.0.2.54 name=yard-dns owner=Yard Monitoring (file-head)",
        "73 monitor-target literal exact 10.8.0.77 name=yard-dns owner=Yard Monitoring (file-head)",
        "78 monitor-target literal exact 10.8.0.90 name=ido owner=Yard Monitoring (file-head)",
        "83 monitor-target literal exact 10.8.0.91 name=x owner=Yard Monitoring (file-head)",
      ],
      "understood": "14 of 16",
      "unknown": [
        "1 condition within an object (line 35)",
        "1 constant that is not in the file (line 43)",
        "1 expression that is not worked out (line 36)",
        "1 object Frobnicator (line 82)",
        "1 statement (line 87)",
      ],
    }
  `)
})

test('what stands in the file stands at its line and column', () => {
  const lines = new TextDecoder().decode(file.bytes).split('\n')
  const placed = [...icinga2Reader.read(file).references].filter(({ column }) => column !== undefined)
  expect(placed.length).toBeGreaterThan(10)
  for (const { line, column = 0, matched } of placed)
    expect(lines[line - 1]?.slice(column - 1, column - 1 + matched.length)).toBe(matched)
})

test('shown names, loops of apply rules, values that are worked out, further files', () => {
  const text = [
    'object Host "till" {',
    '  display_name = "Till 192.0.2.11"',
    '  address = {{ return "192.0.2.11" }}',
    '}',
    'apply Service for (place in [ "192.0.2.21", "192.0.2.22" ]) to Host {',
    '  check_command = "ping4"',
    '  assign where cidr_match("198.51.100.0/24", host.address)',
    '}',
  ].join('\n')
  expect(toldReading(icinga2Reader, textFile('tills.conf', text))).toMatchObject({
    references: [
      '2 monitor-target literal exact 192.0.2.11 name=till',
      '3 monitor-target literal exact 192.0.2.11 name=till',
      '5 monitor-target literal exact 192.0.2.21',
      '5 monitor-target literal exact 192.0.2.22',
      '7 monitor-target literal subnet 198.51.100.0/24',
    ],
    understood: '2 of 2',
    unknown: ['1 expression that is not worked out (line 3)'],
  })
  const constants = textFile(
    'constants.conf',
    'const NodeName = "master"\nconst TicketSalt = "CANARYsalt"\nconst Gate = "192.0.2.1"\n',
  )
  const writer = textFile('gelf.conf', 'object GelfWriter "logs" {\n  host = "192.0.2.60"\n}\n')
  for (const file of [constants, writer]) expect(icinga2Reader.recognises(file)).toBeGreaterThan(0.8)
  expect(toldReading(icinga2Reader, constants)).toMatchObject({
    references: ['3 monitor-target literal exact 192.0.2.1 name=Gate'],
    masked: 1,
  })
  expect(icinga2Reader.recognises(textFile('a.js', 'const name = "object Host";\nobject Thing {'))).toBe(0)
})

test.each(['}', ']', ',', '(', '"a,'])('many %s without a statement are gone through once', (sign) => {
  let looks = 0
  const tokens = tokensOf([{ number: 1, text: sign.repeat(20_000) }])
  const counted = new Proxy(tokens, {
    get: (target, key) => {
      looks++
      return Reflect.get(target, key)
    },
  })
  expect(statementsOf(counted).length).toBeGreaterThan(0)
  // A look at four hundred signs from each of them costs a megabyte fifteen seconds.
  expect(looks / tokens.length).toBeLessThan(40)
})
