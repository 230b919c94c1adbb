import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { drift, drifts } from '../../../../tests/fakes/vsphere/drift.ts'
import { draws } from '../../../../tests/fakes/vsphere/inventory/random.ts'
import { type FakeOptions, fakeUser } from '../../../../tests/fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../../../../tests/fakes/vsphere/server.ts'
import { canonicalJson } from '../../../lib/canonical.ts'
import { silentProgress } from '../../../lib/progress.ts'
import type { Observation } from '../../../model/observation.ts'
import type { SourceUpdate, WatchState } from '../../../ports/source-watcher.ts'
import { openVcenter } from '../live.ts'
import { readingOf } from '../read.ts'
import { defaultLimits } from '../transport/http.ts'
import { targetOf } from '../transport/target.ts'
import { follow } from './watch.ts'

const limits = { ...defaultLimits, attempts: 3, pauseMilliseconds: 5, firstByteMilliseconds: 3000 }
const pace = { sliceObjects: 100, inFlight: 4, awayMilliseconds: 400, pauseMilliseconds: 20 }
const quick = {
  limits,
  pace,
  bundling: { quietMilliseconds: 60, mostMilliseconds: 400 },
  waitSeconds: 1,
  awayMilliseconds: 30,
}

type Estate = Map<string, string>

/** A watch whose updates are put together as a store would. */
class Watched {
  readonly estate: Estate = new Map()
  readonly updates: SourceUpdate['kind'][] = []
  /** Keys of the VMs that the partial updates named. */
  readonly read: string[] = []
  readonly states: WatchState[] = []
  readonly #stop = new AbortController()
  readonly #ended: Promise<unknown>

  constructor(fake: FakeVcenter, options = {}) {
    const target = targetOf(fake.url, fakeUser.name, async () => fakeUser.password)
    const sink = {
      state: (state: WatchState) => void this.states.push(state),
      update: (update: SourceUpdate) => this.#take(update),
    }
    this.#ended = follow(target, sink, silentProgress(this.#stop.signal), { ...quick, ...options }).catch(
      (error: unknown) => error,
    )
  }

  async #take(update: SourceUpdate): Promise<void> {
    if (update.kind === 'whole') {
      const anew: Estate = new Map()
      for await (const one of update.reading.observations) put(anew, one)
      // What could not be read this time stands as it was, as the store has it.
      for (const { where } of update.reading.report().rejected) {
        const key = `vm ${where.object ?? ''}`
        const before = this.estate.get(key)
        if (before !== undefined) anew.set(key, before)
      }
      this.estate.clear()
      for (const [key, value] of anew) this.estate.set(key, value)
    } else {
      for (const one of update.observations) put(this.estate, one)
      for (const key of update.gone) this.estate.delete(`vm ${key}`)
      this.read.push(...update.observations.map(({ key }) => key), ...update.gone)
    }
    this.updates.push(update.kind)
  }

  async until(what: () => boolean, seconds = 20): Promise<void> {
    for (let turn = 0; turn < seconds * 50 && !what(); turn++) await sleep(20)
    expect(
      what(),
      JSON.stringify([
        this.updates,
        this.states.slice(-4),
        new Set(this.read).size,
        [...new Set(this.read)].slice(0, 3),
      ]),
    ).toBe(true)
  }

  /** Stops it and gives what it ended with. */
  async stop(): Promise<unknown> {
    this.#stop.abort(new Error('stopped'))
    return this.#ended
  }
}

function put(estate: Estate, observation: Observation): void {
  estate.set(`${observation.kind} ${observation.key}`, canonicalJson(observation))
}

/** What a reader who comes now finds. */
async function fresh(fake: FakeVcenter): Promise<Estate> {
  const target = targetOf(fake.url, fakeUser.name, async () => fakeUser.password)
  const source = await openVcenter(target, silentProgress(), { limits, pace })
  const estate: Estate = new Map()
  try {
    for await (const one of readingOf(source, silentProgress()).observations) put(estate, one)
  } finally {
    await source.close()
  }
  return estate
}

const same = (left: Estate, right: Estate): boolean =>
  left.size === right.size && [...left].every(([key, value]) => right.get(key) === value)

async function watching(options: FakeOptions): Promise<{ fake: FakeVcenter; watched: Watched }> {
  const fake = await startFakeVcenter(options)
  const watched = new Watched(fake)
  await watched.until(() => watched.states.some(({ state }) => state === 'watching'))
  return { fake, watched }
}

test('watch: three changes in a moment are one update of those machines alone, and a stop logs out', async () => {
  const { fake, watched } = await watching({ machines: 250, seed: 3 })
  expect(watched.updates).toEqual(['whole'])
  drift(fake.world, 'power', 3, '')
  drift(fake.world, 'rename', 7, 'lighthouse')
  drift(fake.world, 'remove', 11, '')
  await watched.until(() => watched.updates.length > 1)
  expect(watched.updates).toEqual(['whole', 'part'])
  expect(watched.read.toSorted()).toEqual(['vm-1004', 'vm-1008', 'vm-1012'])
  expect(same(watched.estate, await fresh(fake))).toBe(true)
  await watched.stop()
  expect(fake.openSessions()).toBe(0)
  await fake.close()
})

test('watch: what happened while the session was lost, or while the vCenter started anew, is told, and nothing else is', async () => {
  const { fake, watched } = await watching({ machines: 250, seed: 4 })
  fake.world.sessions.endAll()
  drift(fake.world, 'rename', 20, 'while-away')
  await watched.until(() => watched.read.includes('vm-1021'))
  fake.world.restart(300)
  drift(fake.world, 'remove', 21, '')
  drift(fake.world, 'power', 22, '')
  await watched.until(() => watched.read.includes('vm-1022') && watched.read.includes('vm-1023'))
  expect(watched.updates.filter((kind) => kind === 'whole')).toHaveLength(1)
  expect(watched.read.toSorted()).toEqual(['vm-1021', 'vm-1022', 'vm-1023'])
  expect(same(watched.estate, await fresh(fake))).toBe(true)
  await watched.stop()
  expect(fake.openSessions()).toBe(0)
  await fake.close()
})

test('watch: more changes at once than fit into one answer come whole', async () => {
  const { fake, watched } = await watching({ machines: 600, seed: 5 })
  for (let n = 0; n < 350; n++) drift(fake.world, 'rename', n, `moved-${n}`)
  await watched.until(() => new Set(watched.read.filter((id) => id.startsWith('vm-'))).size === 350)
  expect(same(watched.estate, await fresh(fake))).toBe(true)
  await watched.stop()
  await fake.close()
})

test('watch: random changes under random trouble end in what a fresh read finds', {
  timeout: 120_000,
}, async () => {
  const first = Number(process.env['CAUSEWAY_SEED'] ?? 6)
  for (let seed = first; seed < first + 2; seed++) {
    const draw = draws(seed)
    const { fake, watched } = await watching({ machines: 150, seed })
    const troubled = new Set<number>()
    for (let turn = 0; turn < 30; turn++) {
      const kind = drifts[Math.floor(draw() * drifts.length)] ?? 'power'
      const n = Math.floor(draw() * 150)
      troubled.add(n)
      drift(fake.world, kind, n, `drift-${seed}-${turn}`)
      const trouble = draw()
      if (trouble < 0.08) fake.world.sessions.endAll()
      else if (trouble < 0.14) fake.world.restart(Math.floor(draw() * 200))
      if (draw() < 0.5) await sleep(Math.floor(draw() * 60))
    }
    // The judge comes when the server is there again.
    await sleep(300)
    const expected = await fresh(fake)
    await watched.until(() => same(watched.estate, expected), 25)
    await sleep(600)
    expect([seed, same(watched.estate, await fresh(fake))]).toEqual([seed, true])
    // Nothing is read that nobody touched, but with everything else.
    const ids = new Set([...troubled].map((n) => `vm-${1001 + n}`))
    expect(watched.read.filter((id) => id.startsWith('vm-') && !ids.has(id))).toEqual([])
    await watched.stop()
    expect([seed, fake.openSessions()]).toEqual([seed, 0])
    await fake.close()
  }
})

test('watch: a password that is refused ends it with that', async () => {
  const fake = await startFakeVcenter({ machines: 5 })
  const target = targetOf(fake.url, fakeUser.name, async () => 'wrong')
  const sink = { state() {}, update: async () => {} }
  await expect(follow(target, sink, silentProgress(), quick)).rejects.toThrow(/refused|password|log/i)
  await fake.close()
})
