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

/** What a door says: the names of its rows, or its sentence. */
function said(answer: string): readonly string[] | string {
  const parsed = JSON.parse(answer)
  return 'vms' in parsed
    ? vmsResult.parse(parsed).vms.map(({ name }) => name)
    : String(parsed.detail ?? parsed.error?.message ?? answer)
}

test.each([
  ['cluster = QS-PROD and memory >= 64GiB', 'rows'],
  ['address in 10.20.70.0/24 and not (power = off or template = true)', 'rows'],
  ["name ~ 'erp*' and has folder", 'rows'],
  ['datastore in (QS-PROD-01, "QS-OLD-SAN")', 'rows'],
  ['folder in Production/', 'rows'],
  ['colour = red', 'column 1'],
  ['power = on and cpus > many', 'column 23'],
  ['(cluster = QS-PROD', 'column 19'],
  ["name = 'open", 'column 8'],
])('%s', async (where, expected) => {
  const line = await causeway(['vms', '--where', where, '--json'], folder)
  const answered = said(await api(server, `/vms?where=${encodeURIComponent(where)}`))
  const all = vmsResult.parse(JSON.parse(await api(server, '/vms'))).vms
  const browser = filterRows(all, where)
  const shown = browser.kind === 'rows' ? browser.rows.map(({ name }) => name) : browser.sentence
  expect(answered).toEqual(shown)
  expect(said(line.code === 0 ? line.stdout : line.stderr)).toEqual(shown)
  if (expected === 'rows') expect(shown.length).toBeGreaterThan(0)
  else expect(shown).toContain(`at ${expected}:`)
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
