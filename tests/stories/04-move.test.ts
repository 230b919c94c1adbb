import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunResult, runResult, runsResult } from '../../src/contract/runs.ts'
import { causeway, json, newFolder, start } from '../causeway.ts'
import { harbour, type Server, serve } from './harbour.ts'

const kiosk = join(harbour, 'ova/gate-kiosk-01.ova')
const tally = join(harbour, 'ova/tally-print-01.ova')

let folder: string
let server: Server

beforeAll(async () => {
  folder = newFolder('move')
  server = await serve(folder)
}, 300_000)

afterAll(async () => {
  await server.stop()
})

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}

async function finished(run: RunResult): Promise<void> {
  expect(run.state).toBe('done')
  expect(run.steps.filter(({ state }) => state !== 'done')).toEqual([])
  expect(run.artifacts.length).toBeGreaterThan(0)
  for (const { file, sha256: stated } of run.artifacts)
    expect([file, await sha256(file)]).toEqual([file, stated])
}

test.each([
  ['gate-kiosk-01', kiosk, 'qcow2'],
  ['tally-print-01', tally, 'qcow2'],
  ['tally-print-01', tally, 'raw'],
] as const)(
  '%s (%s) becomes %s, and its checksum is that of the file',
  async (_name, source, format) => {
    const out = join(folder, `${_name}-${format}`)
    const run = runResult.parse(
      await json(['move', source, '--to', 'files', '--format', format, '--out', out], folder),
    )
    await finished(run)
    expect(run.steps.map(({ name, attempt }) => [name, attempt])).toEqual(
      [
        'inspect',
        ...['convert', 'digest', 'checksum', 'publish'].flatMap((name) =>
          run.artifacts.map((_, at) => (run.artifacts.length === 1 ? name : `${name}-${at + 1}`)),
        ),
      ].map((name) => [name, 1]),
    )
    expect(new Set(run.artifacts.map((one) => one.format))).toEqual(new Set([format]))
  },
  120_000,
)

test('resume with nothing to do says so and ends with 0', async () => {
  const said = await causeway(['resume'], folder)
  expect(said).toMatchObject({
    code: 0,
    stdout: 'Nothing to resume: no run is interrupted, failed or left behind.\n',
  })
})

test('a move killed in the middle is seen as left behind, and resume finishes it without a finished step twice', async () => {
  const out = join(folder, 'killed')
  const child = start(['move', kiosk, '--to', 'files', '--out', out], folder)
  let heard = ''
  const ended = new Promise((done) => child.on('close', done))
  await new Promise<void>((done, fail) => {
    void ended.then(() => fail(new Error(`ended before it could be killed: ${heard}`)))
    child.stderr?.on('data', (chunk: Buffer) => {
      heard += chunk.toString('utf8')
      if (!/\.raw/.test(heard)) return
      child.kill('SIGKILL')
      done()
    })
  })
  await ended
  const [newest] = runsResult.parse(await json(['runs'], folder)).runs
  expect([newest?.what, newest?.state]).toEqual(['gate-kiosk-01 to files', 'running'])
  const before = runResult.parse(await json(['run', newest?.run ?? ''], folder))
  const run = runResult.parse(await json(['resume'], folder))
  expect(run.run).toBe(newest?.run)
  await finished(run)
  const done = before.steps.filter(({ state }) => state === 'done').map(({ name }) => name)
  expect(done.length).toBeLessThan(5)
  for (const { name, attempt } of run.steps)
    if (done.includes(name)) expect([name, attempt]).toEqual([name, 1])
  expect(run.steps.some(({ attempt }) => attempt === 2)).toBe(true)
  expect((await causeway(['resume'], folder)).stdout).toContain('Nothing to resume')
}, 180_000)

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.6))],
  [
    'changed in one byte',
    (bytes: Buffer) => {
      const copy = Buffer.from(bytes)
      const at = Math.floor(bytes.length * 0.5)
      copy.writeUInt8(copy.readUInt8(at) ^ 0x55, at)
      return copy
    },
  ],
] as const)(
  'an OVA that was %s is refused with the offset and leaves nothing that looks finished',
  async (how, damage) => {
    const own = join(folder, how.replaceAll(' ', '-'))
    mkdirSync(own)
    const damaged = join(own, 'damaged.ova')
    writeFileSync(damaged, damage(readFileSync(kiosk)))
    const out = join(own, 'out')
    const said = await causeway(['move', damaged, '--to', 'files', '--out', out], folder)
    expect([said.code, said.stdout]).toEqual([1, ''])
    expect(said.stderr).toMatch(/offset \d+/)
    expect(said.stderr).not.toContain('no sentence for')
    const left = existsSync(out)
      ? readdirSync(out).filter((name) => /\.(raw|qcow2|json)$/.test(name) && !name.startsWith('.'))
      : []
    expect(left).toEqual([])
  },
  120_000,
)

test('an image that is already there is not overwritten', async () => {
  const out = join(folder, 'tally-print-01-raw')
  const before = readdirSync(out).sort()
  const said = await causeway(['move', tally, '--to', 'files', '--out', out, '--json'], folder)
  expect(said.code).toBe(1)
  expect(said.stderr).toContain('"code":"move-target-exists"')
  expect(readdirSync(out).sort()).toEqual(before)
}, 60_000)
