import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { historyResult } from '../../src/contract/history.ts'
import { watchesResult } from '../../src/contract/watches.ts'
import { causeway, json, newFolder, start } from '../causeway.ts'
import { drift } from '../fakes/vsphere/drift.ts'
import { fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'
import { api, serve } from './harbour.ts'

const folders: string[] = []
const children: ChildProcess[] = []
let fake: FakeVcenter | undefined
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await fake?.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const password = { CAUSEWAY_PASSWORD: fakeUser.password }

/** A watch from the command line, with what it has said so far. */
function watch(vcenter: FakeVcenter, folder: string) {
  const child = start(
    ['discover', vcenter.url.href, '--user', fakeUser.name, '--watch', '--json'],
    folder,
    password,
  )
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout?.on('data', (chunk: Buffer) => void (said.out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => void (said.err += chunk.toString()))
  const until = async (what: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 1200 && !what() && child.exitCode === null; turn++) await sleep(50)
    expect([what(), said.err]).toEqual([true, expect.any(String)])
  }
  return {
    said,
    until,
    changes: () =>
      said.out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => historyResult.shape.changes.element.parse(JSON.parse(line))),
    async stop(): Promise<number | null> {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const [code] = (await ended) as [number | null]
      return code
    },
  }
}

test('discover --watch: what appeared, vanished and changed is a line each and stands in the history; a stop logs out', {
  timeout: 120_000,
}, async () => {
  fake = await startFakeVcenter({ machines: 60, seed: 2 })
  const folder = newFolder('watch')
  folders.push(folder)
  drift(fake.world, 'remove', 9, '')
  const watched = watch(fake, folder)
  await watched.until(() => watched.said.err.includes(': watching'))
  expect(watched.changes()).toEqual([])
  drift(fake.world, 'rename', 3, 'lighthouse')
  drift(fake.world, 'remove', 5, '')
  drift(fake.world, 'return', 9, '')
  await watched.until(() => watched.changes().length >= 3)
  const told = watched.changes()
  expect(told.map(({ kind, change }) => [kind, change]).sort()).toEqual([
    ['vm', 'appeared'],
    ['vm', 'changed'],
    ['vm', 'vanished'],
  ])
  const renamed = told.find(({ change }) => change === 'changed')
  expect(renamed?.name).toBe('lighthouse')
  expect(renamed?.fields).toContainEqual({ field: 'name', old: expect.any(String), new: 'lighthouse' })

  // Another command reads beside it.
  const history = historyResult.parse(await json(['history'], folder))
  expect(history.sets[0]).toMatchObject({ appeared: 1, vanished: 1, changed: 1, first: false })
  expect(history.sets[0]?.because).toEqual([expect.stringMatching(/changed while it was watched$/)])
  expect([await watched.stop(), fake.openSessions()]).toEqual([0, 0])

  // A new start reads first: what happened while nobody watched is told, once.
  drift(fake.world, 'rename', 4, 'breakwater')
  const again = watch(fake, folder)
  await again.until(() => again.changes().length > 0)
  expect(again.changes().map(({ name, change }) => [name, change])).toEqual([['breakwater', 'changed']])
  expect([await again.stop(), fake.openSessions()]).toEqual([0, 0])
})

test('discover --watch: with a server up the server watches, goes on after its restart, and stops when told', {
  timeout: 180_000,
}, async () => {
  fake = await startFakeVcenter({ machines: 40, seed: 8 })
  const folder = newFolder('watch-served')
  folders.push(folder)
  let server = await serve(folder)
  const states = async () => watchesResult.parse(JSON.parse(await api(server, '/watches'))).watches
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 600 && (await states())[0]?.state !== 'watching'; turn++) await sleep(100)
    expect((await states()).map(({ state, host }) => [state, host])).toEqual([['watching', fake?.url.host]])
  }
  try {
    const handed = watch(fake, folder)
    await handed.until(() => handed.said.err.includes(': watching'))
    expect(handed.said.err).toContain('watches from here on')
    expect(await handed.stop()).toBe(0)
    await settle()
    const kept = join(folder, '.causeway', 'watches.json')
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(JSON.stringify(await states())).not.toContain(fakeUser.password)

    await server.stop()
    expect(fake.openSessions()).toBe(0)
    drift(fake.world, 'rename', 6, 'drydock')
    server = await serve(folder)
    await settle()
    const { code } = await causeway(['vm', 'drydock', '--json'], folder)
    expect(code).toBe(0)
    const [own] = await states()
    const listed = await causeway(['watches', '--json'], folder)
    expect(listed.stdout).toBe(await api(server, '/watches'))
    expect((await causeway(['watches'], folder)).stdout).toContain(
      `${own?.id}  ${own?.host} as ${fakeUser.name}: watching`,
    )
    const wrong = await causeway(['watches', 'stop', 'nowhere.example'], folder)
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('nowhere.example')])
    expect(await json(['watches', 'stop', own?.host ?? ''], folder)).toEqual({ stopped: own?.id })
    expect([await states(), existsSync(kept)]).toEqual([[], false])
    expect(fake.openSessions()).toBe(0)
    const refused = await fetch(`${server.url}/api/v1/watches`)
    expect(refused.status).toBe(401)
  } finally {
    await server.stop()
  }
})
