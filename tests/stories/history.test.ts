import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { historyResult } from '../../src/contract/history.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { serve } from './harbour.ts'

test('a machine is read, read again and taken out: its history says what, when and why', async () => {
  const folder = newFolder('history')
  const server = await serve(folder)
  const home = 'quay-scale-01'
  cpSync(`src/adapters/vmx/recordings/${home}`, join(folder, home), { recursive: true })
  writeFileSync(join(folder, 'inventory.csv'), 'vm,owner\nquay-scale-01,Nina\n')
  const discover = (...what: string[]) => json(['discover', ...what], folder)
  const history = async (...words: string[]) => historyResult.parse(await json(['history', ...words], folder))

  await discover(home)
  await discover('inventory.csv')
  const vmx = join(folder, home, `${home}.vmx`)
  writeFileSync(vmx, readFileSync(vmx, 'utf8').replace('numvcpus = "4"', 'numvcpus = "8"'))
  await discover(home)
  await discover(home)
  const [first] = (await history()).sets.slice(-1)
  expect(first).toMatchObject({
    first: true,
    appeared: 1,
    because: ['quay-scale-01/ was added'],
  })
  const told = await history(home)
  expect(told.changes.map(({ change, fields }) => [change, fields])).toEqual([
    ['changed', [{ field: 'cpus', old: 4, new: 8 }]],
    ['changed', [{ field: 'owner', new: 'Nina' }]],
  ])
  expect(told.sets.map(({ because }) => because)).toEqual([
    ['quay-scale-01/ was read again'],
    ['inventory.csv was added'],
  ])

  await json(['sources', 'remove', 'quay-scale-01/'], folder)
  const gone = await history(home, '--change', 'vanished')
  expect(gone.changes.map(({ name, change }) => [name, change])).toEqual([[home, 'vanished']])
  expect((await history('--set', gone.changes[0]?.set ?? '')).changes).toEqual(gone.changes)
  expect((await causeway(['history', 'nobody'], folder)).code).toBe(2)
  expect((await causeway(['history', '--set', 'never'], folder)).stderr).toContain(
    'There is no change set never',
  )
  await server.stop()
}, 240_000)
