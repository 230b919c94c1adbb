import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { writeZip } from '../../../formats/zip/write.ts'
import { docxReader } from './index.ts'

const estate = {
  hostNames: new Set(['till-01', 'till-01.corner.example']),
  domains: new Set(['corner.example']),
}

test('a document: runs, tables, headers; sections and versions name nothing', () => {
  const file = recording(import.meta.dirname, 'scope.docx')
  expect(docxReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(docxReader, file, estate)).toEqual({
    references: [
      '2 document-literal literal range 192.0.2.11 to 192.0.2.19 name=body covers=192.0.2.11-192.0.2.19',
      '3 document-literal literal subnet 198.51.100.0/24 name=body',
      '3 document-literal literal name till-01 name=body host=till-01',
      '6 document-literal literal name till-01.corner.example name=body host=till-01.corner.example',
      '7 document-literal literal exact 192.0.2.30 name=body',
      '8 document-literal literal exact 192.0.2.31 name=body',
      '10 document-literal literal exact 2001:db8::11 name=header1',
    ],
    understood: '10 of 10',
    unknown: [],
    masked: 2,
  })
})

const body = (text: string): Uint8Array => new TextEncoder().encode(text)

test('a label of a table hides what stands beside it and below it', () => {
  const cell = (...texts: readonly string[]): string =>
    `<tc>${texts.map((text) => `<p><r><t>${text}</t></r></p>`).join('')}</tc>`
  const table = (...rows: readonly string[]): string =>
    `<tbl>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbl>`
  const xml = `<document>${table(
    cell('Host') + cell('Password') + cell('Address'),
    cell('a') + cell('CANARY one 192.0.2.8') + cell('192.0.2.1'),
    cell('b') + cell('CANARYtwo', '192.0.2.9') + cell(table(cell('192.0.2.2') + cell('c'))),
  )}${table(cell('SNMP community:') + cell('CANARYthree'), cell('Owner') + cell('192.0.2.3'))}</document>`
  const file = { name: 'x.docx', bytes: writeZip([{ name: 'word/document.xml', data: body(xml) }]) }
  expect(toldReading(docxReader, file, estate)).toMatchObject({
    references: [
      '6 document-literal literal exact 192.0.2.1 name=body',
      '10 document-literal literal exact 192.0.2.2 name=body',
      '15 document-literal literal exact 192.0.2.3 name=body',
    ],
    unknown: [],
  })
  expect(JSON.stringify([...docxReader.read(file, estate).references])).not.toContain('CANARY')
})

test.each([
  ['a bomb', writeZip([{ name: 'word/document.xml', data: new Uint8Array(50_000_000) }])],
  [
    'a document type',
    writeZip([
      {
        name: 'word/document.xml',
        data: body('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      },
    ]),
  ],
  ['a deep nest', writeZip([{ name: 'word/document.xml', data: body('<w:p>'.repeat(100_000)) }])],
  ['an archive cut off', recording(import.meta.dirname, 'scope.docx').bytes.subarray(0, 9000)],
])('%s is refused and counted', (_, bytes) => {
  const reading = docxReader.read({ name: 'x.docx', bytes }, estate)
  expect([...reading.references]).toEqual([])
  expect(reading.unknown.map(({ construct, count }) => `${count} ${construct}`)).toEqual([
    '1 part that cannot be read',
  ])
})
