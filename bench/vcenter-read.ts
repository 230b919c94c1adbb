// One read of 10,000 machines in full detail into a null sink, against a govmomi program that reads the same properties
// from the same server: our fake vCenter, in a process of its own, warm, in pages of 100. Each measurement is a process
// of its own too, the two in turn. Then the same with 150 ms added to each page, against a read that asks for one page
// after the other. Goals: wall 0.4, CPU 0.25, memory 0.35 of govmomi's; 0.5 of the sequential read.
//   npm run bench vcenter-read -- 2000      fewer machines
import { execFileSync, type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { openVcenter } from '../src/adapters/vsphere/live.ts'
import { kindsOf } from '../src/adapters/vsphere/schema.ts'
import { targetOf } from '../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { defaultPace } from '../src/adapters/vsphere/collect/slices.ts'
import { keepHeapTight, keepYoungSmall } from '../src/main/heap.ts'
import { hasSimulator, readVcenter } from '../tests/peers/vcsim/start.ts'

const rounds = 3
const slowMilliseconds = 150

interface Cost {
  readonly machines: number
  readonly cpuMsPerRead: number
  readonly wallMsPerRead: number
  readonly maxResidentMib: number
}

interface Server {
  readonly url: string
  readonly user: string
  readonly password: string
  readonly child: ChildProcess
}

/** Reads once in this process and prints what it cost; nothing of what is read is kept. */
async function measure(url: string, user: string, password: string, inFlight: number): Promise<void> {
  // As every command does that opens a workspace, and the composition around every read of a vCenter.
  keepHeapTight()
  keepYoungSmall()
  const target = targetOf(new URL(url), user, async () => password)
  const source = await openVcenter(target, silentProgress(), { pace: { ...defaultPace, inFlight } })
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  let machines = 0
  for await (const slice of source.read(['VirtualMachine'])) machines += slice.records.length
  const spent = process.cpuUsage(cpu)
  const cost: Cost = {
    machines,
    cpuMsPerRead: (spent.user + spent.system) / 1000,
    wallMsPerRead: performance.now() - wall,
    // maxRSS is in KiB on every platform.
    maxResidentMib: process.resourceUsage().maxRSS / 1024,
  }
  await source.close()
  process.stdout.write(JSON.stringify(cost))
}

async function startFake(machines: number, more: readonly string[]): Promise<Server> {
  const args = ['scripts/fake-vcenter.mjs', '--vms', String(machines), '--kept', ...more]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  )
  const said: Omit<Server, 'child'> = JSON.parse(line)
  return { ...said, child }
}

async function stop({ child }: Server): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function ours({ url, user, password }: Server, inFlight = defaultPace.inFlight): Cost {
  const script = process.argv[1] ?? ''
  const text = execFileSync(process.execPath, [script, 'measure', url, user, password, String(inFlight)], {
    encoding: 'utf8',
  })
  const cost: Cost = JSON.parse(text)
  return cost
}

function govmomi(server: Server, paths: readonly string[]): Cost {
  // The Go program prints the fields of Cost.
  return readVcenter(server.url, server.user, server.password, ['-paths', paths.join(',')]) as Cost
}

function middle(costs: readonly Cost[], of: (cost: Cost) => number): number {
  return costs.map(of).toSorted((left, right) => left - right)[Math.floor(costs.length / 2)] ?? Number.NaN
}

function row(name: string, costs: readonly Cost[]): string {
  const columns = [
    name.padEnd(28),
    `${(middle(costs, (cost) => cost.wallMsPerRead) / 1000).toFixed(2)} s wall`,
    `${(middle(costs, (cost) => cost.cpuMsPerRead) / 1000).toFixed(2)} s CPU`,
    `${middle(costs, (cost) => cost.maxResidentMib).toFixed(0)} MiB`,
  ]
  return `  ${columns.join('  ')}  (${costs[0]?.machines} machines)`
}

function ratios(left: readonly Cost[], right: readonly Cost[]): string {
  const ratio = (of: (cost: Cost) => number): string => (middle(left, of) / middle(right, of)).toFixed(2)
  return `wall ${ratio((cost) => cost.wallMsPerRead)}, CPU ${ratio((cost) => cost.cpuMsPerRead)}, memory ${ratio((cost) => cost.maxResidentMib)}`
}

async function quick(machines: number, paths: readonly string[]): Promise<void> {
  const server = await startFake(machines, [])
  const [mine, theirs]: [Cost[], Cost[]] = [[], []]
  try {
    // The first read makes what the server then keeps.
    ours(server)
    for (let round = 0; round < rounds; round++) {
      theirs.push(govmomi(server, paths))
      mine.push(ours(server))
    }
  } finally {
    await stop(server)
  }
  console.log(`vCenter, ${machines} machines, ${paths.length} properties, medians of ${rounds}`)
  console.log(`${row('ours', mine)}\n${row('govmomi', theirs)}`)
  console.log(`  of govmomi: ${ratios(mine, theirs)}; goals 0.40, 0.25, 0.35`)
}

async function slow(machines: number, paths: readonly string[]): Promise<void> {
  const server = await startFake(machines, ['--slow', String(slowMilliseconds)])
  try {
    ours(server)
    const [mine, one, theirs] = [[ours(server)], [ours(server, 1)], [govmomi(server, paths)]]
    console.log(`the same with ${slowMilliseconds} ms added to each page, one round`)
    console.log(row('ours, four at once', mine))
    console.log(row('ours, one after the other', one))
    console.log(row('govmomi, one after the other', theirs))
    console.log(`  of our own sequential read: ${ratios(mine, one)}; goal 0.50`)
    console.log(`  of govmomi's: ${ratios(mine, theirs)}`)
  } finally {
    await stop(server)
  }
}

async function main(): Promise<void> {
  if (!hasSimulator()) {
    console.log('vcenter-read: skipped, the govmomi program is not built (scripts/setup-peers)')
    return
  }
  const machines = Number(process.argv[2] ?? 10_000)
  const paths = [...kindsOf('VirtualMachine').keys()]
  await quick(machines, paths)
  await slow(machines, paths)
}

const [what, url, user, password, inFlight] = process.argv.slice(2)
if (what === 'measure' && url !== undefined && user !== undefined && password !== undefined) {
  await measure(url, user, password, Number(inFlight))
} else await main()
