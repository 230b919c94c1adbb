import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { targetOf } from '../src/adapters/vsphere/transport/target.ts'
import { follow } from '../src/adapters/vsphere/watch/watch.ts'
import type { AppContext } from '../src/app/context.ts'
import { discover } from '../src/app/discover.ts'
import { readEstate } from '../src/app/estate.ts'
import { type WatchedChange, watchSource } from '../src/app/watch.ts'
import { canonicalJson } from '../src/lib/canonical.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { newContext } from './context.ts'
import { drift, drifts } from './fakes/vsphere/drift.ts'
import { draws } from './fakes/vsphere/inventory/random.ts'
import { endpointOf } from './fakes/vsphere/options.ts'
import { startFakeVcenter } from './fakes/vsphere/server.ts'

const machines = 80

/** Every VM of the estate, without what the time of a read decides. */
async function estateHash(context: AppContext): Promise<string> {
  const { vms } = await readEstate(context.store)
  const facts = vms
    .map((vm) =>
      canonicalJson(
        Object.fromEntries(Object.entries(vm).filter(([key]) => key !== 'origins' && key !== 'from')),
      ),
    )
    .toSorted()
    .join('\n')
  return createHash('sha256').update(facts).digest('hex')
}

/** Plays the changes one after the other: each must fit to what the ones before it left. */
function contradictions(changes: readonly WatchedChange[]): string[] {
  const wrong: string[] = []
  const there = new Map<string, boolean>()
  const values = new Map<string, string>()
  for (const { id, change, fields, name } of changes) {
    if (change !== 'changed') {
      if (there.get(id) === (change === 'appeared')) wrong.push(`${name} ${change} twice`)
      there.set(id, change === 'appeared')
      for (const key of values.keys()) if (key.startsWith(`${id} `)) values.delete(key)
      continue
    }
    if (there.get(id) === false) wrong.push(`${name} is gone and changed`)
    for (const { field, old, new: now } of fields) {
      const key = `${id} ${field}`
      const [before, after] = [String(JSON.stringify(old)), String(JSON.stringify(now))]
      if (before === after) wrong.push(`${name} ${field} did not change`)
      if (values.has(key) && values.get(key) !== before) wrong.push(`${name} ${field} was not ${before}`)
      values.set(key, after)
    }
  }
  return wrong
}

test('a watch under random changes and trouble ends with the estate of a fresh read, and each net change is told once', {
  timeout: 240_000,
}, async () => {
  const seed = Number(process.env['CAUSEWAY_SEED'] ?? 11)
  const draw = draws(seed)
  const fake = await startFakeVcenter({ machines, seed })
  const opened = await newContext('watch-history')
  const stop = new AbortController()
  const told: WatchedChange[] = []
  const stands = { state: '' }
  const context: AppContext = {
    ...opened.context,
    progress: silentProgress(stop.signal),
    adapters: {
      ...opened.context.adapters,
      watcher: {
        watch: ({ url, user, password }, sink, progress) =>
          follow(targetOf(url, user, password), sink, progress, {
            bundling: { quietMilliseconds: 150, mostMilliseconds: 1500 },
            waitSeconds: 1,
            awayMilliseconds: 50,
          }),
      },
    },
  }
  const listener = {
    state: ({ state }: { readonly state: string }) => void (stands.state = state),
    changes: (changes: readonly WatchedChange[]) => void told.push(...changes),
  }
  const ended = watchSource(context, endpointOf(fake), listener).catch((error: unknown) => error)
  for (let turn = 0; turn < 600 && stands.state !== 'watching'; turn++) await sleep(50)
  const before = new Map((await readEstate(context.store)).vms.map((vm) => [vm.id, vm.name]))
  for (let turn = 0; turn < 40; turn++) {
    const kind = drifts[Math.floor(draw() * drifts.length)] ?? 'power'
    drift(fake.world, kind, Math.floor(draw() * machines), `drift-${turn}`)
    const trouble = draw()
    if (trouble < 0.1) fake.world.sessions.endAll()
    else if (trouble < 0.16) fake.world.restart(Math.floor(draw() * 300))
    await sleep(Math.floor(draw() * 400))
  }
  const fresh = await newContext('watch-fresh')
  try {
    await sleep(400)
    await discover(fresh.context, [endpointOf(fake)])
    const expected = await estateHash(fresh.context)
    for (let turn = 0; turn < 600 && (await estateHash(context)) !== expected; turn++) await sleep(100)
    expect([seed, await estateHash(context)]).toEqual([seed, expected])
    await sleep(1500)
    expect(contradictions(told)).toEqual([])
    // Played from the beginning, what was told ends in what is there.
    const played = new Map(before)
    for (const { kind, id, name, change } of told) {
      if (kind !== 'vm') continue
      if (change === 'vanished') played.delete(id)
      else played.set(id, name)
    }
    const now = (await readEstate(context.store)).vms.map(({ id, name }) => [id, name] as const)
    expect([...played].toSorted()).toEqual(now.toSorted())
    expect(told.length).toBeGreaterThan(10)
    stop.abort(new Error('stopped'))
    await ended
    expect(fake.openSessions()).toBe(0)
  } finally {
    stop.abort(new Error('stopped'))
    await ended
    await fresh.close()
    await opened.close()
    await fake.close()
  }
})
