import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { vsphereReader } from '../../src/adapters/vsphere/index.ts'
import { openVcenter } from '../../src/adapters/vsphere/live.ts'
import { readingOf } from '../../src/adapters/vsphere/read.ts'
import { defaultLimits } from '../../src/adapters/vsphere/transport/http.ts'
import { targetOf } from '../../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { Problem } from '../../src/model/problems/index.ts'
import type { SourceReading } from '../../src/ports/source-reader.ts'
import { between, pick, type Random, randomOf } from '../../src/sample/random.ts'
import { endpointOf, fakeUser } from '../fakes/vsphere/options.ts'
import { startFakeVcenter } from '../fakes/vsphere/server.ts'
import { mutated } from '../recall/mutate.ts'
import { soakScale, soakSeed } from './scale.ts'

// Damaged answers of a vCenter, recorded ones and such that come in over the wire: read or refused in a sentence, every
// object accounted for, nothing hangs. CAUSEWAY_SOAK scales the 10,000, CAUSEWAY_SOAK_SEED repeats a run.
const recorded = Math.max(60, Math.round(9000 * soakScale))
const live = Math.max(20, Math.round(1000 * soakScale))
/** Reads at the same time: each waits most of its time. */
const atOnce = 8
const slowestMs = 5000
/** With the pauses before a server is asked again, and the log-out that is not given up soon. */
const slowestLiveMs = 20_000
const mostMib = 500

const folder = mkdtempSync(join(tmpdir(), 'answers-'))
const fake = await startFakeVcenter({ machines: 12, seed: 7, tls: false })
afterAll(async () => {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
})

const strange = [
  '',
  ' ',
  '-1',
  '9'.repeat(40),
  '1e999',
  'NaN',
  'yes',
  '2026-13-45T99:99:99Z',
  '&#x1F4A3;',
  '[',
  'x'.repeat(70_000),
]

/** Well-formed, and with a few values and names that no vCenter gives. */
function altered(bytes: Uint8Array, random: Random): Uint8Array {
  let text = Buffer.from(bytes).toString('utf8')
  for (let times = between(random, 1, 6); times > 0; times--) {
    const leaves = [...text.matchAll(/<(\w+)([^<>]*)>([^<>]*)<\/\1>/g)]
    const leaf = leaves[between(random, 0, leaves.length - 1)]
    if (leaf === undefined) return Buffer.from(text)
    const [whole, name = '', attributes = '', value = ''] = leaf
    const other = pick(random, [
      `<${name}${attributes}>${pick(random, strange)}</${name}>`,
      `<${name}>${value}</${name}>`,
      `<odd${attributes}>${value}</odd>`,
      `<${name}${attributes}><odd>${value}</odd></${name}>`,
      whole + whole,
      '',
    ])
    text = text.slice(0, leaf.index) + other + text.slice(leaf.index + whole.length)
  }
  return Buffer.from(text)
}

class Outcome {
  readonly #most: number
  #read = 0
  #partial = 0
  #refused = 0
  #slowest = 0

  /** Milliseconds that a read may take. */
  constructor(most: number) {
    this.#most = most
  }

  /** Reads whatever `open` gives to its end; what leaves it is a sentence. */
  async of(seed: number, open: () => Promise<SourceReading>): Promise<void> {
    const context = `CAUSEWAY_SOAK_SEED=${seed} repeats it as its first`
    const started = performance.now()
    try {
      const reading = await open()
      let kept = 0
      for await (const _ of reading.observations) kept += 1
      const report = reading.report()
      expect(report.kept, context).toBe(kept)
      expect(report.seen, context).toBe(report.kept + report.merged + report.rejected.length)
      if (report.rejected.length > 0) this.#partial += 1
      else this.#read += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw new Error(context, { cause: error })
      this.#refused += 1
    }
    const took = performance.now() - started
    this.#slowest = Math.max(this.#slowest, took)
    expect(took, context).toBeLessThan(this.#most)
  }

  tell(what: string, runs: number): void {
    const mib = process.memoryUsage.rss() / 2 ** 20
    console.log(
      `${what}: ${runs} damaged, seed ${soakSeed}: ${this.#read} read, ${this.#partial} in part, ${this.#refused} refused; slowest ${this.#slowest.toFixed(0)} ms, ${mib.toFixed(0)} MiB`,
    )
    expect(this.#read + this.#partial).toBeGreaterThan(0)
    expect(mib).toBeLessThan(mostMib)
  }
}

test(`${recorded} damaged recordings, seed ${soakSeed}: read or refused, every object counted`, async () => {
  const whole = join(folder, 'whole')
  for await (const reading of vsphereReader.read({ ...endpointOf(fake), record: whole }, silentProgress()))
    for await (const _ of reading.observations);
  const damaged = join(folder, 'damaged')
  cpSync(whole, damaged, { recursive: true })
  const files = readdirSync(whole)
  const outcome = new Outcome(slowestMs)
  for (let run = 0; run < recorded; run++) {
    const random = randomOf(soakSeed + run)
    const name = pick(random, files)
    const bytes = readFileSync(join(whole, name))
    writeFileSync(
      join(damaged, name),
      between(random, 0, 2) === 0 ? mutated(bytes, random) : altered(bytes, random),
    )
    await outcome.of(soakSeed + run, () => readingOfFolder(damaged))
    writeFileSync(join(damaged, name), bytes)
  }
  outcome.tell('recorded answers', recorded)
}, 3_000_000)

async function readingOfFolder(path: string): Promise<SourceReading> {
  for await (const reading of vsphereReader.read({ kind: 'folder', path, name: '' }, silentProgress()))
    return reading
  throw new Error('a recording gives one reading')
}

const limits = {
  ...defaultLimits,
  attempts: 3,
  pauseMilliseconds: 1,
  firstByteMilliseconds: 500,
  idleMilliseconds: 500,
}
const pace = { sliceObjects: 5, inFlight: 4, awayMilliseconds: 10, pauseMilliseconds: 1 }

test(`${live} reads of which answers are damaged on the way, seed ${soakSeed}: none hangs, every object counted`, async () => {
  const outcome = new Outcome(slowestLiveMs)
  let next = 0
  let damaged = 0
  const someReads = async (): Promise<void> => {
    for (let run = next++; run < live; run = next++) {
      const hits = await readThrough(soakSeed + run, outcome)
      damaged += hits
    }
  }
  await Promise.all(Array.from({ length: atOnce }, someReads))
  outcome.tell(`${damaged} answers over the wire`, live)
  // Most are asked for again, and come whole then.
  expect(damaged).toBeGreaterThan(live)
}, 3_000_000)

/** Reads it once; how many answers were damaged. */
async function readThrough(seed: number, outcome: Outcome): Promise<number> {
  const way = await damagingWay(fake.url, seed)
  let close: (() => Promise<void>) | undefined
  await outcome.of(seed, async () => {
    const target = targetOf(way.url, fakeUser.name, async () => fakeUser.password)
    const source = await openVcenter(target, silentProgress(), { limits, pace })
    close = () => source.close()
    return readingOf(source, silentProgress())
  })
  await close?.()
  await way.close()
  return way.damaged()
}

/** A door to a server at which one answer in so many is damaged. */
async function damagingWay(to: URL, seed: number) {
  const random = randomOf(seed)
  const oneIn = between(random, 3, 12)
  let damaged = 0
  const server = createServer((request, answer) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => void pass().catch(() => answer.destroy()))
    const pass = async (): Promise<void> => {
      const headers = new Headers()
      for (const name of ['content-type', 'soapaction', 'cookie', 'vmware-api-session-id', 'authorization']) {
        const value = request.headers[name]
        if (typeof value === 'string') headers.set(name, value)
      }
      const method = request.method ?? 'GET'
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: Buffer.concat(chunks) }
      const got = await fetch(new URL(request.url ?? '/', to), { method, headers, ...body })
      const bytes = new Uint8Array(await got.arrayBuffer())
      const hits = between(random, 1, oneIn) === 1
      if (hits) damaged++
      const sent = hits ? mutated(bytes, random) : bytes
      const cookies = got.headers.getSetCookie()
      answer.writeHead(got.status, {
        'content-type': got.headers.get('content-type') ?? 'text/xml',
        'content-length': sent.length,
        ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
      })
      answer.end(sent)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(to.pathname, `http://127.0.0.1:${port}`),
    damaged: () => damaged,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
