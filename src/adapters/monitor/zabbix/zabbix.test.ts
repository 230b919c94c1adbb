import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { zabbixReader } from './index.ts'

test('an export in YAML: interfaces by address, name and macro, keys of items, inventory, templates', () => {
  const file = recording(import.meta.dirname, 'hosts.yaml')
  expect(zabbixReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(zabbixReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "14 monitor-target target exact 10.8.0.11 name=yard-web-01 service=tcp/10050 owner=Yard Platform (tag)",
        "15 monitor-target literal name yard-web-01.yard.example name=yard-web-01 service=tcp/10050 host=yard-web-01.yard.example owner=Yard Platform (tag)",
        "19 monitor-target target name yard-web-01.yard.example name=yard-web-01 service=udp/161 host=yard-web-01.yard.example owner=Yard Platform (tag)",
        "8 monitor-target literal exact 10.9.9.9 name=yard-web-01 owner=Yard Platform (tag)",
        "27 monitor-target literal exact 203.0.113.80 name=yard-web-01 owner=Yard Platform (tag)",
        "42 monitor-target literal exact 10.8.250.11 name=yard-web-01 owner=Yard Platform (tag)",
        "34 monitor-target literal exact 10.8.0.21 name=yard-web-01 owner=Yard Platform (tag)",
        "47 monitor-target target exact 2001:db8:8::21 name=yard-db-01 service=tcp/10051 path={$DB.HOST} disabled owner=Yard Databases (contact)",
        "57 monitor-target literal exact 2001:db8:8::21 name=yard-db-01 disabled owner=Yard Databases (contact)",
        "67 monitor-target literal exact 198.51.100.7 name=Yard",
        "70 monitor-target literal exact 10.8.0.99 name=x",
      ],
      "understood": "10 of 11",
      "unknown": [
        "1 macro that is not in the file (line 51)",
        "1 part frobnicators (line 69)",
      ],
    }
  `)
})

test('an export in XML: interfaces, steps of web scenarios', () => {
  const file = recording(import.meta.dirname, 'hosts.xml')
  expect(zabbixReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(zabbixReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "12 monitor-target target exact 10.8.0.41 name=yard-app-01 service=tcp/10050",
        "18 monitor-target literal exact 10.8.250.41 name=yard-app-01 service=udp/623",
        "19 monitor-target target name yard-app-01-oob.yard.example name=yard-app-01 service=udp/623 host=yard-app-01-oob.yard.example",
        "27 monitor-target literal exact 203.0.113.81 name=yard-app-01",
      ],
      "understood": "6 of 6",
      "unknown": [],
    }
  `)
})

test('an answer of host.get', () => {
  const file = recording(import.meta.dirname, 'answer.json')
  expect(zabbixReader.recognises(file)).toBeGreaterThan(0.8)
  expect(toldReading(zabbixReader, file)).toMatchInlineSnapshot(`
    {
      "masked": 0,
      "references": [
        "3 monitor-target target exact 10.8.0.51 name=yard-job-01 service=tcp/10050",
        "4 monitor-target target exact 10.8.0.52 name=yard-job-02 service=udp/161 disabled",
      ],
      "understood": "4 of 4",
      "unknown": [],
    }
  `)
})

test('an export in JSON is the same; what stands in a file stands at its line and column', () => {
  const json = '{"zabbix_export":{"version":"7.0","hosts":[\n{"host":"a","interfaces":[{"ip":"10.8.0.1"}]}]}}'
  const files = [
    textFile('hosts.json', json),
    ...['hosts.yaml', 'hosts.xml', 'answer.json'].map((name) => recording(import.meta.dirname, name)),
  ]
  for (const file of files) {
    const lines = new TextDecoder().decode(file.bytes).split('\n')
    const references = [...zabbixReader.read(file).references]
    expect(references.length).toBeGreaterThan(0)
    for (const { line, column, matched, path } of references) {
      if (path) continue
      expect([line, lines[line - 1]?.slice((column ?? 0) - 1).slice(0, matched.length)]).toEqual([
        line,
        matched,
      ])
    }
  }
})

test('YAML that is none: addresses are still found', () => {
  const file = textFile('hosts.yaml', 'zabbix_export:\n  hosts:\n    - host: a\n   ip: [10.8.0.1\n')
  const reading = zabbixReader.read(file)
  expect([...reading.references].map(({ matched }) => matched)).toEqual(['10.8.0.1'])
  expect(reading.unknown.length).toBe(1)
})

test('an export of version 1, whose hosts are their own interface and whose keys are attributes', () => {
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<zabbix_export version="1.0" date="01.02.13" time="19.26">',
    '  <hosts>',
    '    <host name="yard-old-01">',
    '      <useip>1</useip>',
    '      <dns>yard-old-01.yard.example</dns>',
    '      <ip>10.8.0.61</ip>',
    '      <port>10050</port>',
    '      <ipmi_ip>10.8.250.61</ipmi_ip>',
    '      <items>',
    '        <item type="0" key="net.tcp.service[http,10.8.0.62]" value_type="1">',
    '          <delay>30</delay>',
    '        </item>',
    '      </items>',
    '    </host>',
    '  </hosts>',
    '</zabbix_export>',
  ].join('\n')
  expect(toldReading(zabbixReader, textFile('old.xml', text))).toMatchObject({
    references: [
      '7 monitor-target target exact 10.8.0.61 name=yard-old-01 service=tcp/10050',
      '6 monitor-target literal name yard-old-01.yard.example name=yard-old-01 service=tcp/10050 host=yard-old-01.yard.example',
      '9 monitor-target literal exact 10.8.250.61 name=yard-old-01',
      '11 monitor-target literal exact 10.8.0.62 name=yard-old-01',
    ],
    unknown: [],
  })
})

test('an answer of hostinterface.get', () => {
  const text =
    '{"jsonrpc":"2.0","result":[{"interfaceid":"2","hostid":"84","type":"2","useip":"0","ip":"10.8.0.71","dns":"gate.yard.example","port":"161"}],"id":1}'
  const file = textFile('interfaces.json', text)
  expect(zabbixReader.recognises(file)).toBeGreaterThan(0.8)
  expect(toldReading(zabbixReader, file)).toMatchObject({
    references: [
      '1 monitor-target literal exact 10.8.0.71 service=udp/161',
      '1 monitor-target target name gate.yard.example service=udp/161 host=gate.yard.example',
    ],
  })
})
