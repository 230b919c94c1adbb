import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { surestOf } from '../../../../tests/recall/samples.ts'
import { hostsReader } from './index.ts'

test('a hosts file: aliases, owners, blocked names and what is no entry', () => {
  const file = recording(import.meta.dirname, 'hosts')
  expect(hostsReader.recognises(file)).toBeGreaterThanOrEqual(0.9)
  expect(surestOf(file)?.kind).toBe('hosts')
  expect(toldReading(hostsReader, file)).toEqual({
    references: [
      '7 config-literal literal exact 192.0.2.11 host=till-01.corner.example owner=Depot Platform (file-head)',
      '7 config-literal literal exact 192.0.2.11 host=till-01 owner=Depot Platform (file-head)',
      '7 config-literal literal exact 192.0.2.11 host=till owner=Depot Platform (file-head)',
      '8 config-literal literal exact 192.0.2.12 host=till-02.corner.example owner=Shop Applications (comment)',
      '9 config-literal literal exact 2001:db8::11 host=till-01 owner=Depot Platform (file-head)',
      '10 config-literal literal exact 198.51.100.7 host=db01 owner=Depot Platform (file-head)',
      '10 config-literal literal exact 198.51.100.7 host=db.corner.example owner=Depot Platform (file-head)',
      '15 config-literal literal exact 192.0.2.41 host=fine owner=Depot Platform (file-head)',
    ],
    understood: '10 of 12',
    unknown: [
      '1 address without a name (line 14)',
      '1 line that is no entry (line 16)',
      '1 word that is no name (line 15)',
    ],
    masked: 1,
  })
})

test('a hosts file of Windows under another name is known by its shape', () => {
  const file = recording(import.meta.dirname, 'windows.txt')
  expect(hostsReader.recognises(file)).toBeGreaterThanOrEqual(0.8)
  expect(surestOf(file)?.kind).toBe('hosts')
  expect(toldReading(hostsReader, file)).toEqual({
    references: [
      '6 config-literal literal exact 192.0.2.21 host=sql01.depot.example',
      '6 config-literal literal exact 192.0.2.21 host=sql01',
      '7 config-literal literal exact 10.64.0.9 host=fileserver',
    ],
    understood: '2 of 2',
    unknown: [],
    masked: 0,
  })
})

test('lists, routes and inventories are no hosts files', () => {
  const texts = [
    '10.0.0.1\n10.0.0.2\n',
    '10.0.0.0 255.255.255.0 eth0\n',
    '[web]\nweb1 ansible_host=10.0.0.1\n',
  ]
  for (const text of texts) {
    expect(hostsReader.recognises(textFile('list.txt', text))).toBe(0)
    expect(hostsReader.recognises(textFile('inventory/hosts', text))).toBe(0)
  }
})

test('a slip in one line of many does not make another file of it', () => {
  const lines = Array.from({ length: 8 }, (_, at) => `192.0.2.${at + 1} till-${at + 1}x`)
  expect(hostsReader.recognises(textFile('machines', [...lines, '192.0.2.300 crane', ''].join('\n')))).toBe(
    0.75,
  )
  expect(
    hostsReader.recognises(textFile('machines', [...lines.slice(5), '192.0.2.300 crane', ''].join('\n'))),
  ).toBe(0)
})
