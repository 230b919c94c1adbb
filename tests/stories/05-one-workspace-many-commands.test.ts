import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { discoverResult } from '../../src/contract/discover.ts'
import { traceResult } from '../../src/contract/trace.ts'
import { vmsResult } from '../../src/contract/vms.ts'
import { causeway, json, newFolder } from '../causeway.ts'
import { api, demoWorkspace, harbour, serve } from './harbour.ts'

test('while one serves, other commands work through it, at once too, and the server shows what they did', async () => {
  const folder = await demoWorkspace('many')
  const server = await serve(folder)
  const [vms, trace, discovered] = await Promise.all([
    json(['vms', '--limit', '3'], folder),
    json(['trace', 'erp-db-01'], folder),
    json(['discover', join(harbour, 'overlay.csv')], folder),
  ])
  expect(vmsResult.parse(vms).vms.length).toBe(3)
  expect(traceResult.parse(trace).references.length).toBe(18)
  expect(discoverResult.parse(discovered).sources.map(({ changed }) => changed)).toEqual([false])
  const { sources } = discoverResult.parse(discovered)
  await json(['sources', 'remove', sources[0]?.source ?? ''], folder)
  expect(await api(server, '/sources')).not.toContain('overlay.csv')

  const second = await causeway(['serve', '--port', '0'], folder)
  expect([second.code, second.stdout]).toEqual([4, ''])
  expect(second.stderr).toContain(`process ${server.pid} at ${server.url}`)
  expect(second.stderr).not.toContain(server.token)

  expect(await server.stop('SIGTERM')).toBe(0)
  expect(existsSync(join(folder, '.causeway/lock'))).toBe(false)
}, 240_000)

test('after a server was killed the next command takes over, and everything is there', async () => {
  const folder = await demoWorkspace('killed')
  const server = await serve(folder)
  expect(await server.stop('SIGKILL')).toBe(null)
  expect(existsSync(join(folder, '.causeway/lock'))).toBe(true)
  const { total } = vmsResult.parse(await json(['vms', '--limit', '1'], folder))
  expect(total).toBe(125)
}, 240_000)

test('a port that is taken is one clear sentence, and leaves no lock', async () => {
  const folder = newFolder('port')
  const other = createServer()
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const said = await causeway(['serve', '--port', port], folder)
  await new Promise((done) => other.close(done))
  expect([said.code, said.stdout]).toEqual([1, ''])
  expect(said.stderr).toBe(
    `causeway: Port ${port} on 127.0.0.1 is taken by another program.\n  Choose another one with --port, or stop that program.\n`,
  )
  expect(existsSync(join(folder, '.causeway/lock'))).toBe(false)
}, 120_000)

/** Runs a command as somebody who owns nothing here: root may write anywhere. */
function asNobody(args: readonly string[], folder: string) {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  return spawnSync(process.execPath, [resolve('bin/causeway'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, NO_COLOR: '1' },
    ...nobody,
  })
}

test.skipIf(asNobody(['--version'], '/').status !== 0)(
  'a folder that may not be written is one clear sentence, whichever command comes first',
  () => {
    const folder = newFolder('read-only')
    chmodSync(folder, 0o555)
    for (const args of [['demo'], ['serve'], ['discover', join(harbour, 'rvtools.xlsx')]]) {
      const { status, stdout, stderr } = asNobody(args, folder)
      expect([args[0], status, stdout, stderr]).toEqual([
        args[0],
        1,
        '',
        `causeway: The workspace ${folder} cannot be written: EACCES.\n  Give this user the right to write there, or choose another folder with --workspace DIR.\n`,
      ])
    }
    expect(readdirSync(folder)).toEqual([])
  },
  120_000,
)

test('demo on a workspace with data of one’s own only serves it, and says so', async () => {
  const folder = newFolder('own')
  await json(['discover', join(harbour, 'ova/tally-print-01.ova')], folder)
  const server = await serve(folder, 'demo')
  expect(server.said()).toContain(
    'This workspace holds your own data, so the sample was left out; it is only served.',
  )
  expect(vmsResult.parse(JSON.parse(await api(server, '/vms'))).vms.map(({ name }) => name)).toEqual([
    'tally-print-01',
  ])
  expect(existsSync(join(folder, 'repository'))).toBe(false)
  expect(readFileSync(join(folder, '.causeway/token'), 'utf8').trim()).toBe(server.token)
  expect(await server.stop('SIGINT')).toBe(0)
}, 180_000)
