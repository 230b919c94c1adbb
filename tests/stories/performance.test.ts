import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  performanceList,
  performanceRead,
  performanceRemoved,
  performanceResult,
} from '../../src/contract/performance.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { counterList } from '../fakes/vsphere/performance/counters.ts'
import { sampleOf } from '../fakes/vsphere/performance/series.ts'
import { subjectOf } from '../fakes/vsphere/performance/subjects.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'
import { ref } from '../fakes/vsphere/wire/value.ts'
import { api, serve } from './harbour.ts'

const password = { CAUSEWAY_PASSWORD: fakeUser.password }
let fake: FakeVcenter

beforeAll(async () => {
  fake = await startFakeVcenter({ machines: 12, statisticsLevel: 1, rest: 'none' })
})

afterAll(async () => {
  expect(fake.openSessions()).toBe(0)
  await fake.close()
})

/** What the fake would say of a counter of vm-1001, from the same formula and not through any of our code. */
function truth(
  counter: string,
  from: number,
  to: number,
): { readonly p95: number; readonly samples: number } {
  const found = counterList.find(({ group, name }) => `${group}.${name}` === counter)
  if (found === undefined) throw new Error(counter)
  const { traits } = subjectOf(fake.world, ref('VirtualMachine', 'vm-1001'))
  const values: number[] = []
  for (let at = from + 7200; at <= to; at += 7200) {
    const value = sampleOf(traits, found, at, 7200)
    if (value >= 0) values.push(value)
  }
  values.sort((one, other) => one - other)
  return { p95: values[Math.ceil(values.length * 0.95) - 1] ?? 0, samples: values.length }
}

test('a month of a vCenter is read once; its percentiles are those of the samples, and a gap is no zero', async () => {
  const folder = newFolder('performance')
  const vcenter = [fake.url.href, '--user', fakeUser.name]
  expect((await causeway(['performance'], folder)).code).toBe(2)
  const server = await serve(folder)
  await json(['discover', ...vcenter], folder, password)
  const read = async (...more: string[]) =>
    performanceRead.parse(await json(['performance', 'read', ...vcenter, ...more], folder, password))
  const show = async (...words: string[]) =>
    performanceResult.parse(await json(['performance', ...words], folder))

  const first = await read()
  expect(first).toMatchObject({
    interval: { seconds: 7200, name: 'Past month', level: 1 },
    asked: { vm: 12, host: 2, cluster: 1 },
    unread: [],
    inEstate: first.read,
  })
  expect(first.read + first.empty).toBe(15)

  const [vm] = (
    (await json(['vms', '--json'], folder)) as {
      vms: { id: string; name: string; host: string; cluster: string }[]
    }
  ).vms.filter(({ name }) => name.endsWith('-00001'))
  const shown = await show(vm?.name ?? '')
  const window = {
    from: Date.parse(shown.window?.from ?? '') / 1000,
    to: Date.parse(shown.window?.to ?? '') / 1000,
  }
  const usage = shown.metrics.find(({ metric }) => metric === 'cpu.usage')
  const expected = truth('cpu.usage', window.from, window.to)
  expect(usage).toMatchObject({
    title: 'CPU usage',
    unit: 'percent',
    basis: 'averages of 7200 seconds',
    state: 'kept',
    expected: 360,
    samples: expected.samples,
    p95: expected.p95 / 100,
  })
  expect(usage?.points?.most).toHaveLength(360)
  expect(usage?.points?.most.filter((one) => one === null)).toHaveLength(360 - expected.samples)
  expect(shown.metrics.find(({ metric }) => metric === 'cpu.costop')).toMatchObject({
    state: 'above-level',
    samples: 0,
    text: 'Not kept at level 1: “Past month” keeps counters of statistics level 1 and below, and cpu.costop.summation is of level 2.',
  })
  expect(shown.metrics.find(({ metric }) => metric === 'cpu.costop')).not.toHaveProperty('p95')

  const again = await read()
  expect([again.samples, again.upToDate]).toEqual([0, first.read])
  expect(again.kept).toEqual(first.kept)

  const live = await read('--realtime')
  expect(live.interval.seconds).toBe(20)
  expect(live.counters.every(({ state }) => state === 'kept')).toBe(true)
  const hour = await show(`vm:${vm?.id}`, '--interval', '20', '--points', '60')
  expect(hour.metrics.find(({ metric }) => metric === 'cpu.costop')).toMatchObject({
    state: 'kept',
    expected: 180,
  })
  expect(hour.metrics[0]?.points?.mean).toHaveLength(60)
  expect((await show(vm?.id ?? '')).interval?.seconds).toBe(7200)

  for (const [kind, name] of [
    ['host', vm?.host],
    ['cluster', vm?.cluster],
  ] as const) {
    const above = await show(`${kind}:${name}`)
    expect([above.object.kind, above.object.name]).toEqual([kind, name])
    expect(above.metrics[0]).toMatchObject({ metric: 'cpu.usage', state: 'kept', expected: 360 })
  }
  const text = (await causeway(['performance', vm?.name ?? ''], folder)).stdout
  expect(text).toContain('averages of 7200 seconds')
  expect(text).toContain('Not kept at level 1')

  const said = await causeway(['performance', vm?.name ?? '', '--days', '3', '--json'], folder)
  expect(await api(server, `/performance/${vm?.name}?days=3`)).toBe(said.stdout)

  const list = performanceList.parse(await json(['performance'], folder))
  expect(list.vcenters.map(({ intervals }) => intervals.map(({ interval }) => interval.seconds))).toEqual([
    [20, 7200],
  ])
  const removed = performanceRemoved.parse(await json(['performance', 'remove', fake.url.host], folder))
  expect(removed.kept.samples).toBeGreaterThan(first.samples)
  expect((await show(vm?.name ?? '')).metrics).toEqual([])
  expect((await causeway(['performance', 'remove', 'elsewhere'], folder)).code).toBe(2)
  await server.stop()
}, 240_000)
