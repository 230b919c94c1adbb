import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { causeway, newFolder } from '../causeway.ts'
import { api, demoWorkspace, harbour, serve, sources } from './harbour.ts'

test('the whole journey asks for no socket but the workspace’s own, and for no name', async () => {
  const folder = await demoWorkspace('no-socket')
  const log = join(newFolder('socket-log'), 'log.txt')
  const guarded = {
    NODE_OPTIONS: `--require=${resolve('tests/fakes/deny-sockets.cjs')}`,
    CAUSEWAY_SOCKET_LOG: log,
  }
  const server = await serve(folder, 'serve', guarded)
  const journey = [
    ['status'],
    ['discover', ...sources],
    ['evidence', 'add', join(harbour, 'evidence')],
    ['trace', 'erp-db-01'],
    ['assess', '--all'],
    ['plan'],
    ['translate', '--out', 'repository', '--check'],
    ['move', join(harbour, 'ova/tally-print-01.ova'), '--to', 'files', '--out', 'images'],
    ['report', 'erp-db-01', '--out', 'pages'],
    ['runs'],
  ]
  const ended: (readonly [string, number | null])[] = []
  for (const command of journey)
    ended.push([command[0] ?? '', (await causeway(command, folder, guarded)).code])
  expect(ended).toEqual(journey.map(([name]) => [name, 0]))
  await api(server, '/status')
  expect(await server.stop()).toBe(0)
  // One command that holds the workspace itself.
  expect((await causeway(['vms'], folder, guarded)).code).toBe(0)
  const tried = readFileSync(log, 'utf8').split('\n').filter(Boolean)
  expect(tried.filter((line) => !/^unix \S+\.s\.PGSQL\.5432$/.test(line))).toEqual([])
  expect(tried.length).toBeGreaterThanOrEqual(journey.length)
  // The guard does see what it should: a vCenter that somebody named.
  const named = await causeway(['discover', 'root@127.0.0.1:9'], folder, {
    ...guarded,
    CAUSEWAY_PASSWORD: 'x',
  })
  expect(named.code).not.toBe(0)
  expect(readFileSync(log, 'utf8')).toContain('refused')
}, 300_000)
