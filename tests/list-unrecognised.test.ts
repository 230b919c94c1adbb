import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../src/app/discover.ts'
import { sourceArgument } from '../src/app/source-argument.ts'
import { newFolder } from './causeway.ts'
import { newContext } from './context.ts'

const password = () => Promise.reject(new Error('none'))

test('a list with title lines above its header says what its first line has, and what to do', async () => {
  const { context, close } = await newContext('list-unrecognised')
  const file = join(newFolder('lists'), 'list.csv')
  const read = () => discover(context, [sourceArgument(file, { password })])
  try {
    const table = 'VM,Owner\ncrane-07,Nina\n'
    writeFileSync(file, `Inventory of the harbour\n\n${table}`)
    await expect(read()).rejects.toMatchObject({
      code: 'list-unrecognised',
      exit: 1,
      message: expect.stringContaining('its first line has "Inventory of the harbour"'),
      remedy: expect.stringMatching(/^Take lines above the header away.*--suggest-map.*--map/),
    })
    writeFileSync(file, 'a,b,c,d,"e"\n1,2,3,4,5\n')
    await expect(read()).rejects.toThrow('its first line has "a", "b", "c", "d" and 1 more')
    // Without the title it is read.
    writeFileSync(file, table)
    expect((await read()).sources).toHaveLength(1)
  } finally {
    await close()
  }
}, 120_000)
