import { afterAll, beforeAll, expect, test } from 'vitest'
import { causeway } from '../causeway.ts'
import { api, demoWorkspace, harbour, type Server, serve } from './harbour.ts'
import { join } from 'node:path'

let folder: string
let server: Server

beforeAll(async () => {
  folder = await demoWorkspace('same-bytes')
  server = await serve(folder)
  const moved = await causeway(['move', join(harbour, 'ova/tally-print-01.ova'), '--to', 'files'], folder)
  if (moved.code !== 0) throw new Error(moved.stderr)
}, 240_000)

afterAll(async () => {
  await server.stop()
})

/** The same question to the command line and to the API. */
const questions: readonly (readonly [command: readonly string[], path: string])[] = [
  [['vms'], '/vms'],
  [['vms', '--limit', '7'], '/vms?limit=7'],
  [
    ['vms', '--where', 'worst = block and cluster = "QS-PROD"', '--limit', '3'],
    `/vms?where=${encodeURIComponent('worst = block and cluster = "QS-PROD"')}&limit=3`,
  ],
  [['vm', 'erp-db-01'], '/vms/erp-db-01'],
  [['tree'], '/tree'],
  [['tree', '--view', 'networks', '--limit', '3'], '/tree?view=networks&limit=3'],
  [['object', 'QS-PROD'], '/objects/QS-PROD'],
  [['trace', 'erp-db-01'], '/vms/erp-db-01/trace'],
  [['assess', '--all'], '/assess'],
  [['assess', 'fin-sql-01'], '/vms/fin-sql-01/assess'],
  [['plan'], '/plan'],
  [['plan', 'explain', 'erp-db-01'], '/vms/erp-db-01/plan'],
  [['sources'], '/sources'],
  [['evidence', 'list'], '/evidence'],
  [['runs'], '/runs'],
]

test.each(questions)('causeway %j --json answers the bytes of the API', async (command, path) => {
  const said = await causeway([...command, '--json'], folder)
  const answered = await api(server, path)
  expect(said.code).toBe(0)
  expect(answered.length).toBeGreaterThan(100)
  expect(said.stdout).toBe(answered)
})

test('a page that goes on after the last one is the same bytes too', async () => {
  const first: unknown = JSON.parse(await api(server, '/vms?limit=7'))
  const next = typeof first === 'object' && first !== null && 'next' in first ? String(first.next) : ''
  const said = await causeway(['vms', '--limit', '7', '--after', next, '--json'], folder)
  expect(said.stdout).toBe(await api(server, `/vms?limit=7&after=${encodeURIComponent(next)}`))
  expect(said.stdout).toContain(next === '' ? 'no next page was offered' : '"next":')
})

test('an error carries the same code and sentence, as words, as JSON and from the API', async () => {
  const said = await causeway(['vm', 'nobody-7', '--json'], folder)
  const answered: unknown = JSON.parse(await api(server, '/vms/nobody-7'))
  expect([said.code, said.stdout]).toEqual([2, ''])
  const { error } = JSON.parse(said.stderr)
  expect(answered).toMatchObject({
    status: 404,
    code: error.code,
    detail: error.message,
    remedy: error.remedy,
  })
})
