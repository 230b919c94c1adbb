// RVTools vInfo of 10,000 rows x 70 columns: our reader against exceljs streaming. Each measurement is a process of its
// own, so that neither heats the other's caches and the peak of memory is its own. Goal: half the time, 150 MB.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSource } from '../src/formats/zip/read.ts'
import { readXlsx } from '../src/formats/xlsx/read.ts'
import { vInfoWorkbook } from './rvtools-workbook.ts'

const rounds = 5

interface Measure {
  readonly milliseconds: number
  readonly peakMib: number
  readonly rows: number
  readonly cells: number
}

async function readOurs(path: string): Promise<{ rows: number; cells: number }> {
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

async function readExceljs(path: string): Promise<{ rows: number; cells: number }> {
  const { default: exceljs } = await import('exceljs')
  let rows = 0
  let cells = 0
  const reader = new exceljs.stream.xlsx.WorkbookReader(path, {
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

async function measure(reader: string, path: string): Promise<void> {
  const start = performance.now()
  const counted = await (reader === 'ours' ? readOurs(path) : readExceljs(path))
  const milliseconds = performance.now() - start
  // maxRSS is in KiB on every platform.
  process.stdout.write(
    JSON.stringify({ milliseconds, peakMib: process.resourceUsage().maxRSS / 1024, ...counted }),
  )
}

function run(reader: string, path: string): Measure {
  const script = process.argv[1] ?? ''
  const text = execFileSync(process.execPath, [script, reader, path], { encoding: 'utf8' })
  const parsed: Measure = JSON.parse(text)
  return parsed
}

function best(measures: readonly Measure[]): Measure | undefined {
  return measures.toSorted((left, right) => left.milliseconds - right.milliseconds)[
    Math.floor(measures.length / 2)
  ]
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'))
  try {
    const path = join(folder, 'vinfo.xlsx')
    const bytes = vInfoWorkbook(10_000)
    writeFileSync(path, bytes)
    const ours: Measure[] = []
    const theirs: Measure[] = []
    for (let round = 0; round < rounds; round += 1) {
      ours.push(run('ours', path))
      theirs.push(run('exceljs', path))
    }
    const mine = best(ours)
    const other = best(theirs)
    if (!mine || !other) throw new Error('nothing was measured')
    if (mine.rows !== other.rows || mine.cells !== other.cells) {
      throw new Error(
        `the readers disagree: ${mine.rows} rows, ${mine.cells} cells against ${other.rows} and ${other.cells}`,
      )
    }
    console.log(
      `RVTools vInfo 10,000 x 70, ${(bytes.length / 1e6).toFixed(1)} MB, median of ${rounds}, one process each`,
    )
    for (const [name, one] of [
      ['causeway', mine],
      ['exceljs streaming', other],
    ] as const) {
      const rate = Math.round((one.rows / one.milliseconds) * 1000).toLocaleString('en')
      console.log(
        `  ${name.padEnd(18)} ${one.milliseconds.toFixed(0).padStart(6)} ms  ${rate.padStart(8)} rows/s  peak ${one.peakMib.toFixed(0).padStart(4)} MiB`,
      )
    }
    console.log(
      `  ratio ${(mine.milliseconds / other.milliseconds).toFixed(3)} (goal at most 0.5), peak ${mine.peakMib.toFixed(0)} MiB (goal at most 150)`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [reader, path] = process.argv.slice(2)
if ((reader === 'ours' || reader === 'exceljs') && path) await measure(reader, path)
else main()
