import { expect, test } from 'vitest'
import { recording, toldReading } from '../../../../tests/evidence-recordings.ts'
import { writeZip } from '../../../formats/zip/write.ts'
import { xlsxReader } from './index.ts'
import { processorMs } from '../../../../tests/process-time.ts'

const estate = {
  hostNames: new Set(['till-01', 'till-01.corner.example', 'till-02.corner.example']),
  domains: new Set(['corner.example']),
}

test('a workbook: cells, comments, hidden sheets; versions and secrets name nothing', () => {
  const file = recording(import.meta.dirname, 'tills.xlsx')
  expect(xlsxReader.recognises(file)).toBe(0.6)
  expect(toldReading(xlsxReader, file, estate)).toEqual({
    references: [
      '4 document-literal literal name till-01 name=Tills & scales!B4 host=till-01',
      '4 document-literal literal exact 192.0.2.11 name=Tills & scales!C4',
      '5 document-literal literal name till-02.corner.example name=Tills & scales!B5 host=till-02.corner.example',
      '5 document-literal literal exact 192.0.2.12 name=Tills & scales!C5',
      '5 document-literal literal exact 198.51.100.12 name=Tills & scales!C5',
      '6 document-literal literal subnet 192.0.2.64/28 name=Tills & scales!C6',
      '4 document-literal literal exact 192.0.2.211 name=Tills & scales!C4',
      '2 document-literal literal exact 2001:db8::1 name=Old net!B2',
      '2 document-literal literal range 192.0.2.20 - 192.0.2.29 name=Old net!AB2 covers=192.0.2.20-192.0.2.29',
      '3 document-literal literal name till-01.corner.example name=Old net!C3 host=till-01.corner.example',
      '1 document-literal literal exact 192.0.2.77 name=Vault!B1',
    ],
    understood: '10 of 11',
    unknown: ['1 formula without a value (line 9)'],
    masked: 7,
  })
  const texts = [...xlsxReader.read(file, estate).references].map(({ text }) => text)
  expect(texts.filter((text) => /CANARY|two/.test(text))).toEqual([])
  expect(texts).toContain('till-01\t192.0.2.11\t•••••••••••••\t44320')
})

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const relations = (target: string): string =>
  `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="${target}"/></Relationships>`

/** A workbook of one sheet from hand-written XML. */
function hand(sheet: string | Uint8Array, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations('worksheets\\sheet1.xml'),
    'xl/worksheets/sheet1.xml': sheet,
    ...parts,
  }
  // Stored: repetition must not look like a bomb.
  return writeZip(
    Object.entries(files).map(([name, data]) => ({
      name,
      data: typeof data === 'string' ? utf8(data) : data,
      method: 'store',
    })),
  )
}

const rows = (text: string): string => `<worksheet><sheetData>${text}</sheetData></worksheet>`
const shared = (text: string): Readonly<Record<string, string>> => ({
  'xl/sharedStrings.xml': `<sst>${text}</sst>`,
})
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`

test('cells without a place, phonetic hints, runs, escapes and cached values', () => {
  const sheet = rows(
    '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' +
      '<row r="7"><c r="C7" t="str"><f>A1</f><v>192.0.2.3</v></c><c><v>192.0.2.9</v></c><c t="str"><f>B1</f><v></v></c></row>' +
      '<row><c r="B8"><f>now()</f></c></row>',
  )
  const strings = shared(
    '<si><r><t>192.0.</t></r><r><t>2.1</t></r><rPh><t>192.0.2.8</t></rPh></si><si><t>a_x000A_192.0.2.2</t></si>',
  )
  expect(toldReading(xlsxReader, { name: 'x.xlsx', bytes: hand(sheet, strings) }, estate)).toMatchObject({
    references: [
      '1 document-literal literal exact 192.0.2.1 name=S!A1',
      '1 document-literal literal exact 192.0.2.2 name=S!B1',
      '7 document-literal literal exact 192.0.2.3 name=S!C7',
    ],
    understood: '2 of 3',
    unknown: ['1 formula without a value (line 8)'],
  })
})

test('a label hides what stands beside it and below it, not what stands elsewhere', () => {
  const sheet = rows(
    `<row>${inline('Host')}${inline('Password')}${inline('Address')}</row>` +
      `<row>${inline('a')}${inline('CANARYone')}${inline('192.0.2.1')}</row>` +
      `<row r="5">${inline('password:')}${inline('CANARY two')}</row>` +
      `<row>${inline('Key')}${inline('CANARYthree')}</row><row>${inline('Owner')}${inline('192.0.2.2')}</row>`,
  )
  const bytes = hand(sheet)
  expect(toldReading(xlsxReader, { name: 'x.xlsx', bytes }, estate)).toMatchObject({
    references: [
      '2 document-literal literal exact 192.0.2.1 name=S!C2',
      '7 document-literal literal exact 192.0.2.2 name=S!B7',
    ],
  })
  expect(JSON.stringify(xlsxReader.read({ name: 'x.xlsx', bytes }, estate))).not.toContain('CANARY')
})

const bomb = writeZip([
  { name: 'xl/workbook.xml', data: utf8('<a/>') },
  { name: 'xl/worksheets/sheet1.xml', data: new Uint8Array(50_000_000) },
])
const long = `<si><t>${'x'.repeat(30_000)}</t></si>`

test.each<[string, Uint8Array, readonly string[]]>([
  ['a bomb', bomb, ['1 part that cannot be read']],
  ['a document type', hand('<!DOCTYPE a [<!ENTITY x "1">]><a>&x;</a>'), ['1 part that cannot be read']],
  ['a deep nest', hand('<c>'.repeat(100_000)), ['1 part that cannot be read']],
  [
    'a sheet that is not there',
    hand('<a/>', { 'xl/_rels/workbook.xml.rels': relations('no.xml') }),
    ['1 sheet without a part'],
  ],
  [
    'strings that are not there',
    hand(rows('<row><c t="s"><v>1</v></c></row><row><c t="s"><v>-1</v></c><c t="s"><v>1e9</v></c></row>')),
    ['2 shared string that does not exist'],
  ],
  ['broken strings', hand(rows(''), shared('<si><t>a')), ['1 part that cannot be read']],
  [
    'a million empty rows',
    hand(rows(Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at % 977}"/>`).join(''))),
    [],
  ],
  [
    'one string shown again and again',
    hand(rows('<row><c t="s"><v>0</v></c></row>'.repeat(10_000)), shared(long)),
    ['1 text shown again and again'],
  ],
  [
    'one string shown again and again in one row',
    hand(rows(`<row>${'<c t="s"><v>0</v></c>'.repeat(20_000)}</row>`), shared(long)),
    ['1 row longer than 1,000,000 characters'],
  ],
  [
    'an archive cut off',
    recording(import.meta.dirname, 'tills.xlsx').bytes.subarray(0, 9000),
    ['1 part that cannot be read'],
  ],
])('%s is refused or passed over, and counted', (_, bytes, expected) => {
  const started = processorMs()
  const reading = xlsxReader.read({ name: 'x.xlsx', bytes }, estate)
  expect([...reading.references]).toEqual([])
  expect(reading.unknown.map(({ construct, count }) => `${count} ${construct}`)).toEqual(expected)
  expect(processorMs() - started).toBeLessThan(20_000)
})
