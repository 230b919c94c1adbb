// What the page Sources does with a vCenter: check it, trust its fingerprint, read it as a run, stop; and where its password is not.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type RunResult, runResult } from '../../src/contract/runs.ts'
import { vcenterChecked } from '../../src/contract/vcenters.ts'
import { vmsResult } from '../../src/contract/vms.ts'
import { causeway, newFolder } from '../causeway.ts'
import { type FakeOptions, fakeUser } from '../fakes/vsphere/options.ts'
import { type FakeVcenter, startFakeVcenter } from '../fakes/vsphere/server.ts'
import { api, type Server, serve } from './harbour.ts'

const closing: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

interface Cast {
  readonly fake: FakeVcenter
  readonly folder: string
  server: Server
}

async function cast(name: string, options: FakeOptions): Promise<Cast> {
  const fake = await startFakeVcenter(options)
  closing.push(() => fake.close())
  const folder = newFolder(name)
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const it: Cast = { fake, folder, server: await serve(folder) }
  closing.push(() => it.server.stop())
  return it
}

/** Everything that the server answered in a story. */
const heard: string[] = []

async function post(server: Server, path: string, body: unknown, token = server.token) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  heard.push(text)
  return { status: answer.status, text, json: JSON.parse(text) as Record<string, unknown> }
}

async function until(server: Server, id: string, done: (run: RunResult) => boolean): Promise<RunResult> {
  for (let turn = 0; ; turn++) {
    const run = runResult.parse(JSON.parse(await api(server, `/runs/${id}`)))
    if (done(run) || turn > 600) return run
    await sleep(100)
  }
}

const login = ({ fake }: Cast) => ({
  source: fake.url.href,
  user: fakeUser.name,
  password: fakeUser.password,
})

function files(below: string): readonly string[] {
  return readdirSync(below, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

test('a certificate is shown before anything is sent, then pinned; the read is a run, and the password stands nowhere', async () => {
  const it = await cast('vcenter-page', { machines: 60, seed: 3, tls: true })
  const { fake, folder, server } = it
  const first = vcenterChecked.parse((await post(server, '/vcenters/check', login(it))).json)
  expect(first).toMatchObject({
    kind: 'untrusted',
    host: fake.url.host,
    fingerprint: fake.fingerprint,
    why: expect.stringContaining('signed by itself'),
    subject: expect.stringContaining('CN=localhost'),
  })
  expect(fake.requests()).toBe(0)

  const pin = fake.fingerprint ?? ''
  const wrong = await post(server, '/vcenters/check', { ...login(it), pin: 'ab'.repeat(32) })
  expect([wrong.status, wrong.json['code'], fake.requests()]).toEqual([502, 'vcenter-certificate-changed', 0])

  const checked = vcenterChecked.parse((await post(server, '/vcenters/check', { ...login(it), pin })).json)
  if (checked.kind !== 'checked') throw new Error(checked.kind)
  expect(checked.preflight.certificate?.trust).toBe('pinned')
  expect(checked.preflight.stages.map(({ stage }) => stage)).toEqual(['read', 'cold', 'warm', 'guest'])

  const { run } = runResult.parse((await post(server, '/vcenters/read', { ...login(it), pin })).json)
  const done = await until(server, run, ({ state }) => state !== 'running')
  expect([done.state, done.what, done.problem]).toEqual(['done', `read ${fake.url.host}`, undefined])
  expect(done.log.map(({ text }) => text).join('\n')).toMatch(/seen = \d+ kept/)
  const { vms } = vmsResult.parse(JSON.parse(await api(server, '/vms')))
  expect([vms.length, fake.openSessions()]).toEqual([60, 0])

  const refused = await post(server, '/vcenters/read', { ...login(it), pin, password: 'hunter2-canary' })
  const failed = await until(server, String(refused.json['run']), ({ state }) => state !== 'running')
  expect([failed.state, failed.problem?.message]).toEqual([
    'failed',
    expect.stringContaining('refused the user'),
  ])
  heard.push((await post(server, '/vcenters/check', `{"password":"${fakeUser.password}",`)).text)
  heard.push(await api(server, '/runs'), await api(server, `/runs/${run}`), await api(server, '/sources'))
  heard.push((await causeway(['run', run, '--json'], folder)).stdout, server.said())

  expect((await causeway(['db', 'export', join(folder, 'dump')], folder)).code).toBe(0)
  expect(await server.stop()).toBe(0)
  const kept = files(folder).map((file) => readFileSync(file))
  const plain = kept.map((one) => (one[0] === 0x1f && one[1] === 0x8b ? gunzipSync(one) : one))
  const everything = [...heard.map((text) => Buffer.from(text)), ...plain]
  expect(everything.length).toBeGreaterThan(20)
  // What is looked for can be found: the user's name stands in the run.
  expect(everything.some((one) => one.includes(fakeUser.name))).toBe(true)
  for (const secret of [fakeUser.password, 'pass&lt;&amp;&gt;word', 'hunter2-canary'])
    expect(everything.filter((one) => one.includes(secret)).length).toBe(0)
}, 180_000)

test('a read can be cancelled, and logs out; a server that ends leaves it to be read again, without a password', async () => {
  const it = await cast('vcenter-cancel', { machines: 400, seed: 4, pageMilliseconds: 1500 })
  const begin = async () => runResult.parse((await post(it.server, '/vcenters/read', login(it))).json).run
  const first = await begin()
  await until(it.server, first, () => it.fake.openSessions() > 0)
  expect((await post(it.server, `/runs/${first}/cancel`, {})).status).toBe(200)
  expect((await until(it.server, first, ({ state }) => state !== 'running')).state).toBe('cancelled')
  expect(it.fake.openSessions()).toBe(0)

  const second = await begin()
  await until(it.server, second, () => it.fake.openSessions() > 0)
  expect([await it.server.stop(), it.fake.openSessions()]).toEqual([0, 0])
  it.server = await serve(it.folder)
  const left = await until(it.server, second, () => true)
  expect([left.state, left.live]).toEqual(['interrupted', false])
  await post(it.server, `/runs/${second}/resume`, {})
  const resumed = await until(it.server, second, ({ state }) => state === 'failed')
  expect(resumed.problem?.message).toContain('has the password of reader@vsphere.local no more')
  expect(vmsResult.parse(JSON.parse(await api(it.server, '/vms'))).vms).toEqual([])
}, 180_000)

let server: Server | undefined
afterAll(() => server?.stop())

test.each([
  ['169.254.169.254', 'metadata'],
  ['https://0xA9FEA9FE/latest', 'metadata'],
  ['[fe80::1]', 'link-local'],
  ['[::ffff:169.254.169.254]', 'metadata'],
  ['[fd00:ec2::254]:8443', 'metadata'],
  ['0.0.0.0', 'multicast'],
  ['http://vcenter.example.com', 'it begins with http://'],
])('%s is connected to by no route', async (source, why) => {
  server ??= await serve(newFolder('vcenter-refused'))
  const body = { source, user: 'reader', password: 'hunter2-canary' }
  const check = await post(server, '/vcenters/check', body)
  expect([check.status, check.json['detail']]).toEqual([400, expect.stringContaining(why)])
  const { run } = runResult.parse((await post(server, '/vcenters/read', body)).json)
  const read = await until(server, run, ({ state }) => state !== 'running')
  expect([read.state, read.problem?.message]).toEqual(['failed', expect.stringContaining(why)])
  for (const path of ['/vcenters/check', '/vcenters/read', '/watches'])
    expect((await post(server, path, body, '0'.repeat(64))).status).toBe(401)
})
