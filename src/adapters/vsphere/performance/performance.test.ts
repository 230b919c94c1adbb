import { afterEach, expect, test } from 'vitest'
import { silentProgress } from '../../../lib/progress.ts'
import type { OpenPerformance, PerformancePart } from '../../../ports/performance-reader.ts'
import { endpointOf, type FakeOptions } from '../../../../tests/fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../../../../tests/fakes/vsphere/server.ts'
import { vspherePerformance } from './index.ts'

const running: FakeVcenter[] = []

afterEach(async () => {
  for (const fake of running.splice(0)) {
    expect(fake.openSessions()).toBe(0)
    await fake.close()
  }
})

async function start(options: FakeOptions): Promise<FakeVcenter> {
  const fake = await startFakeVcenter({ machines: 60, rest: 'none', ...options })
  running.push(fake)
  return fake
}

/** Reads everything of a fake and answers it with what was opened. */
async function read(
  fake: FakeVcenter,
  request: { readonly days: number; readonly realtime?: boolean } = { days: 30 },
  since: ReadonlyMap<string, number> = new Map(),
): Promise<PerformancePart & { readonly opened: Omit<OpenPerformance, 'read' | 'close'> }> {
  const opened = await vspherePerformance.open(
    endpointOf(fake),
    { realtime: false, ...request },
    silentProgress(),
  )
  const all = { samples: [], unread: [], upToDate: 0, done: 0 } as PerformancePart
  let sum = all
  try {
    for await (const part of opened.read(since)) {
      sum = {
        samples: [...sum.samples, ...part.samples],
        unread: [...sum.unread, ...part.unread],
        upToDate: sum.upToDate + part.upToDate,
        done: sum.done + part.done,
      }
    }
  } finally {
    await opened.close()
  }
  return { ...sum, opened }
}

const questions = (fake: FakeVcenter): number => fake.calls.filter((call) => call === 'QueryPerf').length

test('counters are found by name, and one above the level is said to be, never zero', async () => {
  const fake = await start({ statisticsLevel: 1 })
  const { opened, samples, unread, done } = await read(fake)
  expect(opened.interval).toEqual({ seconds: 7200, name: 'Past month', keptDays: 30, level: 1 })
  expect(Object.fromEntries(opened.counters)).toMatchObject({
    'cpu.usage.average': { state: 'kept' },
    'cpu.ready.summation': { state: 'kept' },
    'cpu.costop.summation': { state: 'above-level', level: 1, needs: 2 },
    'mem.active.average': { state: 'above-level', level: 1, needs: 2 },
  })
  expect([unread, done]).toEqual([[], 60 + opened.entities.host + opened.entities.cluster])
  const first = samples.find(({ entity }) => entity.endsWith('/vm-1001'))
  expect(first?.entity).toBe('vm|vc:ab12cd34-0000-4000-8000-000000000001/vm-1001')
  expect(first?.times).toHaveLength(360)
  expect([...(first?.values.keys() ?? [])]).not.toContain('mem.active.average')
  const off = samples.find(({ entity }) => entity.endsWith('/vm-1006'))
  expect([off?.times, off?.values.size]).toEqual([[], 0])
})

test('the finest history that reaches back so far is taken, and the last hour has every counter', async () => {
  const fake = await start({ machines: 3, statisticsLevel: 1 })
  const [day, week, year] = [
    await read(fake, { days: 1 }),
    await read(fake, { days: 3 }),
    await read(fake, { days: 400 }),
  ]
  expect([day, week, year].map(({ opened }) => opened.interval.seconds)).toEqual([300, 1800, 86_400])
  expect(year.opened.notes).toEqual(['asked for 400 days; this vCenter keeps 365 (Past year)'])
  const live = await read(fake, { days: 30, realtime: true })
  expect(live.opened.notes).toEqual(['a cluster gives no samples of the last hour, only history'])
  expect(live.opened.entities).toEqual({ vm: 3, host: 2, cluster: 0 })
  expect([...(live.samples[0]?.values.keys() ?? [])]).toContain('cpu.costop.summation')
  expect(live.samples[0]?.times).toHaveLength(180)
})

test('questions stay under the limit that the vCenter says, and a cluster is asked about alone', async () => {
  const wide = await start({ statisticsLevel: 2, maxQueryMetrics: 1000 })
  const narrow = await start({ statisticsLevel: 2, maxQueryMetrics: 70 })
  const [one, other] = [await read(wide), await read(narrow)]
  // 60 machines and 2 hosts by ten counters, and one cluster: 62 / 50 + 1 and 62 / 7 + 1.
  expect([questions(wide), questions(narrow)]).toEqual([3, 10])
  expect([one.unread, other.unread]).toEqual([[], []])
  const names = (part: PerformancePart): string[] => part.samples.map(({ entity }) => entity).sort()
  expect(names(one)).toEqual(names(other))
  const cluster = one.samples.find(({ entity }) => entity.startsWith('cluster|'))
  expect([...(cluster?.values.keys() ?? [])]).toEqual([
    'cpu.usage.average',
    'cpu.usagemhz.average',
    'mem.usage.average',
    'mem.consumed.average',
  ])
})

test('a limit that nobody may see is found by asking less, down to one counter', async () => {
  const holes = [{ type: 'OptionManager', oneIn: 1 }]
  const fake = await start({ machines: 30, statisticsLevel: 2, maxQueryMetrics: 4, holes })
  const { samples, unread, opened } = await read(fake)
  expect(unread).toEqual([])
  const entities = new Map<string, number>()
  for (const { entity, values } of samples) entities.set(entity, (entities.get(entity) ?? 0) + values.size)
  expect(entities.size).toBe(30 + opened.entities.host + opened.entities.cluster)
  expect(entities.get('vm|vc:ab12cd34-0000-4000-8000-000000000001/vm-1001')).toBe(10)
})

test('what this user may not see is named, and costs the others nothing', async () => {
  const holes = [{ type: 'VirtualMachine', oneIn: 9, paths: ['performance'], privilege: 'System.Read' }]
  const fake = await start({ holes })
  const { samples, unread } = await read(fake)
  const whole = await read(await start({}))
  expect(unread.length).toBeGreaterThan(0)
  expect(new Set(unread.map(({ why }) => why))).toEqual(
    new Set(['this user is not permitted to see it; missing: System.Read']),
  )
  expect(samples.length + unread.length).toBe(whole.samples.length)
})

test('a user who may see none of them is told after a hundred, and the vCenter is left in peace', async () => {
  const holes = [{ type: 'VirtualMachine', oneIn: 1, paths: ['performance'], privilege: 'System.Read' }]
  const fake = await start({ machines: 900, holes })
  const { samples, unread, opened } = await read(fake)
  expect(samples).toHaveLength(opened.entities.host + opened.entities.cluster)
  expect(unread).toHaveLength(900)
  expect(unread.at(-1)?.why).toBe(
    'this user is not permitted to see it; missing: System.Read; not asked, since 100 before it were refused',
  )
  expect(questions(fake)).toBeLessThan(400)
}, 120_000)

test('a second read asks only for what is new', async () => {
  const fake = await start({ machines: 40 })
  const first = await read(fake)
  const last = new Map(
    first.samples.flatMap(({ entity, times }) => (times.length > 0 ? [[entity, times.at(-1) ?? 0]] : [])),
  )
  const calls = questions(fake)
  const again = await read(fake, { days: 30 }, last)
  // Only those that are off, and gave nothing, are asked about again.
  expect(again.samples.map(({ values }) => values.size).filter((size) => size > 0)).toEqual([])
  expect(again.upToDate).toBe(last.size)
  expect(questions(fake) - calls).toBe(1)
  fake.world.later(3 * 7200_000)
  const later = await read(fake, { days: 30 }, last)
  expect(Math.max(...later.samples.map(({ times }) => times.length))).toBe(3)
})

test('an hour of trouble changes nothing in what is read', async () => {
  const calm = await read(await start({ machines: 50, seed: 5, statisticsLevel: 2, maxQueryMetrics: 40 }))
  const chaos = {
    kinds: ['busy', 'drop', 'cut', 'half', 'slow', 'expire', 'restart'] as const,
    oneIn: 6,
    most: 12,
  }
  const rough = await read(
    await start({ machines: 50, seed: 5, statisticsLevel: 2, maxQueryMetrics: 40, chaos }),
  )
  const sums = ({ samples }: PerformancePart): unknown =>
    samples.map(({ entity, times, values }) => [entity, times.length, [...values.keys()]]).sort()
  expect(sums(rough)).toEqual(sums(calm))
}, 120_000)

test('a file is no vCenter', async () => {
  const input = { kind: 'file', path: '/tmp/rvtools.xlsx', name: 'rvtools.xlsx' } as const
  await expect(
    vspherePerformance.open(input, { days: 30, realtime: false }, silentProgress()),
  ).rejects.toMatchObject({ code: 'performance-source', exit: 2 })
})
