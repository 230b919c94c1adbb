// What samples of performance cost to keep: six counters of each VM with 30 days of two-hour averages (360 samples a
// counter) that look like those of a vCenter. Each size is a process of its own with the
// embedded database: bytes a sample, the size of the table with its index, packed and as it stands right after every block was written again, time to write, time to add one more day, time
// until one chart's answer is there. Goal: one chart under 50 ms, bytes and time in step with the number of VMs.
// Arguments: numbers of VMs, else 1,000, 3,000 and 10,000.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { spreadOf, thin } from '../src/algebra/series.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { openContext } from '../src/main/compose.ts'
import type { ReadSamples } from '../src/ports/performance-reader.ts'
import { addSamples, readSeries, samplesKept, type Store } from '../src/store/index.ts'
import { traitsOf } from '../tests/fakes/vsphere/inventory/traits.ts'
import { counterList } from '../tests/fakes/vsphere/performance/counters.ts'
import { sampleOf } from '../tests/fakes/vsphere/performance/series.ts'
import { watchMemory } from '../tests/process-memory.ts'

const sizes = [1000, 3000, 10_000]
const interval = 7200
const slots = 360
const goalMilliseconds = 50
const wanted = new Set(['cpu.usage', 'cpu.usagemhz', 'cpu.ready', 'mem.consumed', 'disk.usage', 'net.usage'])
const counters = counterList.filter(({ group, name }) => wanted.has(`${group}.${name}`))
const newest = Math.floor(Date.parse('2026-11-20T00:00:00Z') / 1000)

interface Cost {
  readonly machines: number
  readonly samples: number
  readonly dataBytes: number
  readonly tableBytes: number
  readonly unpackedBytes: number
  readonly writeSeconds: number
  readonly writeCpuSeconds: number
  readonly daySeconds: number
  readonly chartMs: { readonly median: number; readonly worst: number }
  readonly peakMib: number
}

function samplesOf(n: number, first: number, count: number): ReadSamples {
  const traits = { ...traitsOf(1, n, 'ds'), on: true }
  const times = Array.from({ length: count }, (_, at) => first + at * interval)
  const values = new Map(
    counters.map((counter) => [
      `${counter.group}.${counter.name}.${counter.rollup}`,
      times.map((time) => sampleOf(traits, counter, time, interval)),
    ]),
  )
  return { entity: entityOf(n), times, values }
}

function entityOf(n: number): string {
  return `vm|vc:4f3c0000-0000-4000-8000-000000000001/vm-${1001 + n}`
}

/** Adds samples in questions of 25 VMs, and answers the seconds that the store alone took. */
async function write(
  store: Store,
  machines: number,
  first: number,
  count: number,
): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  let [seconds, cpuSeconds] = [0, 0]
  for (let at = 0; at < machines; at += 25) {
    const some = Array.from({ length: Math.min(25, machines - at) }, (_, n) =>
      samplesOf(at + n, first, count),
    )
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    await addSamples(store, interval, some)
    const { user, system } = process.cpuUsage(cpu)
    seconds += (performance.now() - began) / 1000
    cpuSeconds += (user + system) / 1e6
  }
  return { seconds, cpuSeconds }
}

/** One chart as the API answers it: read, unpacked, percentiles and points of six metrics. */
async function chart(store: Store, n: number): Promise<number> {
  const began = performance.now()
  const lastSlot = newest / interval
  const span = { intervalSeconds: interval, firstSlot: lastSlot - slots + 1, lastSlot }
  const { columns } = await readSeries(store, [entityOf(n)], span)
  let points = 0
  for (const column of columns.values()) {
    if (spreadOf(column) === undefined) throw new Error(`no samples of machine ${n}`)
    points += thin(column, 400).length
  }
  if (points < counters.length * slots) throw new Error(`${points} points of machine ${n}`)
  return performance.now() - began
}

async function tableBytes(store: Store): Promise<number> {
  const size = await sql<{ bytes: number }>`
    select pg_total_relation_size('performance_block')::float8 as bytes`.execute(store.db)
  return size.rows[0]?.bytes ?? Number.NaN
}

async function measure(machines: number): Promise<Cost> {
  const workspace = mkdtempSync(join(tmpdir(), 'causeway-performance-'))
  const progress = silentProgress()
  const { context, close } = await openContext({ workspace, writes: true, what: 'command', progress })
  const memory = watchMemory()
  try {
    const { store } = context
    const day = 86_400 / interval
    const first = newest - (slots - 1) * interval
    const month = await write(store, machines, first, slots - day)
    const today = await write(store, machines, newest - (day - 1) * interval, day)
    const times: number[] = []
    for (let at = 0; at < 200; at++) times.push(await chart(store, (at * 7919) % machines))
    times.sort((one, other) => one - other)
    const unpackedBytes = await tableBytes(store)
    await sql`vacuum full performance_block`.execute(store.db)
    const kept = await samplesKept(store, 'vm|')
    return {
      machines,
      samples: kept.samples,
      dataBytes: kept.bytes,
      tableBytes: await tableBytes(store),
      unpackedBytes,
      writeSeconds: month.seconds,
      writeCpuSeconds: month.cpuSeconds,
      daySeconds: today.seconds,
      chartMs: { median: times[100] ?? 0, worst: times.at(-1) ?? 0 },
      peakMib: memory.stop().ownMib,
    }
  } finally {
    await close()
    rmSync(workspace, { recursive: true, force: true })
  }
}

function show({ machines, samples, dataBytes, tableBytes, chartMs, ...cost }: Cost): void {
  const cells = [
    machines.toLocaleString('en').padStart(7),
    samples.toLocaleString('en').padStart(11),
    (dataBytes / samples).toFixed(2).padStart(9),
    (dataBytes / 1_048_576).toFixed(1).padStart(9),
    (tableBytes / 1_048_576).toFixed(1).padStart(10),
    (cost.unpackedBytes / 1_048_576).toFixed(1).padStart(13),
    cost.writeSeconds.toFixed(1).padStart(8),
    ((cost.writeCpuSeconds / machines) * 1e6).toFixed(0).padStart(10),
    cost.daySeconds.toFixed(1).padStart(9),
    chartMs.median.toFixed(1).padStart(9),
    chartMs.worst.toFixed(1).padStart(9),
    cost.peakMib.toFixed(0).padStart(9),
  ]
  console.log(cells.join(' '))
}

const [mode, size] = process.argv.slice(2)
if (mode === 'measure') process.stdout.write(JSON.stringify(await measure(Number(size))))
else {
  const chosen = process.argv.slice(2).map(Number)
  console.log(`${counters.length} counters, 30 days of ${interval} s, ${slots} samples each`)
  console.log(
    '    VMs     samples  B/sample  data MiB  table MiB  unpacked MiB  write s  CPU µs/VM  a day, s  chart ms  worst ms  peak MiB',
  )
  for (const machines of chosen.length > 0 ? chosen : sizes) {
    const script = process.argv[1] ?? ''
    const text = execFileSync(process.execPath, [script, 'measure', String(machines)], { encoding: 'utf8' })
    const cost: Cost = JSON.parse(text)
    show(cost)
    if (cost.chartMs.worst > goalMilliseconds) console.log(`chart: MISSED the goal of ${goalMilliseconds} ms`)
  }
}
