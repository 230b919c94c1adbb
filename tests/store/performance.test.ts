import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  addSamples,
  exportWorkspace,
  importWorkspace,
  lastSlots,
  openStore,
  readSeries,
  removeSamples,
  samplesKept,
  seriesSpans,
} from '../../src/store/index.ts'
import { newFolder } from '../causeway.ts'
import { onBothDatabases } from './databases.ts'

const entity = 'vm|vc:harbour/vm-1'
const other = 'vm|vc:harbour/vm-2'
const gap = Number.NaN

onBothDatabases('samples', (database) => {
  test('what is read later goes on where the earlier read ended; a gap stays a gap', async () => {
    await database.with(async (store) => {
      const start = 600 * 512 * 7200
      const times = Array.from({ length: 10 }, (_, at) => start - 5 * 7200 + at * 7200)
      const first = new Map([
        ['cpu.usage.average', [1, 2, 3, gap, 5, 6, 7, -1, 9, 10]],
        ['net.usage.average', times.map((_, at) => at * 1_000_000)],
      ])
      expect(await addSamples(store, 7200, [{ entity, times, values: first }])).toBe(18)
      await addSamples(store, 300, [
        { entity, times: [start], values: new Map([['cpu.usage.average', [4]]]) },
      ])
      const later = [times[9] ?? 0, (times[9] ?? 0) + 7200]
      await addSamples(store, 7200, [
        { entity, times: later, values: new Map([['cpu.usage.average', [11, 12]]]) },
        { entity: other, times: later, values: new Map([['cpu.usage.average', [1, 1]]]) },
      ])

      const [fine, coarse] = await seriesSpans(store, [entity])
      expect([fine?.intervalSeconds, coarse?.intervalSeconds]).toEqual([300, 7200])
      const last = start / 7200 + 5
      expect(await lastSlots(store, 'vm|vc:harbour/', 7200)).toEqual(
        new Map([
          [entity, last],
          [other, last],
        ]),
      )
      const span = { intervalSeconds: 7200, firstSlot: last - 10, lastSlot: last }
      const { columns } = await readSeries(store, [entity], span)
      expect([...(columns.get('cpu.usage.average') ?? [])]).toEqual([1, 2, 3, gap, 5, 6, 7, gap, 9, 11, 12])
      expect([...(columns.get('net.usage.average') ?? [])].slice(-3)).toEqual([8_000_000, 9_000_000, gap])

      expect(await removeSamples(store, other)).toBe(1)
      expect(await samplesKept(store, 'vm|vc:harbour/')).toMatchObject({ entities: 1, samples: 20 })
    })
  })
})

test('samples go along with an export', async () => {
  const [from, to] = [newFolder('samples-from'), newFolder('samples-to')]
  const file = join(from, 'all.gz')
  const store = await openStore(from, { what: 'command' })
  await addSamples(store, 7200, [{ entity, times: [72_000], values: new Map([['mem.usage.average', [77]]]) }])
  await exportWorkspace(store, from, file)
  await store.close()
  const copy = await openStore(to, { what: 'command' })
  await importWorkspace(copy, to, file)
  const { columns } = await readSeries(copy, [entity], { intervalSeconds: 7200, firstSlot: 10, lastSlot: 10 })
  expect(columns.get('mem.usage.average')?.[0]).toBe(77)
  await copy.close()
})
