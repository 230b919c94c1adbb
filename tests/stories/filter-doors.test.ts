// One text, three doors: the command line, the API and the browser answer the same rows or the same sentence.
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { vmsResult } from '../../src/contract/vms.ts'
import { filterRows } from '../../web/screens/estate/view.ts'
import { causeway, newFolder } from '../causeway.ts'
import { api, type Server, serve } from './harbour.ts'

const folder = newFolder('filter-doors')
let server: Server

beforeAll(async () => {
  const read = await causeway(['discover', resolve('tests/estates/harbour/rvtools.xlsx')], folder)
  if (read.code !== 0) throw new Error(read.stderr)
  server = await serve(folder)
}, 120_000)

afterAll(async () => {
  await server?.stop()
})

/** What a door says: the names of its rows, or its sentence with the place that it points at. */
function said(answer: string): readonly string[] | { sentence: string; mark: unknown } {
  const parsed = JSON.parse(answer)
  if ('vms' in parsed) return vmsResult.parse(parsed).vms.map(({ name }) => name)
  const { detail, mark } = { detail: parsed.error?.message, ...parsed.error, ...parsed }
  return { sentence: String(detail ?? answer), mark }
}

test.each([
  ['cluster = QS-PROD and memory >= 64GiB', 'rows'],
  ['address in 10.20.70.0/24 and not (power = off or template = true)', 'rows'],
  ["name ~ 'erp*' and has folder", 'rows'],
  ['datastore in (QS-PROD-01, "QS-OLD-SAN")', 'rows'],
  ['folder in Production/', 'rows'],
  ['colour = red', 1, 'colour'],
  ['power = on and cpus > many', 23, 'many'],
  ['(cluster = QS-PROD', 19, ''],
  ["name = 'open", 8, "'open"],
  ['cpus > "many"', 8, '"many"'],
] as [string, 'rows' | number, string?][])('%s', async (where, expected, wrong) => {
  const line = await causeway(['vms', '--where', where, '--json'], folder)
  const answered = said(await api(server, `/vms?where=${encodeURIComponent(where)}`))
  const all = vmsResult.parse(JSON.parse(await api(server, '/vms'))).vms
  const browser = filterRows(all, where)
  const shown =
    browser.kind === 'rows'
      ? browser.rows.map(({ name }) => name)
      : { sentence: browser.sentence, mark: browser.mark }
  expect(answered).toEqual(shown)
  expect(said(line.code === 0 ? line.stdout : line.stderr)).toEqual(shown)
  if (browser.kind === 'rows') {
    expect([expected, browser.rows.length > 0]).toEqual(['rows', true])
    return
  }
  expect(browser.sentence).toContain(`at column ${expected}:`)
  const { text, column, length } = browser.mark ?? { text: '', column: 0, length: 0 }
  expect([text, column, text.slice(column - 1, column - 1 + length)]).toEqual([where, expected, wrong])
  const told = await causeway(['vms', '--where', where], folder)
  expect(told.stderr).toContain(`  ${where}\n  ${' '.repeat(column - 1)}${'^'.repeat(length)}\n`)
})

test('completion is the same from the command line, the API and the shell', async () => {
  const where = 'power = on and cluster = QS-P'
  const line = await causeway(['vms', '--where', where, '--complete'], folder)
  const { offers } = JSON.parse(await api(server, `/vms/completions?where=${encodeURIComponent(where)}`))
  expect(line.stdout).toBe('power = on and cluster = QS-PROD\n')
  expect(offers).toEqual([{ text: 'QS-PROD', kind: 'value', whole: 'power = on and cluster = QS-PROD ' }])
  const script = (await causeway(['completion', 'bash'], folder)).stdout
  const typed = `causeway() { node ${resolve('bin/causeway')} "$@"; }
COMP_WORDS=(causeway vms --where "'${where}"); COMP_CWORD=3; _causeway; printf '%s\\n' "\${COMPREPLY[@]}"`
  const offered = execFileSync('bash', ['-c', `${script}\n${typed}`], { cwd: folder, encoding: 'utf8' })
  expect(offered).toBe('power = on and cluster = QS-PROD\n')
})
