import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventoryOf } from '../../src/adapters/vsphere/collect/view.ts'
import { readInBatches, type Wanted } from '../../src/adapters/vsphere/performance/batches.ts'
import { readStatistics } from '../../src/adapters/vsphere/performance/counters.ts'
import { vspherePerformance } from '../../src/adapters/vsphere/performance/index.ts'
import { managersOf } from '../../src/adapters/vsphere/performance/managers.ts'
import { askFor } from '../../src/adapters/vsphere/performance/query.ts'
import { Session } from '../../src/adapters/vsphere/session/session.ts'
import { defaultLimits, Transport } from '../../src/adapters/vsphere/transport/http.ts'
import { targetOf } from '../../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { metrics } from '../../src/model/performance.ts'
import type { PerformancePart, ReadSamples } from '../../src/ports/performance-reader.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { startFakeVcenter } from '../fakes/vsphere/server.ts'
import { hasSimulator, type Simulator, simulatorUser, startSimulator } from './vcsim/start.ts'

interface Server {
  readonly url: URL
  readonly name: string
  readonly password: string
  readonly pin?: string
}

describe.skipIf(!hasSimulator())('performance of the vCenter simulator', () => {
  let simulator: Simulator
  let server: Server
  beforeAll(async () => {
    simulator = await startSimulator(20)
    const { name, password } = simulatorUser
    server = { url: simulator.url, name, password, pin: simulator.fingerprint }
  }, 120_000)
  afterAll(async () => {
    await simulator.stop()
  })

  async function readAll({ url, name, password, pin }: Server) {
    const input = {
      kind: 'endpoint',
      url,
      user: name,
      password: async () => password,
      ...(pin === undefined ? {} : { pin }),
    } as const
    const opened = await vspherePerformance.open(input, { days: 30, realtime: false }, silentProgress())
    const samples: ReadSamples[] = []
    const unread: unknown[] = []
    for await (const part of opened.read(new Map())) {
      samples.push(...part.samples)
      unread.push(...part.unread)
    }
    await opened.close()
    return { opened, samples, unread }
  }

  test('every counter is found by its name, and every object has samples at the interval that was asked for', async () => {
    const { opened, samples, unread } = await readAll(server)
    expect(unread).toEqual([])
    expect(opened.entities).toEqual({ vm: 20, host: 4, cluster: 1 })
    expect(samples).toHaveLength(25)
    expect([...opened.counters.keys()]).toEqual(metrics.map(({ counter }) => counter))
    expect([...opened.counters.values()].filter(({ state }) => state === 'unknown')).toEqual([])
    for (const { times, values } of samples) {
      expect(values.size).toBeGreaterThan(1)
      for (const series of values.values()) expect(series).toHaveLength(times.length)
      const steps = new Set(times.slice(1).map((time, at) => Math.abs(time - (times[at] ?? 0))))
      expect([...steps]).toEqual([opened.interval.seconds])
    }
  })

  test('the simulator and our own fake agree in shape: intervals, counters of a machine and times a month apart', async () => {
    const fake = await startFakeVcenter({ machines: 20, statisticsLevel: 1, rest: 'none' })
    try {
      const ours = await readAll({ url: fake.url, ...fakeUser })
      const theirs = await readAll(server)
      expect(ours.opened.interval.seconds).toBe(theirs.opened.interval.seconds)
      const shape = ({ samples }: typeof ours, kind: string): readonly unknown[] => {
        const one = samples.find(({ entity, times }) => entity.startsWith(`${kind}|`) && times.length > 0)
        return [one?.entity.replace(/[0-9a-f-]{36}.*/, ''), [...(one?.values.keys() ?? [])].sort()]
      }
      expect(shape(ours, 'vm')).toEqual(shape(theirs, 'vm'))
      expect(shape(ours, 'host')).toEqual(shape(theirs, 'host'))
      const reach = ({ samples }: typeof ours): number => {
        const times = samples[0]?.times ?? []
        return Math.round((Math.max(...times) - Math.min(...times)) / 86_400)
      }
      expect([reach(ours), reach(theirs)]).toEqual([30, 30])
    } finally {
      await fake.close()
    }
  })

  test('both forms of an answer say the same; a form that leaves zeros out is not believed', async () => {
    const fake = await startFakeVcenter({ machines: 2, statisticsLevel: 2, rest: 'none' })
    try {
      const ours = await bothForms({ url: fake.url, ...fakeUser })
      expect(ours.csv.samples[0]?.values.size).toBe(10)
      expect(ours.csv).toEqual(ours.normal)
    } finally {
      await fake.close()
    }
    // The simulator's encoder drops every zero of the long form, so that values and times do not belong together.
    const theirs = await bothForms(server)
    const [one] = theirs.csv.samples
    expect([...(one?.values.values() ?? [])].map((values) => values.length)).toEqual(
      Array.from({ length: 10 }, () => one?.times.length),
    )
    expect(theirs.normal.samples).toEqual([])
    expect(theirs.normal.unread[0]?.why).toMatch(/\d+ values of the counter .* one for each of 289 times/)
  })
})

/** What each form gives of one machine. */
async function bothForms({ url, name, password, pin }: Server) {
  const transport = new Transport(
    targetOf(url, name, async () => password, pin),
    silentProgress().signal,
    defaultLimits,
  )
  const session = await Session.open(transport)
  const { performance } = await managersOf(session, url.host)
  const { counters } = await readStatistics(session, performance)
  const wanted: Wanted = {
    entity: 'one',
    reference: { type: 'VirtualMachine', value: await firstMachine(session) },
    since: Math.floor(Date.now() / 1000) - 86_400,
    counters: metrics.flatMap(({ counter }) => counters.get(counter) ?? []),
    alone: false,
  }
  const partOf = async (form: 'csv' | 'normal'): Promise<Pick<PerformancePart, 'samples' | 'unread'>> => {
    const ask = askFor(session, performance, 300, form)
    for await (const { samples, unread } of readInBatches([wanted], 256, ask, silentProgress().signal))
      return { samples, unread }
    throw new Error(`no answer in the form ${form}`)
  }
  const forms = { csv: await partOf('csv'), normal: await partOf('normal') }
  await session.close()
  transport.close()
  return forms
}

async function firstMachine(session: Session): Promise<string> {
  return (await inventoryOf(session)).find(({ type }) => type === 'VirtualMachine')?.value ?? ''
}
