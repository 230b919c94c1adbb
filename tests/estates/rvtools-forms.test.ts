import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rvtoolsReader } from '../../src/adapters/rvtools/index.ts'
import { writeXlsx, type XlsxValue } from '../../src/formats/xlsx/write.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import type { Observation } from '../../src/model/observation.ts'
import type { SourceInput } from '../../src/ports/source-reader.ts'
import { harbourMachines } from '../../src/sample/harbour/estate.ts'
import { rvtoolsSheets } from '../../src/sample/harbour/rvtools/workbook.ts'

const folder = mkdtempSync(join(tmpdir(), 'rvtools-forms-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Without the one VM whose name Windows-1252 has no signs for. */
const sheets = rvtoolsSheets(harbourMachines()).map(({ name, rows }) => ({
  name,
  rows: rows.filter((row) => !row.some((value) => typeof value === 'string' && /[\u2000-\u200f\u202a-\u202e]/.test(value))),
}))

/** What a locale makes of a cell in a CSV file. */
interface Form {
  readonly name: string
  readonly delimiter: string
  cell(value: Exclude<XlsxValue, null>): string
  encode(text: string): Uint8Array
  /** The name of a tab's file, and of a column. */
  readonly file: (tab: string) => string
  readonly column?: (tab: string, header: string) => string
}

const two = (value: number) => String(value).padStart(2, '0')
const clock = (date: Date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`

function german(value: Exclude<XlsxValue, null>): string {
  if (value instanceof Date)
    return `${two(value.getUTCDate())}.${two(value.getUTCMonth() + 1)}.${value.getUTCFullYear()} ${clock(value)}`
  if (typeof value === 'number') return String(value).replace('.', ',')
  if (value === 'True' || value === true) return 'WAHR'
  return value === 'False' || value === false ? 'FALSCH' : value
}

function american(value: Exclude<XlsxValue, null>): string {
  if (!(value instanceof Date)) return typeof value === 'number' ? String(value) : String(value)
  const hour = value.getUTCHours()
  const rest = `${two(value.getUTCMinutes())}:${two(value.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`
  return `${value.getUTCMonth() + 1}/${value.getUTCDate()}/${value.getUTCFullYear()} ${hour % 12 === 0 ? 12 : hour % 12}:${rest}`
}

const windows = new Map([...'€‚ƒ„…†‡ˆ‰Š‹Œ'].map((sign, at) => [sign, [0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c][at] ?? 0]))
const windows1252 = (text: string) =>
  Uint8Array.from([...text].map((sign) => windows.get(sign) ?? (sign.charCodeAt(0) < 256 ? sign.charCodeAt(0) : 63)))

const forms: readonly Form[] = [
  { name: 'German, Windows-1252, semicolons', delimiter: ';', cell: german, encode: windows1252, file: (tab) => `RVTools_tab${tab}.csv` },
  {
    name: 'American, UTF-16, tabs, names of the database columns',
    delimiter: '\t',
    cell: american,
    encode: (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    file: (tab) => `vc1_RVTools_tab${tab.replace('vSC_VMK', 'vSC+VMK')}.csv`,
    column: (tab, header) => (tab === 'vInfo' && header === 'VM' ? 'vInfoVMName' : header.replace('MiB', 'MB')),
  },
  {
    name: 'American, UTF-8, commas, columns in reverse order',
    delimiter: ',',
    cell: american,
    encode: (text) => Buffer.from(text, 'utf8'),
    file: (tab) => `RVTools_tab${tab}.csv`,
  },
]

async function observationsOf(input: SourceInput): Promise<readonly Omit<Observation, 'place'>[]> {
  const all: Omit<Observation, 'place'>[] = []
  for await (const reading of rvtoolsReader.read(input, silentProgress())) {
    for await (const { place: _, ...observation } of reading.observations) all.push(observation)
    expect(reading.report().rejected).toEqual([])
  }
  return all
}

async function workbook() {
  const path = join(folder, 'estate.xlsx')
  writeFileSync(path, writeXlsx(sheets))
  return observationsOf({ kind: 'file', path, name: 'estate.xlsx' })
}

test.each(forms)('the sample as CSV files ($name) says what the workbook says', async (form) => {
  const path = join(folder, form.name.replaceAll(/\W+/g, '-'))
  mkdirSync(path)
  for (const { name, rows } of sheets) {
    const backwards = form.name.includes('reverse') && name !== 'vInfo'
    const lines = rows.map((row, at) => {
      const cells = Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => row[column] ?? null).map((value) => {
        if (value === null) return ''
        const text = at === 0 && form.column ? form.column(name, String(value)) : at === 0 ? String(value) : form.cell(value)
        return `"${text.replaceAll('"', '""')}"`
      })
      return (backwards ? cells.toReversed() : cells).join(form.delimiter)
    })
    writeFileSync(join(path, form.file(name)), form.encode(`${lines.join('\r\n')}\r\n`))
  }
  const input = { kind: 'folder', path, name: 'export' } as const
  expect(await rvtoolsReader.recognises(input)).toBe(0.9)
  const read = await observationsOf(input)
  const expected = await workbook()
  expect(read.length).toBe(expected.length)
  expect(read).toEqual(expected)
})
