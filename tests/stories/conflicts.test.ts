import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conflictDecided, conflictsResult } from '../../src/contract/conflicts.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { type Server, serve } from './harbour.ts'

let folder: string
let server: Server
const rows = (owner: string) => `vm,owner,team\nerp-db-01,${owner},Databases\nerp-app-01,${owner},ERP\n`

const listed = async (...args: string[]) => conflictsResult.parse(await json(['conflicts', ...args], folder))

beforeAll(async () => {
  folder = newFolder('conflicts')
  server = await serve(folder)
  writeFileSync(join(folder, 'inventory.csv'), rows('Nina'))
  writeFileSync(join(folder, 'asked.csv'), rows('Omar'))
  const sheet = join(process.cwd(), 'tests/estates/harbour/rvtools.xlsx')
  await json(['discover', sheet, 'inventory.csv', 'asked.csv'], folder)
}, 120_000)

afterAll(() => server.stop())

test('two sheets disagree: a person decides, the estate follows, and the choice is a file that a team commits', async () => {
  const open = await listed('--field', 'owner')
  const names = open.conflicts.map(({ vm, values }) => [vm.name, values.map(({ value }) => value).sort()])
  expect(names).toEqual([
    ['erp-app-01', ['Nina', 'Omar']],
    ['erp-db-01', ['Nina', 'Omar']],
  ])
  const [, second] = open.conflicts
  const other = second?.values[1 - second.chosen]
  const order = [
    'conflicts',
    'decide',
    'erp-db-01',
    'owner',
    '--source',
    other?.label ?? '',
    '--because',
    'asked: him',
  ]
  expect(conflictDecided.parse(await json(order, folder))).toMatchObject({ value: other?.value, open: 1 })
  expect((await listed()).conflicts.map(({ vm }) => vm.name)).toEqual(['erp-app-01'])
  const [decided] = (await listed('--state', 'decided')).conflicts
  expect(decided?.because).toMatch(/^asked: him \(conflicts\.yaml, line \d+\)$/)
  expect(decided?.values[decided.chosen]).toEqual(other)
  expect(readFileSync(join(folder, 'conflicts.yaml'), 'utf8')).toContain(
    `vms:\n  erp-db-01:\n    owner:\n      source: ${other?.label}\n      because: "asked: him"\n`,
  )
})

test('a rule for every VM decides the rest; a mistake names its line', async () => {
  const file = join(folder, 'conflicts.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, `${before}every:\n  owner: { source: "*.csv", value: Omar }\n`)
  expect((await listed()).total).toBe(0)
  expect((await listed('--state', 'all', '--limit', '1')).next).toBe(
    (await listed('--state', 'all')).conflicts[0]?.id,
  )
  writeFileSync(file, `${before}every:\n  owner: { sources: x }\n`)
  const { code, stderr } = await causeway(['vms'], folder)
  expect(code).toBe(2)
  expect(stderr).toMatch(/conflicts\.yaml, line \d+: every\.owner/)
  writeFileSync(file, before)
})

test('what nobody says is refused with what is said', async () => {
  const refused = async (...words: string[]) =>
    (await causeway(['conflicts', 'decide', ...words], folder)).stderr
  expect(await refused('erp-db-01', 'owner', '--source', 'gone.csv')).toContain('Omar (asked.csv)')
  expect(await refused('erp-db-01', 'power', '--source', 'asked.csv')).toContain('they do on: owner')
  expect(await refused('erp-db-01', 'owner')).toContain('a source or a value')
})
