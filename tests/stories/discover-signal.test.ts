import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { causeway, newFolder, start } from '../causeway.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'

const folders: string[] = []
let fake: FakeVcenter | undefined
afterEach(async () => {
  await fake?.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const password = { CAUSEWAY_PASSWORD: fakeUser.password }

test('discover: a signal in the middle of a read logs out, and a whole read does too', async () => {
  fake = await startFakeVcenter({ machines: 1000, pageMilliseconds: 150, rest: 'both' })
  const command = ['discover', fake.url.href, '--user', fakeUser.name]
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const folder = newFolder('signal')
    folders.push(folder)
    fake.calls.length = 0
    const child = start(command, folder, password)
    child.stdout?.resume()
    child.stderr?.resume()
    const ended = once(child, 'exit')
    const reading = (): boolean => fake?.calls.includes('RetrievePropertiesEx') === true
    while (!reading() && child.exitCode === null) await sleep(20)
    await sleep(300)
    const before = fake.openSessions()
    child.kill(signal)
    const [code] = await ended
    expect([signal, before, code, fake.openSessions()]).toEqual([signal, 1, 1, 0])
  }
})

test('discover: a live vCenter of four hundred machines is counted whole, over its pages', async () => {
  fake = await startFakeVcenter({ machines: 400, rest: 'api', seed: 3 })
  const folder = newFolder('live')
  folders.push(folder)
  const { code, stdout, stderr } = await causeway(
    ['discover', fake.url.href, '--user', fakeUser.name, '--json'],
    folder,
    password,
  )
  expect([code, stderr.includes('CANARY')]).toEqual([0, false])
  const { estate } = JSON.parse(stdout) as { estate: { vms: number; templates: number; hosts: number } }
  expect([estate.vms + estate.templates, estate.templates, estate.hosts]).toEqual([400, 8, 10])
  expect(fake.openSessions()).toBe(0)
})
