import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { surestOf } from '../../../../tests/recall/samples.ts'
import { snmpdReader } from './index.ts'

const told = (name: string): object => {
  const file = recording(import.meta.dirname, name)
  expect(surestOf(file)?.kind).toBe('snmpd')
  return toldReading(snmpdReader, file)
}

test('snmpd.conf: who may ask, who receives traps, where it listens; no community is seen', () => {
  expect(told('snmpd.conf')).toMatchInlineSnapshot(`
    {
      "masked": 24,
      "references": [
        "3 config-literal literal exact 192.0.2.11 name=agentAddress service=tcp/10161 owner=Depot Platform (file-head)",
        "4 config-literal literal exact 2001:db8::11 name=agentaddress service=udp/161 owner=Depot Platform (file-head)",
        "7 config-literal source subnet 192.0.2.0/24 name=watchers service=udp/161 owner=Depot Platform (file-head)",
        "8 config-literal source exact 192.0.2.52/255.255.255.255 name=probes service=udp/161 covers=192.0.2.52 owner=Depot Platform (file-head)",
        "12 config-literal source subnet 2001:db8:52::/64 name=six service=udp/161 owner=Depot Platform (file-head)",
        "15 config-literal source exact 192.0.2.53 name=rocommunity service=udp/161 action=read-only owner=Network Operations (comment)",
        "16 config-literal source name watch-01.corner.example name=rocommunity service=udp/161 action=read-only host=watch-01.corner.example owner=Depot Platform (file-head)",
        "18 config-literal source exact 2001:db8::53 name=rwcommunity6 service=udp/161 action=read-write owner=Depot Platform (file-head)",
        "27 config-literal destination exact 192.0.2.52 name=trapsink service=udp/10162 owner=Depot Platform (file-head)",
        "28 config-literal destination name watch-02.corner.example name=trap2sink service=udp/162 host=watch-02.corner.example owner=Depot Platform (file-head)",
        "29 config-literal destination exact 2001:db8::52 name=informsink service=udp/162 owner=Depot Platform (file-head)",
        "31 config-literal destination exact 192.0.2.54 name=trapsess service=udp/162 owner=Depot Platform (file-head)",
        "32 config-literal literal exact 192.0.2.77 name=proxy service=udp/161 owner=Depot Platform (file-head)",
        "34 config-literal literal exact 192.0.2.11 name=agentXSocket service=tcp/705 owner=Depot Platform (file-head)",
        "35 config-literal literal exact 192.0.2.12 name=extend owner=Depot Platform (file-head)",
        "41 config-literal destination exact 192.0.2.58 name=trapsess service=udp/162 owner=Depot Platform (file-head)",
        "41 config-literal literal exact 192.0.2.11 name=trapsess owner=Depot Platform (file-head)",
      ],
      "understood": "31 of 33",
      "unknown": [
        "1 directive bogusdirective (line 39)",
        "1 everything but this (line 11)",
        "1 included file (line 37)",
        "1 line that is no directive (line 40)",
        "1 mask that is no prefix (line 9)",
        "1 source that is neither address nor name (line 20)",
      ],
    }
  `)
})

test('snmptrapd.conf: who may send, what is asked and told on', () => {
  expect(told('snmptrapd.conf')).toMatchInlineSnapshot(`
    {
      "masked": 4,
      "references": [
        "1 config-literal literal exact 192.0.2.52 name=snmpTrapdAddr service=udp/162",
        "2 config-literal source subnet 192.0.2.0/24 name=authCommunity service=udp/162",
        "4 config-literal literal exact 192.0.2.60 name=traphandle",
        "5 config-literal destination exact 192.0.2.61 name=forward service=udp/1162",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
})

test('agents of AIX and Solaris write the mask as a word; the contact is the owner', () => {
  expect(told('aix.conf')).toMatchInlineSnapshot(`
    {
      "masked": 4,
      "references": [
        "1 config-literal source exact 192.0.2.52 name=community service=udp/161 covers=192.0.2.52 owner=Yard Servers (contact)",
        "2 config-literal source subnet 192.0.2.64 name=community service=udp/161 covers=192.0.2.64/26 owner=Yard Servers (contact)",
        "3 config-literal destination exact 192.0.2.53 name=trap service=udp/162 owner=Yard Servers (contact)",
        "4 config-literal source exact 192.0.2.54 name=smux service=tcp/199 covers=192.0.2.54 owner=Yard Servers (contact)",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
})

test('columns are those of the line, behind masked words and in lists', () => {
  const file = recording(import.meta.dirname, 'snmpd.conf')
  const lines = Buffer.from(file.bytes).toString('utf8').split('\n')
  for (const { line, column = 0, matched } of snmpdReader.read(file).references)
    expect(lines[line - 1]?.slice(column - 1, column - 1 + matched.length)).toBe(matched)
})

test('a file of another name is known by its directives; scripts and devices are none', () => {
  const sure = (name: string, text: string): number => snmpdReader.recognises(textFile(name, text))
  expect(sure('agent.txt', 'rocommunity x 10.0.0.1\nsysLocation y\n')).toBeGreaterThan(0.9)
  expect(sure('50-watch.conf', 'rocommunity x 10.0.0.1\n')).toBeGreaterThan(0.8)
  expect(
    sure('setup.sh', '#!/bin/sh\ncat > f <<E\nrocommunity x 10.0.0.1\nE\nsystemctl restart snmpd\n'),
  ).toBe(0)
  expect(sure('switch.cfg', 'sysname yard\ninterface Vlan1\n ip address 10.0.0.1 24\n')).toBe(0)
})

test('informs of a session, sections of other programs', () => {
  const text = `rocommunity CANARY-one 192.0.2.8
informsess -v 2c -c CANARY-two 192.0.2.9:10162
[snmpd]
persistentDir /var/lib/snmp
`
  const reading = snmpdReader.read(textFile('snmpd.conf', text))
  const told = [...reading.references]
  expect(told).toMatchObject([
    { matched: '192.0.2.8', role: 'source' },
    { matched: '192.0.2.9', role: 'destination', service: 'udp/10162' },
  ])
  expect([JSON.stringify(told).includes('CANARY'), reading.masked, reading.understood]).toEqual([false, 2, 4])
})
