import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppContext } from '../src/app/context.ts'
import { loadVm } from '../src/app/estate.ts'
import { storeReading } from '../src/app/store-reading.ts'
import type { Observation, Rejected } from '../src/model/observation.ts'
import type { SourceReading } from '../src/ports/source-reader.ts'
import { newContext } from './context.ts'

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await newContext('partial-read')
  context = { ...opened.context }
  close = () => opened.close()
})

afterAll(() => close())

const file = 'vcsa-01.harbour.example'
const machine = (id: string, cpus: number): Observation => ({
  kind: 'vm',
  key: id,
  identities: [`vc:centre/${id}`],
  place: { file, object: id },
  facts: { name: `crane-${id}`, cpus },
})

/** One read of the vCenter: what it saw, and what it could not read. */
function reading(seen: readonly Observation[], unread: readonly string[] = []): SourceReading {
  const rejected: Rejected[] = unread.map((object) => ({
    where: { file, object },
    why: 'the server went away',
  }))
  return {
    description: { key: 'centre', reader: 'vcenter', label: file, rank: 40 },
    observations: seen,
    report: () => ({
      seen: seen.length + rejected.length,
      kept: seen.length,
      merged: 0,
      rejected,
      unknown: [],
      missing: [],
      coverage: [],
    }),
  }
}

const store = (one: SourceReading) => storeReading(context, one, performance.now())
const cpusOf = async (name: string) => (await loadVm(context, name)).cpus

test('a server that goes away in mid-read takes no machine with it; one that it does not list any more is gone', async () => {
  await store(reading([machine('1', 4), machine('2', 4), machine('3', 4)]))
  const partial = await store(reading([machine('1', 8)], ['2', '9']))
  expect(partial.rejected.map(({ where }) => where)).toEqual([`${file}, 2`, `${file}, 9`])
  expect(partial.missing).toEqual([expect.stringMatching(/^1 object stands as an earlier read saw them/)])
  expect(await cpusOf('crane-1')).toBe(8)
  const carried = await loadVm(context, 'crane-2')
  expect(carried.cpus).toBe(4)
  expect(carried.origins[0]?.observedAt).toMatch(/^20\d\d-/)
  await expect(loadVm(context, 'crane-3')).rejects.toThrow('No VM is called crane-3')

  const firstSeen = carried.origins[0]?.observedAt
  await store(reading([machine('1', 16)], ['2']))
  expect((await loadVm(context, 'crane-2')).origins[0]?.observedAt).toBe(firstSeen)
  await store(reading([machine('1', 16), machine('2', 2)]))
  expect(await cpusOf('crane-2')).toBe(2)
})

test('what could not be read once and is not listed the next time is gone, though all else is as it was', async () => {
  await store(reading([machine('1', 4), machine('2', 4)]))
  await store(reading([machine('1', 4)], ['2']))
  expect(await cpusOf('crane-2')).toBe(4)
  expect((await store(reading([machine('1', 4)], ['2']))).changed).toBe(false)
  expect((await store(reading([machine('1', 4)]))).changed).toBe(true)
  await expect(loadVm(context, 'crane-2')).rejects.toThrow('No VM is called crane-2')
})
