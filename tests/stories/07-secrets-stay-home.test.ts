import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { vmsResult } from '../../src/contract/vms.ts'
import { causeway } from '../causeway.ts'
import { api, canaries, demoWorkspace, harbour, type Server, serve } from './harbour.ts'

let folder: string
let server: Server
const planted = canaries()

beforeAll(async () => {
  folder = await demoWorkspace('secrets')
  server = await serve(folder)
}, 240_000)

afterAll(async () => {
  await server.stop()
})

/** The secrets, or the token of the workspace, that stand in a text. */
function leaked(text: string | Buffer): readonly string[] {
  return [...planted, server.token].filter((secret) => text.includes(secret))
}

function files(below: string): readonly string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(below, entry.name)) : [join(below, entry.name)],
  )
}

test('no command says a secret, on either stream, in words or as JSON', async () => {
  const commands = [
    ['evidence', 'add', join(harbour, 'evidence')],
    ['evidence', 'list'],
    ['evidence', 'list', '--json'],
    ['trace', '--all', '--json'],
    ['trace', 'erp-db-01'],
    ['assess', '--all', '--json'],
    ['vm', 'cargo-api-01'],
    ['sources', '--json'],
    ['status', '--json'],
    ['runs'],
    ['plan', '--json'],
    ['translate', '--out', 'repository', '--check', '--json'],
    ['report', 'erp-db-01', 'cargo-api-01', 'lb-int-01', '--out', 'pages'],
  ]
  const said: (readonly [string, number | null, readonly string[]])[] = []
  for (const command of commands) {
    const { code, stdout, stderr } = await causeway(command, folder)
    said.push([command.join(' '), code, leaked(stdout + stderr)])
  }
  expect(said).toEqual(commands.map((command) => [command.join(' '), 0, []]))
}, 300_000)

test('no answer of the API holds one: every list, every VM with its trace, every file of evidence', async () => {
  const { vms } = vmsResult.parse(JSON.parse(await api(server, '/vms')))
  const traced = vms.filter(({ references }) => (references ?? 0) > 0).slice(0, 40)
  const paths = [
    '/status',
    '/sources',
    '/vms',
    '/assess',
    '/plan',
    '/evidence',
    '/repository',
    '/runs',
    ...traced.flatMap(({ id }) => [`/vms/${id}`, `/vms/${id}/trace`]),
  ]
  const found: string[] = []
  for (const path of paths) {
    const answer = await api(server, path)
    expect([path, answer.length > 10]).toEqual([path, true])
    found.push(...leaked(answer).map((secret) => `${path}: ${secret}`))
  }
  expect(found).toEqual([])
}, 180_000)

test('no file and no commit of the repository, no page and no settings file holds one', () => {
  const written = ['repository', 'pages', 'plan.yaml', 'mappings.yaml', 'owners.yaml', 'target.yaml'].flatMap(
    (name) =>
      name.includes('.')
        ? [join(folder, name)]
        : files(join(folder, name)).filter((file) => !file.includes('/.git/')),
  )
  expect(written.length).toBeGreaterThan(200)
  expect(written.flatMap((file) => leaked(readFileSync(file)).map((secret) => `${file}: ${secret}`))).toEqual(
    [],
  )
  const history = execFileSync('git', ['-C', join(folder, 'repository'), 'log', '-p', '--all'], {
    maxBuffer: 256 * 1024 * 1024,
  })
  expect(history.length).toBeGreaterThan(100_000)
  expect(leaked(history)).toEqual([])
})

test('no column of the database holds one; only the raw evidence does', async () => {
  const dump = join(folder, 'dump.causeway')
  expect((await causeway(['db', 'export', dump], folder)).code).toBe(0)
  const bytes = readFileSync(dump)
  const text = bytes[0] === 0x1f ? gunzipSync(bytes) : bytes
  // Columns of bytes stand in it in hexadecimal.
  const columns = [...text.toString('latin1').matchAll(/\\\\x([0-9a-f]{2,})/g)].map((found) =>
    Buffer.from(found[1] ?? '', 'hex'),
  )
  expect([text.includes('erp-db-01'), columns.some((column) => column.includes('10.20.30.41'))]).toEqual([
    true,
    true,
  ])
  expect([text, ...columns].flatMap(leaked)).toEqual([])
  const raw = files(join(folder, '.causeway/raw')).map((file) => readFileSync(file))
  const kept = raw.map((one) => (one[0] === 0x1f && one[1] === 0x8b ? gunzipSync(one) : one))
  const given = files(join(harbour, 'evidence')).map((file) => readFileSync(file))
  const inEvidence = planted.filter((secret) => given.some((one) => one.includes(secret)))
  expect(inEvidence.length).toBeGreaterThan(25)
  expect(inEvidence.filter((secret) => !kept.some((one) => one.includes(secret)))).toEqual([])
}, 120_000)
