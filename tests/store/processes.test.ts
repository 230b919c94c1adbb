import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startRun } from '../../src/runs/index.ts'
import { openStore, readIdentities, saveIdentities, type Store } from '../../src/store/index.ts'
import { buildChild, type Child } from './children.ts'
import { inWorkspace } from './workspace.ts'

let startChild: Awaited<ReturnType<typeof buildChild>>
const children: Child[] = []

function child(...parameters: readonly string[]): Child {
  const started = startChild(...parameters)
  children.push(started)
  return started
}

beforeAll(async () => {
  startChild = await buildChild()
})

afterEach(async () => {
  for (const running of children.splice(0)) {
    running.kill('SIGCONT')
    running.kill('SIGKILL')
    await running.ended
  }
})

function socketOf(folder: string): string {
  const lock: { socket: string } = JSON.parse(readFileSync(join(folder, '.causeway/lock'), 'utf8'))
  return lock.socket
}

// One holder for the tests that leave it whole: opening a database is most of what they would do.
let shared: { readonly folder: string; readonly store: Store } | undefined

async function withHolder(work: (store: Store, folder: string) => Promise<void>): Promise<void> {
  if (!shared) {
    const folder = mkdtempSync(join(tmpdir(), 'cw-test-'))
    shared = { folder, store: await openStore(folder, { what: 'command', times: { silenceMs: 2_000 } }) }
  }
  await shared.store.db.deleteFrom('identity').execute()
  await work(shared.store, shared.folder)
}

afterAll(async () => {
  await shared?.store.close()
  if (shared) rmSync(shared.folder, { recursive: true, force: true })
})

test('parallel writers of several processes share one database, and what each was told is there', () =>
  withHolder(async (store, folder) => {
    const writers = ['a', 'b', 'c'].map((name) => child('write', folder, name))
    await Promise.all(writers.map((writer, n) => writer.said(`wrote ${'abc'[n]}-15 `)))
    for (const writer of writers) writer.kill('SIGKILL')
    await Promise.all(writers.map((writer) => writer.ended))
    const there = await readIdentities(store)
    for (const line of writers.flatMap((writer) => writer.lines.filter((said) => said.startsWith('wrote')))) {
      const key = line.split(' ')[1] ?? ''
      expect([there.get(key), there.get(`${key}-too`)]).toEqual(['first', 'second'])
    }
    // No half of a transaction either, killed or not.
    for (const key of there.keys())
      expect(there.has(key.endsWith('-too') ? key.slice(0, -4) : `${key}-too`)).toBe(true)
  }))

test('when the holder is killed in mid-transaction another takes over within 5 s and loses nothing', () =>
  inWorkspace(async (folder) => {
    const holder = child('write', folder, 'a')
    await holder.said('wrote a-3 holder')
    const client = child('write', folder, 'b')
    await client.said('wrote b-3 client')
    holder.kill('SIGKILL')
    const killedAt = Date.now()
    await expect
      .poll(() => client.lines.some((line) => line.endsWith(' holder')), { timeout: 20_000, interval: 20 })
      .toBe(true)
    const tookMs = Date.now() - killedAt
    const lastA =
      holder.lines
        .filter((line) => line.startsWith('wrote'))
        .at(-1)
        ?.split(' ')[1] ?? ''
    const third = await openStore(folder, { what: 'command' })
    const there = await readIdentities(third)
    expect([there.get(lastA), there.get(`${lastA}-too`), third.role]).toEqual(['first', 'second', 'client'])
    const said = client.lines
      .filter((line) => line.startsWith('wrote'))
      .map((line) => line.split(' ')[1] ?? '')
    expect(said.filter((key) => !there.has(key) || !there.has(`${key}-too`))).toEqual([])
    await third.close()
    // A busy machine opens slowly whoever does it: what counts is what comes on top of opening.
    client.kill('SIGKILL')
    await client.ended
    const began = Date.now()
    const alone = await openStore(folder, { what: 'command' })
    const openMs = Date.now() - began
    expect(alone.role).toBe('holder')
    await alone.close()
    expect(tookMs).toBeLessThan(5_000 + 3 * openMs)
  }))

test('a holder that ends in peace hands over to its clients', () =>
  inWorkspace(async (folder) => {
    const holder = child('hold', folder)
    await holder.said('open holder')
    const writer = child('write', folder, 'w')
    await writer.said('wrote w-2 client')
    holder.kill('SIGTERM')
    await holder.ended
    await expect
      .poll(() => writer.lines.some((line) => line.endsWith(' holder')), { timeout: 20_000, interval: 20 })
      .toBe(true)
    const keys = writer.lines.filter((line) => line.startsWith('wrote')).map((line) => line.split(' ')[1])
    expect(keys).toEqual(keys.map((_, n) => `w-${n}`))
  }))

test('a client that is stopped or killed inside a transaction holds nobody up for long', () =>
  withHolder(async (store, folder) => {
    const killed = child('transaction', folder)
    await killed.said('inside')
    killed.kill('SIGKILL')
    await saveIdentities(store, [['after-kill', 'x']])
    const stopped = child('transaction', folder)
    await stopped.said('inside')
    await stopped.stop()
    await saveIdentities(store, [['after-stop', 'x']])
    expect([...(await readIdentities(store)).keys()]).toEqual(['after-kill', 'after-stop'])
  }))

test('half a message, bad bytes, encryption and cancel requests hurt nobody', () =>
  withHolder(async (store, folder) => {
    const socket = socketOf(folder)
    const startup = Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0])
    const talk = (...parts: readonly Buffer[]) =>
      new Promise<Buffer>((resolve) => {
        const answers: Buffer[] = []
        const client = connect(socket)
        client.on('data', (bytes) => answers.push(bytes))
        client.on('error', () => {})
        client.on('close', () => resolve(Buffer.concat(answers)))
        for (const part of parts) client.write(part)
        setTimeout(() => client.destroy(), 300)
      })
    const code = (number: number) => {
      const packet = Buffer.alloc(8)
      packet.writeInt32BE(8, 0)
      packet.writeInt32BE(number, 4)
      return packet
    }
    expect((await talk(code(80877103), code(80877104))).toString()).toBe('NN')
    expect((await talk(code(80877102))).length).toBe(0)
    expect((await talk(startup)).at(-1)).toBe('I'.charCodeAt(0))
    // A BEGIN that is whole, then half a query.
    const begin = Buffer.concat([Buffer.from([0x51, 0, 0, 0, 10]), Buffer.from('BEGIN\0')])
    await talk(startup, begin, Buffer.from([0x51, 0, 0, 9, 9, 65]))
    expect((await talk(startup, Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff]))).toString()).toContain('FATAL')
    expect((await talk(Buffer.from('GET / HTTP/1.1\r\n\r\n'))).toString()).toContain('FATAL')
    await saveIdentities(store, [['still', 'here']])
    expect(await readIdentities(store)).toEqual(new Map([['still', 'here']]))
  }))

test('the driver of another program sees errors, NULL, bytea, large values and no named statements', () =>
  withHolder(async (_, folder) => {
    const socket = socketOf(folder)
    const client = new pg.Client({ host: join(socket, '..'), port: 5432, user: 'x', database: 'postgres' })
    client.on('error', () => {})
    await client.connect()
    await expect(client.query('select nothing from nowhere')).rejects.toMatchObject({ code: '42P01' })
    await client.query('begin')
    await expect(client.query('select 1/$1::int', [0])).rejects.toMatchObject({ code: '22012' })
    await expect(client.query('select 1')).rejects.toMatchObject({ code: '25P02' })
    await client.query('rollback')
    const large = 'x'.repeat(3_000_000)
    const row = await client.query('select $1::text as text, null as nothing, $2::bytea as bytes', [
      large,
      Buffer.of(0, 255),
    ])
    expect(row.rows[0]).toEqual({ text: large, nothing: null, bytes: Buffer.of(0, 255) })
    await expect(client.query({ name: 'named', text: 'select 1' })).rejects.toMatchObject({ code: '0A000' })
    await client.end().catch(() => {})
  }))

test('a holder that stops answering while it is asked is named, to readers and to writers', () =>
  inWorkspace(async (folder) => {
    const holder = child('hold', folder)
    await holder.said('open holder')
    const client = await openStore(folder, { what: 'command', patienceMs: 700 })
    expect(client.role).toBe('client')
    await holder.stop()
    const held = { code: 'workspace-held', exit: 4, values: { pid: holder.process.pid, seconds: 0.7 } }
    await expect(readIdentities(client)).rejects.toMatchObject(held)
    await expect(saveIdentities(client, [['never', 'written']])).rejects.toMatchObject(held)
    holder.kill('SIGCONT')
    await client.close()
  }))

test('a lock is never stolen: not from the living, not from another machine, only from the dead', () =>
  inWorkspace(async (folder) => {
    const holder = child('serve', folder)
    await holder.said('open holder')
    await expect(openStore(folder, { what: 'serve' })).rejects.toMatchObject({
      code: 'workspace-served',
      exit: 4,
    })
    await holder.stop()
    await expect(openStore(folder, { what: 'command', patienceMs: 1_500 })).rejects.toMatchObject({
      code: 'workspace-held',
      exit: 4,
      values: { pid: holder.process.pid },
    })
    const file = join(folder, '.causeway/lock')
    const text = readFileSync(file, 'utf8')
    holder.kill('SIGCONT')
    holder.kill('SIGKILL')
    await holder.ended
    for (const foreign of [{ host: 'another-boot' }, { namespace: 'pid:[1]' }]) {
      writeFileSync(file, JSON.stringify({ ...JSON.parse(text), ...foreign }))
      await expect(openStore(folder, { what: 'command', patienceMs: 300 })).rejects.toMatchObject({
        code: 'workspace-foreign',
        exit: 4,
      })
    }
    writeFileSync(file, '')
    await expect(openStore(folder, { what: 'command', patienceMs: 300 })).rejects.toMatchObject({
      code: 'workspace-lock-unreadable',
    })
    writeFileSync(file, text)
    const opened = await Promise.all([1, 2, 3].map(() => openStore(folder, { what: 'command' })))
    expect(opened.map((store) => store.role).sort()).toEqual(['client', 'client', 'holder'])
    for (const store of opened.sort((a) => (a.role === 'client' ? -1 : 1))) await store.close()
  }))

test('each commit is written through to the disk', () =>
  withHolder(async (store) => {
    const before = (await store.counts())?.fsyncs ?? 0
    for (let n = 0; n < 50; n++)
      await store.transact((trx) =>
        trx
          .insertInto('identity')
          .values({ key: `k${n}`, id: 'x' })
          .execute(),
      )
    const after = (await store.counts())?.fsyncs ?? 0
    expect(after - before).toBeGreaterThanOrEqual(50)
  }))

test('the log of the database is checkpointed as time goes by', () =>
  inWorkspace(async (folder) => {
    const store = await openStore(folder, { what: 'command', times: { checkpointMs: 200 } })
    await saveIdentities(store, [['a', 'b']])
    await expect.poll(async () => (await store.counts())?.checkpoints, { timeout: 10_000 }).toBeGreaterThan(0)
    await store.close()
  }))

// The soak tier asks for more kills and prints its own seed.
const kills = Number(process.env['CAUSEWAY_STORE_KILLS'] ?? 5)
const seed = Number(process.env['CAUSEWAY_STORE_SEED'] ?? 20_261_121)

test(
  `a run whose process is killed ${kills} times (seed ${seed}) does every effect once`,
  { timeout: 60_000 + kills * 10_000 },
  () =>
    inWorkspace(async (folder) => {
      const log = join(folder, 'effects.log')
      writeFileSync(log, '')
      const steps = Array.from({ length: kills * 20 }, (_, n) => ({
        name: `s${n}`,
        type: 'effect',
        key: `e${n}`,
        input: null,
      }))
      let store: Store | undefined = await openStore(folder, { what: 'command' })
      const run = await startRun(store, { type: 'crash', input: null, steps })
      let random = seed
      for (let killed = 0; killed < kills; killed++) {
        // Now and then the process that is killed is the holder of the database, too.
        const holds = killed % 5 === 4
        if (holds) await store?.close()
        else store ??= await openStore(folder, { what: 'command' })
        if (holds) store = undefined
        const worker = child('run', folder, run, log)
        await worker.said('open ')
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648
        await pause(random % 250)
        worker.kill('SIGKILL')
        await worker.ended
      }
      store ??= await openStore(folder, { what: 'command' })
      const last = child('run', folder, run, log)
      await last.ended
      await store.close()
      expect(last.lines.at(-1)).toMatch(/^ended (done|nothing)$/)
      expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual(steps.map((step) => step.key))
    }),
)
