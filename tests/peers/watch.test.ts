import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { follow } from '../../src/adapters/vsphere/watch/watch.ts'
import { targetOf } from '../../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import type { Observation } from '../../src/model/observation.ts'
import type { SourceUpdate } from '../../src/ports/source-watcher.ts'
import { hasSimulator, type Simulator, simulatorUser, startSimulator } from './vcsim/start.ts'

const bin = join(
  process.env['CAUSEWAY_PEERS_DIR'] ?? join(homedir(), '.cache', 'causeway-peers'),
  'bin',
  'govc',
)
const run = promisify(execFile)

function hasPeers(): boolean {
  const there = hasSimulator() && existsSync(bin)
  if (!there && process.env['CAUSEWAY_PEERS'] === 'required') throw new Error('govc or vcsim is missing')
  return there
}

describe.skipIf(!hasPeers())('a watch of govmomi’s simulator', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator(12)
  }, 120_000)
  afterAll(async () => {
    await simulator.stop()
  })

  async function govc(...args: string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      HOME: tmpdir(),
      GOVC_URL: simulator.url.href,
      GOVC_USERNAME: simulatorUser.name,
      GOVC_PASSWORD: simulatorUser.password,
      GOVC_INSECURE: '1',
      GOVC_PERSIST_SESSION: 'false',
    }
    return (await run(bin, args, { env, timeout: 60_000 })).stdout
  }

  test('vm.power, vm.create and vm.destroy are seen while they happen', { timeout: 120_000 }, async () => {
    const machines = new Map<string, { readonly name: string; readonly power: string }>()
    const partial: string[] = []
    let watching = false
    const put = (one: Observation): void => {
      if (one.kind === 'vm') machines.set(one.key, { name: one.facts.name, power: one.facts.power ?? '' })
    }
    const sink = {
      state: ({ state }: { readonly state: string }) => void (watching = state === 'watching'),
      async update(update: SourceUpdate) {
        if (update.kind === 'whole') for await (const one of update.reading.observations) put(one)
        else {
          for (const one of update.observations) {
            put(one)
            partial.push(one.key)
          }
          for (const key of update.gone) machines.delete(key)
        }
      },
    }
    const stop = new AbortController()
    const { name, password } = simulatorUser
    const target = targetOf(simulator.url, name, async () => password, simulator.fingerprint)
    const ended = follow(target, sink, silentProgress(stop.signal), {
      bundling: { quietMilliseconds: 200, mostMilliseconds: 2000 },
      waitSeconds: 2,
    }).catch((error: unknown) => error)
    const until = async (what: () => boolean): Promise<void> => {
      for (let turn = 0; turn < 400 && !what(); turn++) await sleep(50)
      expect([what(), [...machines.values()]]).toEqual([true, expect.anything()])
    }
    await until(() => watching)
    expect(machines.size).toBe(12)
    const [first, second] = [...machines.values()].map((machine) => machine.name)
    const named = (wanted: string | undefined) =>
      [...machines.values()].find((machine) => machine.name === wanted)
    expect(named(first)?.power).toBe('on')

    await govc('vm.power', '-off', first ?? '')
    await until(() => named(first)?.power === 'off')
    const firstOf = async (type: string): Promise<string> =>
      (await govc('find', '/', '-type', type)).split('\n')[0] ?? ''
    const places = ['-ds', await firstOf('s'), '-pool', await firstOf('p'), '-net', await firstOf('n')]
    await govc('vm.create', '-on=false', ...places, 'made-meanwhile')
    await until(() => named('made-meanwhile') !== undefined)
    await govc('vm.destroy', second ?? '')
    await until(() => named(second) === undefined)
    expect(machines.size).toBe(12)
    await govc('vm.power', '-on', first ?? '')
    await until(() => named(first)?.power === 'on')
    stop.abort(new Error('stopped'))
    await ended
    const sessions = await govc('session.ls')
    expect(sessions).not.toContain('causeway')
  })
})
