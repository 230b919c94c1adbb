// Literals in text: addresses alone, and with a dictionary of 45,000 host names, with line and column, on one core;
// ripgrep with the same alternatives beside it. Goals: 200 and 60 MB/s. Arguments: megabytes, names.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnOf, literalLines } from '../src/algebra/evidence/literal/lines.ts'
import type { HostNames } from '../src/algebra/evidence/literal/names.ts'
import { between, pick, randomOf } from '../src/sample/random.ts'

const megabytes = Number(process.argv[2] ?? 300)
const hosts = Number(process.argv[3] ?? 45_000)
const rounds = 3
/** Milliseconds that the peer has for one search. */
const patience = 60_000
const random = randomOf(11)
const sites = ['fra', 'muc', 'ber', 'ham', 'cgn']
const tiers = ['app', 'db', 'web', 'job', 'mq']
const names = Array.from(
  { length: hosts },
  (_, at) => `${sites[at % 5]}-${tiers[(at >> 3) % 5]}-${String(at).padStart(5, '0')}`,
)

function address(): string {
  return `10.${between(random, 16, 90)}.${between(random, 0, 255)}.${between(random, 1, 254)}`
}

/** Lines as configuration trees have them: most name nothing, some look as if they did. */
const lines: readonly (() => string)[] = [
  () => `    <property name="cache.size">${between(random, 1, 9000)}</property>`,
  () =>
    `# ${between(random, 1, 28)}.11.2026 changed by the platform team, see the ticket for the reason of it`,
  () => `logging.level.com.corner.shop.order.OrderService=INFO`,
  () =>
    `      "retries": ${between(random, 1, 9)}, "timeoutSeconds": 30, "keepAlive": true, "mode": "primary",`,
  () => `  public static final String ENDPOINT_NAME = System.getProperty("endpoint.name", "orders");`,
  () => `app.version=${between(random, 1, 9)}.${between(random, 0, 9)}.2.1`,
  () => `  - name: orders-worker-configuration-volume`,
  () => `        mountPath: /etc/orders/configuration`,
  () =>
    `2026-11-02T10:${between(random, 10, 59)}:12.331Z INFO  [worker-${between(random, 1, 32)}] order accepted id=${between(random, 1, 900_000)}`,
  () => `db.url=jdbc:postgresql://${pick(random, names)}.corner.example:5432/orders`,
  () => `server ${pick(random, names)} ${address()}:8443 check inter 2s rise 3 fall 2`,
  () => `allow ${address()}/32; deny all; # peers of the old cluster`,
]

function generate(): Buffer {
  const parts: string[] = []
  for (let size = 0; size < 8_000_000; ) {
    const line = `${pick(random, lines)()}\n`
    parts.push(line)
    size += line.length
  }
  const one = Buffer.from(parts.join(''))
  return Buffer.concat(Array.from({ length: Math.ceil((megabytes * 1e6) / one.length) }, () => one))
}

function measure(what: string, bytes: Uint8Array, dictionary: HostNames | undefined): void {
  let best = Number.POSITIVE_INFINITY
  let cpu = Number.POSITIVE_INFINITY
  let found = 0
  let columns = 0
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const before = process.cpuUsage()
    found = 0
    for (const { start, hits } of literalLines(bytes, dictionary)) {
      for (const { at } of hits) columns += columnOf(bytes, start, at)
      found += hits.length
    }
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, performance.now() - started)
    cpu = Math.min(cpu, (user + system) / 1000)
  }
  if (columns < found) throw new Error('a column is at least one')
  report(what, bytes.length, best, cpu, found)
}

function report(
  what: string,
  bytes: number,
  milliseconds: number,
  cpu: number | undefined,
  found: number,
): void {
  const rate = (one: number): string => (bytes / 1000 / one).toFixed(0).padStart(5)
  const core = cpu === undefined ? '' : `${rate(cpu)} MB/s of CPU time, `
  console.log(`  ${what.padEnd(36)} ${rate(milliseconds)} MB/s, ${core}${found.toLocaleString('en')} found`)
}

function peer(what: string, file: string, bytes: number, args: readonly string[]): void {
  const out = `${file}.out`
  const handle = openSync(out, 'w')
  const started = performance.now()
  const given = ['--no-config', '--only-matching', '--line-number', '--column', '--threads=1', '--text']
  const run = spawnSync('rg', [...given, ...args, file], {
    stdio: ['ignore', handle, 'ignore'],
    timeout: patience,
  })
  const milliseconds = performance.now() - started
  closeSync(handle)
  if (run.status === 0) {
    let found = 0
    for (const byte of readFileSync(out)) if (byte === 10) found++
    report(what, bytes, milliseconds, undefined, found)
  } else if (run.error) console.log(`  ${what.padEnd(36)} not done after ${patience / 1000} s`)
  else console.log(`  ${what.padEnd(36)} refused by ripgrep (status ${run.status})`)
}

const quad = String.raw`\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2})?\b`
const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'))
try {
  const bytes = generate()
  const dictionary = {
    hostNames: new Set(names.flatMap((name) => [name, `${name}.corner.example`])),
    domains: new Set(['corner.example']),
  }
  console.log(`${(bytes.length / 1e6).toFixed(0)} MB of text, ${hosts} names, best of ${rounds}, one core`)
  measure('addresses (goal 200)', bytes, undefined)
  measure('addresses and names (goal 60)', bytes, dictionary)
  if (spawnSync('rg', ['--version']).status === 0) {
    const file = join(folder, 'text')
    const handle = openSync(file, 'w')
    writeSync(handle, bytes)
    closeSync(handle)
    const words = join(folder, 'words')
    writeFileSync(words, `${names.join('\n')}\n`)
    const patterns = join(folder, 'patterns')
    writeFileSync(patterns, `${quad}\n${names.join('\n')}\n`)
    peer('ripgrep, addresses', file, bytes.length, ['-e', quad])
    peer('ripgrep, names alone', file, bytes.length, ['--fixed-strings', '--word-regexp', '-f', words])
    peer('ripgrep, addresses and names', file, bytes.length, [
      '--word-regexp',
      '--regex-size-limit=2G',
      '--dfa-size-limit=2G',
      '-f',
      patterns,
    ])
  } else console.log('  ripgrep is not installed (Debian package ripgrep): nothing to compare with')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
