import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvOptions, type CsvRow, type CsvShape, readCsv, visitCsv } from './read.ts'
import { writeCsv } from './write.ts'

function visited(bytes: Uint8Array, options: CsvOptions = {}): { rows: CsvRow[]; shape: CsvShape } {
  const rows: CsvRow[] = []
  const shape = visitCsv(bytes, (row) => rows.push(row), options)
  return { rows, shape }
}

async function streamed(
  bytes: Uint8Array,
  chunkBytes: number,
  options: CsvOptions = {},
): Promise<{ rows: CsvRow[]; shape: CsvShape }> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
  const rows: CsvRow[] = []
  const reader = readCsv(chunks(), options)
  for (;;) {
    const next = await reader.next()
    if (next.done) return { rows, shape: next.value }
    rows.push(...next.value)
  }
}

const cellsOf = (text: string | Uint8Array): readonly (readonly string[])[] =>
  visited(typeof text === 'string' ? Buffer.from(text) : text).rows.map(({ cells }) => cells)

test('what the writer writes the reader reads, in memory and in chunks of any size', async () => {
  const cell = fc.stringMatching(/^[a-z0-9 ,;"\r\n\té]{1,8}$/).map((text) => `x${text}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(',' as const, ';' as const, '\t' as const),
      async (rows, chunkBytes, delimiter) => {
        const bytes = Buffer.from(writeCsv(rows, delimiter))
        const whole = visited(bytes, { delimiter })
        expect(whole.rows.map(({ cells }) => cells)).toEqual(rows)
        expect(await streamed(bytes, chunkBytes, { delimiter })).toEqual(whole)
      },
    ),
    { numRuns: 100 },
  )
})

test('delimiter and encoding are found', () => {
  const plain = [
    ['VM', 'Name, lang'],
    ['größe', '1'],
  ]
  const semicolons = 'VM;"Name, lang"\r\ngröße;1\r\n'
  const utf16 = Buffer.from(semicolons, 'utf16le')
  expect(cellsOf(semicolons)).toEqual(plain)
  expect(cellsOf(`\ufeff${semicolons}`)).toEqual(plain)
  expect(cellsOf(Buffer.from(semicolons, 'latin1'))).toEqual(plain)
  expect(cellsOf(utf16)).toEqual(plain)
  expect(cellsOf(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toEqual(plain)
  expect(cellsOf(Buffer.from(utf16).swap16())).toEqual(plain)
  expect(cellsOf('sep=|\nVM|a;b;c\nx|1\n')).toEqual([
    ['VM', 'a;b;c'],
    ['x', '1'],
  ])
  expect(cellsOf('VM\tb\nx\ty,z,w\n')).toEqual([
    ['VM', 'b'],
    ['x', 'y,z,w'],
  ])
  expect(visited(Buffer.from('a;b\n\x80\x93;1\n', 'latin1'))).toEqual({
    rows: [
      { line: 1, cells: ['a', 'b'], nul: false },
      { line: 2, cells: ['€“', '1'], nul: false },
    ],
    shape: { encoding: 'windows-1252', delimiter: ';' },
  })
})

test('lines are those of an editor, behind blank lines, CRLF in quotes and a sep line', () => {
  const text = 'sep=,\r\nVM,Note\r\n\r\na,"two\r\nlines"\r\nb,x\nc,y'
  expect(visited(Buffer.from(text)).rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [2, 'VM'],
    [4, 'a'],
    [6, 'b'],
    [7, 'c'],
  ])
})

test('what PowerShell and a spreadsheet write above the header is no record and counts as a line', () => {
  const body = '"Name";"Note, long"\r\n"a";"1"\r\n'
  const type = '#TYPE Selected.VMware.VimAutomation.ViCore.Impl.V1.VM.VirtualMachineImpl, a\r\n'
  for (const [above, first] of [
    [type, 2],
    [`\ufeff${type}`, 2],
    [`${type}sep=;\r\n`, 3],
    ['"sep=;"\n', 2],
  ] as const) {
    expect(visited(Buffer.from(above + body))).toMatchObject({
      rows: [
        { line: first, cells: ['Name', 'Note, long'] },
        { line: first + 1, cells: ['a', '1'] },
      ],
      shape: { delimiter: ';' },
    })
  }
  expect(cellsOf('#TYPED;b\nx;1\n')).toEqual([
    ['#TYPED', 'b'],
    ['x', '1'],
  ])
})

test('a record with a NUL is marked, a file of NULs is no text', () => {
  const text = `VM,Note\n${'good,row\n'.repeat(20)}bad,a\u0000b\nnext,1\n`
  expect(visited(Buffer.from(text)).rows.filter(({ nul }) => nul)).toEqual([
    { line: 22, cells: ['bad', 'a\u0000b'], nul: true },
  ])
  expect(() => visited(new Uint8Array(5000))).toThrow('NUL bytes in the first 4096, expected text')
})

test('broken and oversized records name their line', async () => {
  expect(() => visited(Buffer.from('a,b\n1,"2\n3,4\n'))).toThrow(
    'csv: found a quote without end, expected closed quotes at line 2',
  )
  await expect(streamed(Buffer.from('a,b\n1,"2\n3,4\n'), 5)).rejects.toThrow(
    'a quote without end, expected closed quotes at line 2',
  )
  expect(() => visited(Buffer.from(`a,b\n${'x'.repeat(200)}\n`), { recordBytes: 100 })).toThrow(
    'a record beyond the size limit',
  )
  expect(() => visited(Buffer.from('a\n1,2,3\n'), { columns: 2 })).toThrow(
    'found 3 columns, expected at most 2 at line 2',
  )
  await expect(streamed(Buffer.from('a,b\n1,2\n'.repeat(50)), 10, { totalBytes: 99 })).rejects.toThrow(
    'more than 99 bytes',
  )
})

test('stray quotes and ragged rows are read as they stand', () => {
  expect(cellsOf('a,b\n1 "x" 2,3,4\n5\n')).toEqual([['a', 'b'], ['1 "x" 2', '3', '4'], ['5']])
})

test('written cells never run as formulas and carry no control characters', () => {
  const rows = [
    ['=cmd()', '+1', '-1', '@x', '\t=1', ' =1', '\uff1d1', 'a\u001b[31mb', 'plain', -1, true, null],
  ]
  expect(writeCsv(rows)).toBe("'=cmd(),'+1,'-1,'@x,'\t=1,' =1,'\uff1d1,a\ufffd[31mb,plain,-1,true,\r\n")
})

test('an abort stops a stream', async () => {
  const stop = new AbortController()
  stop.abort(new Error('stopped'))
  await expect(streamed(Buffer.from('a,b\n'.repeat(10)), 5, { signal: stop.signal })).rejects.toThrow(
    'stopped',
  )
})

test('csv-parse reads the same records out of any text', async () => {
  const piece = fc.constantFrom('a', 'bc', ' ', '"', '""', ',', ',"', '",', '\n', '\r\n', '\r', 'é', ';')
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 25 }).map((parts) => parts.join('')),
      fc.integer({ min: 1, max: 30 }),
      async (text, chunkBytes) => {
        const judged = judge(text)
        const bytes = Buffer.from(text)
        const mine = () => visited(bytes, { delimiter: ',' }).rows
        if (judged === undefined) expect(mine).toThrow('a quote without end')
        else {
          expect(mine().map(({ cells }) => cells)).toEqual(judged)
          expect((await streamed(bytes, chunkBytes, { delimiter: ',' })).rows).toEqual(mine())
        }
      },
    ),
    { numRuns: 1000 },
  )
})

/** The records that csv-parse finds, blank ones left out; undefined when it misses the end of a quote. */
function judge(text: string): string[][] | undefined {
  try {
    const rows: string[][] = parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    })
    return rows.filter((cells) => cells.length > 1 || cells[0] !== '')
  } catch {
    return undefined
  }
}
