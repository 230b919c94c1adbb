// Readers of workbooks that a Node developer would take, each behind the same count of rows and cells. Those that are not
// in package.json are looked for in the folder CAUSEWAY_BENCH_LIBRARIES (npm install read-excel-file xlsx there).
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openSource } from '../src/formats/zip/read.ts'
import { readXlsx } from '../src/formats/xlsx/read.ts'

/** What a reader found. */
export interface Count {
  readonly rows: number
  readonly cells: number
}

/** A reader, and where it is; undefined = not installed. */
export interface WorkbookReader {
  readonly name: string
  count(path: string): Promise<Count>
}

/** All readers that are there, ours first. */
export function workbookReaders(): readonly WorkbookReader[] {
  const others = [
    { name: 'exceljs streaming', from: undefined, count: exceljs },
    { name: 'read-excel-file', from: libraryUrl('read-excel-file/node'), count: readExcelFile },
    { name: 'SheetJS dense', from: libraryUrl('xlsx'), count: sheetJs },
  ]
  return [
    { name: 'causeway', count: causeway },
    ...others.flatMap(({ name, from, count }) =>
      from === null ? [] : [{ name, count: (path: string) => count(path, from ?? '') }],
    ),
  ]
}

/** Null = not installed. */
function libraryUrl(name: string): string | null {
  const folder = process.env['CAUSEWAY_BENCH_LIBRARIES']
  if (folder === undefined || !existsSync(folder)) return null
  try {
    return pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href
  } catch {
    return null
  }
}

async function causeway(path: string): Promise<Count> {
  const source = await openSource(path)
  let rows = 0
  let cells = 0
  try {
    const book = await readXlsx(source)
    for (const sheet of book.sheets) {
      for await (const batch of sheet.rows({ dates: true })) {
        rows += batch.length
        for (const row of batch) for (const cell of row.cells) if (cell !== undefined) cells += 1
      }
    }
  } finally {
    await source.close()
  }
  return { rows, cells }
}

async function exceljs(path: string): Promise<Count> {
  const { default: library } = await import('exceljs')
  let rows = 0
  let cells = 0
  const reader = new library.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  for await (const sheet of reader) {
    for await (const row of sheet) {
      rows += 1
      row.eachCell(() => {
        cells += 1
      })
    }
  }
  return { rows, cells }
}

interface ReadExcelFile {
  default(path: string): Promise<readonly { readonly data: readonly (readonly unknown[])[] }[]>
}

async function readExcelFile(path: string, url: string): Promise<Count> {
  const library: ReadExcelFile = await import(url)
  const sheets = await library.default(path)
  return countRows(sheets.map(({ data }) => data))
}

interface SheetJs {
  readFile(path: string, options: object): { readonly Sheets: Readonly<Record<string, object>> }
  readonly utils: { sheet_to_json(sheet: object, options: object): readonly (readonly unknown[])[] }
}

async function sheetJs(path: string, url: string): Promise<Count> {
  const loaded: { readonly default?: SheetJs } & SheetJs = await import(url)
  const library = loaded.default ?? loaded
  const book = library.readFile(path, { dense: true, cellDates: true })
  return countRows(
    Object.values(book.Sheets).map((sheet) =>
      library.utils.sheet_to_json(sheet, { header: 1, blankrows: false }),
    ),
  )
}

function countRows(sheets: readonly (readonly (readonly unknown[])[])[]): Count {
  let rows = 0
  let cells = 0
  for (const sheet of sheets) {
    for (const row of sheet) {
      const filled = row.filter((cell) => cell !== undefined && cell !== null && cell !== '').length
      if (filled > 0) rows += 1
      cells += filled
    }
  }
  return { rows, cells }
}
