import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FormatError } from '../../lib/format-error.ts'
import { memorySource } from '../zip/read.ts'
import { writeZip } from '../zip/write.ts'
import { readXlsx, type RowOptions, type XlsxCell, type XlsxLimits } from './read.ts'
import { writeXlsx } from './write.ts'

type Sheets = Record<string, Record<number, XlsxCell[]>>

async function sheetsOf(
  bytes: Uint8Array,
  options: RowOptions = {},
  limits: Partial<XlsxLimits> = {},
): Promise<Sheets> {
  const book = await readXlsx(memorySource(bytes), limits)
  const result: Sheets = {}
  for (const sheet of book.sheets) {
    const rows: Record<number, XlsxCell[]> = {}
    for await (const batch of sheet.rows(options)) for (const { row, cells } of batch) rows[row] = [...cells]
    result[sheet.name] = rows
  }
  return result
}

async function refusal(bytes: Uint8Array, limits: Partial<XlsxLimits> = {}): Promise<string> {
  try {
    await sheetsOf(bytes, {}, limits)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return error instanceof Error ? error.message : ''
  }
  throw new Error('it was accepted')
}

/** A workbook of one sheet from hand-written XML. */
function hand(sheetXml: string, parts: Record<string, string> = {}): Uint8Array {
  const files: Record<string, string> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': sheetXml,
    ...parts,
  }
  return writeZip(
    Object.entries(files).map(([name, xml]) => ({ name, data: Buffer.from(xml, 'utf8'), method: 'store' })),
  )
}

const sheet = (rows: string): string =>
  `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`

test('any text, number and boolean comes back from a written workbook', async () => {
  const hostile = fc.constantFrom(
    '=cmd()',
    '_x0041_',
    'a\r\nb',
    ']]>',
    '<!--',
    '&amp;',
    '\u0007',
    '😀 é',
    '\u202eevil',
    '  spaced ',
    '\u0000',
    '\ud800',
    '\ufffe',
  )
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    hostile,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), async (rows) => {
      const expected: Record<number, XlsxCell[]> = {}
      rows.forEach((row, at) => {
        if (row.length > 0) expected[at + 1] = row.map((value) => (Object.is(value, -0) ? 0 : value))
      })
      expect(await sheetsOf(writeXlsx([{ name: 'S', rows }]))).toEqual({ S: expected })
    }),
    { numRuns: 60 },
  )
})

test('empty cells leave their columns empty and sheets keep their order', async () => {
  const bytes = writeXlsx([
    { name: 'two & <more>', rows: [[null, 'b', null, 4]] },
    { name: 'none', rows: [] },
  ])
  expect(await sheetsOf(bytes)).toEqual({ 'two & <more>': { 1: [undefined, 'b', undefined, 4] }, none: {} })
})

test('a sheet name that spreadsheets refuse is refused', () => {
  expect(() => writeXlsx([{ name: 'a/b', rows: [] }])).toThrow('sheet name "a/b"')
  expect(() =>
    writeXlsx([
      { name: 'a', rows: [] },
      { name: 'A', rows: [] },
    ]),
  ).toThrow('sheet name "A"')
})

test('dates are dates where the style says so and they were asked for', async () => {
  const bytes = writeXlsx([{ name: 'S', rows: [[new Date('2026-09-01T13:37:23Z'), 45_000]] }])
  expect(await sheetsOf(bytes, { dates: true })).toEqual({
    S: { 1: [new Date('2026-09-01T13:37:23Z'), 45_000] },
  })
  expect(await sheetsOf(bytes)).toEqual({ S: { 1: [46_266.56762731, 45_000] } })
})

test('custom date formats count as dates, colours and quoted letters do not', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="[Red]yyyy\\-mm"/><numFmt numFmtId="201" formatCode="[Red]0.0&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="201"/></cellXfs></styleSheet>'
  const bytes = hand(
    sheet('<row><c s="0"><v>1</v></c><c s="1"><v>25569</v></c><c s="2"><v>25569</v></c></row>'),
    { 'xl/styles.xml': styles },
  )
  expect(await sheetsOf(bytes, { dates: true })).toEqual({ S: { 1: [1, new Date(0), 25_569] } })
})

test('prefixed namespaces, rich text, phonetic hints, inline strings, formulas, errors and escapes are read', async () => {
  const strings =
    '\ufeff<?xml version="1.0"?><x:sst><x:si><x:r><x:t>ab</x:t></x:r><x:r><x:rPr/><x:t xml:space="preserve"> c_x000D_</x:t></x:r><x:rPh sb="0"><x:t>hint</x:t></x:rPh><x:phoneticPr fontId="1"/></x:si><x:si/><x:si><x:t/></x:si></x:sst>'
  const rows =
    '<x:row r="3"><x:c r="B3" t="s"><x:v>0</x:v></x:c><x:c r="C3" t=\'inlineStr\'><x:is><x:t>in &lt;line&#233;</x:t></x:is></x:c><x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>é&amp;</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c><x:v>1.5E3</x:v></x:c></x:row>'
  const bytes = hand(
    `<?xml version="1.0"?><!-- a note --><x:worksheet xmlns:x="y"><x:cols><x:col/></x:cols><x:sheetData>${rows}</x:sheetData><x:rowBreaks/></x:worksheet>`,
    { 'xl/sharedStrings.xml': strings },
  )
  expect(await sheetsOf(bytes)).toEqual({
    S: { 3: [undefined, 'ab c\r', 'in <lineé', 'é&', '#N/A', true, '', 1500] },
  })
})

test('CDATA is text, and a comment may stand between cells', async () => {
  const bytes = hand(
    sheet(
      '<row><c t="inlineStr"><is><t><![CDATA[<a> & b]]></t></is></c><!-- <c><v>9</v></c> --><c><v>2</v></c></row>',
    ),
  )
  expect(await sheetsOf(bytes)).toEqual({ S: { 1: ['<a> & b', 2] } })
})

test('a sheet without rows and a chart sheet cost nothing', async () => {
  expect(await sheetsOf(hand('<worksheet><sheetData/><rowBreaks/></worksheet>'))).toEqual({ S: {} })
})

test('a million empty rows give no rows and take little', async () => {
  const start = process.memoryUsage().rss
  const bytes = hand(sheet(`${'<row spans="1:70"/>'.repeat(1_000_000)}<row><c><v>7</v></c></row>`))
  expect(await sheetsOf(bytes)).toEqual({ S: { 1_000_001: [7] } })
  expect(process.memoryUsage().rss - start).toBeLessThan(400 * 2 ** 20)
})

test('a cell in the last column of many rows costs one cell each', async () => {
  let rows = ''
  for (let at = 1; at <= 30_000; at += 1) rows += `<row><c r="XFD${at}"><v>${at}</v></c></row>`
  const book = await readXlsx(memorySource(hand(sheet(rows))))
  let last: XlsxCell
  let widest = 0
  const start = process.memoryUsage().rss
  for (const one of book.sheets) {
    for await (const batch of one.rows()) {
      const row = batch.at(-1)
      widest = row?.cells.length ?? 0
      last = row?.cells.at(-1)
    }
  }
  expect([widest, last]).toEqual([16_384, 30_000])
  expect(process.memoryUsage().rss - start).toBeLessThan(300 * 2 ** 20)
})

test('a row with an escaped NUL is marked, from shared and from inline strings', async () => {
  const inline =
    '<row><c t="inlineStr"><is><t>a_x0000_b</t></is></c></row><row><c t="s"><v>1</v></c></row><row><c t="s"><v>0</v></c></row>'
  const strings = { 'xl/sharedStrings.xml': '<sst><si><t>good</t></si><si><t>_x0000_</t></si></sst>' }
  const marked: boolean[] = []
  for (const one of (await readXlsx(memorySource(hand(sheet(inline), strings)))).sheets) {
    for await (const batch of one.rows()) marked.push(...batch.map(({ nul }) => nul))
  }
  expect(marked).toEqual([true, true, false])
})

test.each([
  ['sheet', 'xl/worksheets/sheet1.xml'],
  ['strings', 'xl/sharedStrings.xml'],
  ['workbook', 'xl/workbook.xml'],
])('a document type in the %s is refused and its entity never read', async (_, part) => {
  const evil =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
  const bytes = hand(sheet('<row><c t="s"><v>0</v></c></row>'), { [part]: evil })
  expect(await refusal(bytes)).toMatch(
    /^xlsx: found "<!DOCTYPE ?", a document type declaration, expected elements and text only at xl/,
  )
})

test('what a workbook may cost is bounded, and said', async () => {
  const one = sheet('<row><c r="C1"><v>1</v></c><c><v>2</v></c></row>')
  expect(await refusal(hand(one), { columns: 3 })).toBe(
    'xlsx: found column 4, expected at most 3 at xl/worksheets/sheet1.xml',
  )
  expect(await refusal(hand(one), { cellsPerSheet: 1 })).toContain('more than 1 cells')
  expect(await refusal(hand(sheet(`<row>${'<c/>'.repeat(100_000)}`)), { rowBytes: 1000 })).toContain(
    'a row without end',
  )
  expect(await refusal(hand(sheet('<row><c t="s"><v>5</v></c></row>')))).toContain('string number "5"')
  const strings = { 'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(9)}</sst>` }
  expect(await refusal(hand(one, strings), { strings: 8 })).toContain('more than 8 strings')
  expect(await refusal(hand(one, strings), { stringBytes: 20 })).toContain('more than 20 bytes')
  expect(await refusal(hand(sheet('<row><c r="ZZZZZZ1"><v>1</v></c></row>')))).toContain(
    'expected at most 16384',
  )
})

test('an archive that is no workbook says so', async () => {
  expect(await refusal(writeZip([{ name: 'a.txt', data: Buffer.from('x') }]))).toContain(
    'an archive without a workbook',
  )
  expect(await refusal(hand('<html></html>'))).toContain(
    'found <html>, expected <worksheet> as the root element',
  )
  expect(await refusal(hand('<worksheet><sheetData><row><c><v>1</v></c>'))).toContain('ends within its rows')
})

test('random damage of the XML ends in a FormatError or in rows, never in another error', async () => {
  const good = sheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>abc &amp; d</t></is></c><c s="1"><v>5</v></c></row>',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.nat(good.length - 1),
      fc.constantFrom('<', '>', '"', '&', '/', '!', '', '\u0000'),
      async (at, piece) => {
        try {
          await sheetsOf(hand(good.slice(0, at) + piece + good.slice(at + 1)), { dates: true })
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError)
        }
      },
    ),
    { numRuns: 150 },
  )
})
