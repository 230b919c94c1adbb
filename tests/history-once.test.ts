import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildEstate } from '../src/app/build-estate.ts'
import { discover } from '../src/app/discover.ts'
import { loadVm } from '../src/app/estate.ts'
import { showHistory } from '../src/app/history.ts'
import { newContext } from './context.ts'

test('an estate that is built twice at once has one change set in its history', async () => {
  const { context, close } = await newContext('history-once')
  const path = (name: string) => join(context.workspace.folder, name)
  const read = async (name: string, text: string) => {
    writeFileSync(path(name), text)
    await discover(context, [{ kind: 'file', path: path(name), name }])
  }
  await read('asked.csv', 'vm,owner\nquay-scale-01,Omar\n')
  await read('inventory.csv', 'vm,owner\nquay-scale-01,Nina\n')
  const home = 'src/adapters/vmx/recordings/quay-scale-01'
  await discover(context, [{ kind: 'folder', path: home, name: '' }])
  const sets = async () => (await showHistory(context, { limit: 100 })).sets
  const before = await sets()

  const { changes } = await showHistory(context, { vm: 'quay-scale-01', limit: 100 })
  expect(changes.map(({ change }) => change)).toEqual(['appeared'])
  const other = (await loadVm(context, 'quay-scale-01')).owner === 'Nina' ? 'Omar' : 'Nina'
  writeFileSync(path('conflicts.yaml'), `every:\n  owner: { value: ${other} }\n`)
  await Promise.all([buildEstate(context), buildEstate(context)])
  const after = await sets()
  expect(after.slice(1)).toEqual(before)
  expect(after[0]).toMatchObject({ changed: 1, because: ['conflicts.yaml was changed'] })
  await close()
}, 60_000)

test('whoever looks before the first source begins no history', async () => {
  const { context, close } = await newContext('history-blank')
  await buildEstate(context)
  expect((await showHistory(context, { limit: 100 })).sets).toEqual([])
  const home = 'src/adapters/vmx/recordings/quay-scale-01'
  await discover(context, [{ kind: 'folder', path: home, name: '' }])
  const { sets } = await showHistory(context, { limit: 100 })
  expect(sets).toHaveLength(1)
  expect(sets[0]).toMatchObject({ first: true, because: ['quay-scale-01/ was added'] })
  await close()
}, 60_000)
