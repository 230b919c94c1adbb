// RVTools vInfo of 10,000 rows x 70 columns, and a workbook of nine VMs whose sheet declares a million rows: our reader
// against what a Node developer would take. Each measurement is a process of its own, so that none heats another's caches
// and the peak of memory is its own; the sides take turns. Goals: 0.35 of the best of the others, and 50 ms.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { declaredWorkbook, vInfoWorkbook } from './rvtools-workbook.ts'
import { workbookReaders } from './workbook-readers.ts'

const rounds = 5
/** SheetJS walks the declared range for the better part of a minute: it is asked once, and stopped then. */
const patienceMs = 120_000

interface Measure {
  readonly milliseconds: number
  readonly peakMib: number
  readonly rows: number
  readonly cells: number
}

async function measure(name: string, path: string): Promise<void> {
  const reader = workbookReaders().find((one) => one.name === name)
  if (!reader) throw new Error(`no reader ${name}`)
  const start = performance.now()
  const counted = await reader.count(path)
  const milliseconds = performance.now() - start
  // maxRSS is in KiB on every platform.
  process.stdout.write(
    JSON.stringify({ milliseconds, peakMib: process.resourceUsage().maxRSS / 1024, ...counted }),
  )
}

function run(name: string, path: string): Measure | undefined {
  try {
    const text = execFileSync(process.execPath, [process.argv[1] ?? '', name, path], {
      encoding: 'utf8',
      timeout: patienceMs,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const parsed: Measure = JSON.parse(text)
    return parsed
  } catch {
    return undefined
  }
}

function median(measures: readonly Measure[]): Measure | undefined {
  return measures.toSorted((left, right) => left.milliseconds - right.milliseconds)[
    Math.floor(measures.length / 2)
  ]
}

function table(title: string, path: string, times: number): void {
  const readers = workbookReaders()
  const all = new Map<string, Measure[]>(readers.map(({ name }) => [name, []]))
  for (let round = 0; round < times; round += 1) {
    for (const { name } of readers) {
      const one = run(name, path)
      if (one) all.get(name)?.push(one)
    }
  }
  console.log(title)
  const medians = readers.map(({ name }) => ({ name, one: median(all.get(name) ?? []) }))
  const mine = medians[0]?.one
  for (const { name, one } of medians) {
    if (!one) console.log(`  ${name.padEnd(18)} no answer within ${patienceMs / 1000} s`)
    else {
      const rate = Math.round((one.rows / one.milliseconds) * 1000).toLocaleString('en')
      const counts =
        mine && (one.rows !== mine.rows || one.cells !== mine.cells)
          ? `  counts ${one.rows} rows, ${one.cells} cells`
          : ''
      console.log(
        `  ${name.padEnd(18)} ${one.milliseconds.toFixed(0).padStart(6)} ms  ${rate.padStart(8)} rows/s  peak ${one.peakMib.toFixed(0).padStart(4)} MiB${counts}`,
      )
    }
  }
  const best = medians
    .slice(1)
    .flatMap(({ one }) => one ?? [])
    .toSorted((a, b) => a.milliseconds - b.milliseconds)[0]
  if (mine && best)
    console.log(`  ratio to the best of the others ${(mine.milliseconds / best.milliseconds).toFixed(3)}`)
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'))
  try {
    const large = join(folder, 'vinfo.xlsx')
    const bytes = vInfoWorkbook(10_000)
    writeFileSync(large, bytes)
    const declared = join(folder, 'declared.xlsx')
    writeFileSync(declared, await declaredWorkbook(9))
    table(
      `RVTools vInfo 10,000 x 70, ${(bytes.length / 1e6).toFixed(1)} MB, median of ${rounds}, one process each (goal: 0.35)`,
      large,
      rounds,
    )
    table('nine VMs in a sheet that declares A1:CL1048576, median of 3 (goal: 50 ms)', declared, 3)
    const absent = ['read-excel-file', 'SheetJS dense'].filter(
      (name) => !workbookReaders().some((one) => one.name === name),
    )
    if (absent.length > 0)
      console.log(
        `  not installed: ${absent.join(', ')}; see CAUSEWAY_BENCH_LIBRARIES in bench/workbook-readers.ts`,
      )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [reader, path] = process.argv.slice(2)
if (reader !== undefined && path !== undefined) await measure(reader, path)
else await main()
