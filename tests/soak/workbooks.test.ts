import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rvtoolsReader } from '../../src/adapters/rvtools/index.ts'
import { writeCsv } from '../../src/formats/csv/write.ts'
import { writeXlsx, type XlsxSheetInput, type XlsxValue } from '../../src/formats/xlsx/write.ts'
import { entryBytes, memorySource, readZip } from '../../src/formats/zip/read.ts'
import { writeZip } from '../../src/formats/zip/write.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { Problem } from '../../src/model/problems/index.ts'
import { harbourMachines } from '../../src/sample/harbour/estate.ts'
import { rvtoolsSheets } from '../../src/sample/harbour/rvtools/workbook.ts'
import { between, pick, type Random, randomOf } from '../../src/sample/random.ts'
import { mutated } from '../recall/mutate.ts'
import { soakScale, soakSeed } from './scale.ts'

// Damaged exports of RVTools: bytes of the archive, of the XML within it, of CSV, and cells, headers, rows and tabs moved,
// doubled, dropped or replaced. Each is read, or refused in a sentence; counts always add up, nothing hangs.
// CAUSEWAY_SOAK scales the 10,000, CAUSEWAY_SOAK_SEED repeats a run.
const runs = Math.max(100, Math.round(10_000 * soakScale))
const seed = soakSeed
const slowestMs = 5000
const mostMib = 500

const folder = mkdtempSync(join(tmpdir(), 'workbooks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sheets = rvtoolsSheets(harbourMachines().slice(0, 8))
const whole = writeXlsx(sheets)

const oddValues: readonly XlsxValue[] = [
  null,
  '',
  'VM',
  '__proto__',
  '=cmd()',
  '04/08/2026 1:00',
  '1.234',
  '12,5',
  '9'.repeat(400),
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  '\u202e',
  'x'.repeat(40_000),
  '00000000-0000-0000-0000-000000000000',
]

/** One tab with something wrong in its table. */
function damagedSheet(sheet: XlsxSheetInput, random: Random): XlsxSheetInput {
  const rows = sheet.rows.map((row) => [...row])
  for (let time = between(random, 1, 6); time > 0; time -= 1) {
    const row = rows[between(random, 0, Math.max(0, rows.length - 1))]
    if (row === undefined) continue
    const at = between(random, 0, Math.max(0, row.length - 1))
    switch (between(random, 0, 5)) {
      case 0:
        row[at] = pick(random, oddValues)
        break
      case 1:
        rows.splice(between(random, 0, rows.length), 0, row)
        break
      case 2:
        row.splice(at, between(random, 1, 4))
        break
      case 3:
        row.reverse()
        break
      case 4:
        for (const other of rows) other.splice(at, 1)
        break
      default:
        for (const other of rows.slice(1)) other[at] = pick(random, oddValues)
    }
  }
  return { name: sheet.name, rows }
}

/** Bytes of a damaged export and the name of its file. */
async function damaged(random: Random): Promise<{ name: string; bytes: Uint8Array }> {
  const kind = between(random, 0, 3)
  if (kind === 0) return { name: 'a.xlsx', bytes: mutated(whole, random) }
  if (kind === 1) {
    const zip = await readZip(memorySource(whole))
    const entries = [...zip.entries.values()]
    const hit = pick(random, entries)
    const parts = await Promise.all(
      entries.map(async (entry) => {
        const data = await entryBytes(zip, entry, 2 ** 24)
        return { name: entry.name, data: entry === hit ? mutated(data, random) : data }
      }),
    )
    return { name: 'b.xlsx', bytes: writeZip(parts) }
  }
  const changed = sheets.map((sheet) => (between(random, 0, 3) === 0 ? damagedSheet(sheet, random) : sheet))
  const kept = changed.filter(() => between(random, 0, 6) > 0)
  if (kind === 2 && kept.length > 0) return { name: 'c.xlsx', bytes: writeXlsx(kept) }
  const info = pick(random, changed)
  const text = Buffer.from(
    writeCsv(
      info.rows.map((row) => row.map(csvValue)),
      pick(random, [',', ';', '\t'] as const),
    ),
  )
  return {
    name: `RVTools_tab${info.name}.csv`,
    bytes: between(random, 0, 1) === 0 ? text : mutated(text, random),
  }
}

function csvValue(value: XlsxValue): string | number | boolean | null {
  return value instanceof Date ? value.toISOString() : value
}

/** Reads it whole; what became of it. */
async function readDamaged(path: string, name: string): Promise<'read' | 'refused' | 'not ours'> {
  const input = { kind: 'file', path, name } as const
  if ((await rvtoolsReader.recognises(input)) <= 0.3) return 'not ours'
  try {
    for await (const reading of rvtoolsReader.read(input, silentProgress())) {
      let kept = 0
      for await (const observation of reading.observations) {
        kept += 1
        expect(JSON.stringify(observation)).not.toContain('\\u0000')
      }
      const report = reading.report()
      expect(report.kept).toBe(kept)
      expect(report.seen).toBe(report.kept + report.merged + report.rejected.length)
    }
    return 'read'
  } catch (error) {
    if (error instanceof Problem) return 'refused'
    throw error
  }
}

test(`${runs} damaged exports, seed ${seed}: read or refused, counted, none slow, memory level`, async () => {
  const outcome = { read: 0, refused: 0, 'not ours': 0 }
  let slowest = 0
  for (let run = 0; run < runs; run += 1) {
    const { name, bytes } = await damaged(randomOf(seed + run))
    const path = join(folder, name)
    writeFileSync(path, bytes)
    const started = performance.now()
    const result = await readDamaged(path, name).catch((error: unknown) => {
      throw new Error(`CAUSEWAY_SOAK_SEED=${seed + run} repeats it as its first`, { cause: error })
    })
    const took = performance.now() - started
    outcome[result] += 1
    slowest = Math.max(slowest, took)
    expect(took, `seed ${seed + run}`).toBeLessThan(slowestMs)
    rmSync(path)
  }
  const mib = process.memoryUsage.rss() / 2 ** 20
  console.log(
    `workbooks: ${runs} damaged, seed ${seed}: ${outcome.read} read, ${outcome.refused} refused, ${outcome['not ours']} not recognised; slowest ${slowest.toFixed(0)} ms, ${mib.toFixed(0)} MiB`,
  )
  expect(outcome.read).toBeGreaterThan(runs / 4)
  expect(mib).toBeLessThan(mostMib)
}, 3_000_000)
