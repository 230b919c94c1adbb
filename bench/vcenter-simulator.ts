// Twenty reads of 250 machines from one simulator into a null sink, after one warm-up: CPU per read of our reader
// against a govmomi program that reads the same properties as often. Each measurement is a process of its own, in turn,
// so that both meet the same simulator on the same busy machine. Goal: at most 0.6 of govmomi's CPU.
import { execFileSync } from 'node:child_process'
import { openVcenter } from '../src/adapters/vsphere/live.ts'
import { kindsOf } from '../src/adapters/vsphere/schema.ts'
import { contextOf, machineObservation } from '../src/adapters/vsphere/to-model.ts'
import { targetOf } from '../src/adapters/vsphere/transport/target.ts'
import { silentProgress } from '../src/lib/progress.ts'
import {
  hasSimulator,
  runReader,
  type Simulator,
  simulatorUser,
  startSimulator,
} from '../tests/peers/vcsim/start.ts'

const machines = 250
const reads = 20
const rounds = 3

interface Cost {
  readonly machines: number
  readonly cpuMsPerRead: number
  readonly wallMsPerRead: number
  readonly maxResidentMib: number
}

/** Reads in this process and prints what it cost; with `observations`, each record is mapped to the model too. */
async function measure(url: string, fingerprint: string, observations: boolean): Promise<void> {
  const { name, password } = simulatorUser
  const target = targetOf(new URL(url), name, async () => password, fingerprint)
  const source = await openVcenter(target, silentProgress())
  const context = contextOf(source.host, source.about, [], [])
  const once = async (): Promise<number> => {
    let count = 0
    for await (const slice of source.read(['VirtualMachine'])) {
      for (const record of slice.records) {
        if (record.type !== 'VirtualMachine') continue
        if (observations) machineObservation(record, context)
        count++
      }
    }
    return count
  }
  let count = await once()
  const [cpu, wall] = [process.cpuUsage(), performance.now()]
  for (let read = 0; read < reads; read++) count = await once()
  const spent = process.cpuUsage(cpu)
  const cost: Cost = {
    machines: count,
    cpuMsPerRead: (spent.user + spent.system) / 1000 / reads,
    wallMsPerRead: (performance.now() - wall) / reads,
    // maxRSS is in KiB on every platform.
    maxResidentMib: process.resourceUsage().maxRSS / 1024,
  }
  await source.close()
  process.stdout.write(JSON.stringify(cost))
}

function ours(simulator: Simulator, what: 'records' | 'observations'): Cost {
  const script = process.argv[1] ?? ''
  const text = execFileSync(process.execPath, [script, what, simulator.url.href, simulator.fingerprint], {
    encoding: 'utf8',
  })
  const cost: Cost = JSON.parse(text)
  return cost
}

function govmomi(simulator: Simulator, paths: readonly string[]): Cost {
  const args = ['-paths', paths.join(','), '-reads', String(reads), '-warm', '1']
  // The Go program prints the fields of Cost.
  return runReader(simulator, args) as Cost
}

function middle(costs: readonly Cost[], of: (cost: Cost) => number): number {
  return costs.map(of).toSorted((left, right) => left - right)[Math.floor(costs.length / 2)] ?? Number.NaN
}

async function main(): Promise<void> {
  if (!hasSimulator()) {
    console.log('vcenter-simulator: skipped, the simulator is not built (scripts/setup-peers)')
    return
  }
  // Properties newer than the simulator's API are not asked for by either side.
  const newer = new Set(['config.createDate', 'runtime.cryptoState', 'config.hardware.autoCoresPerSocket'])
  const paths = [...kindsOf('VirtualMachine').keys()].filter((path) => !newer.has(path))
  const simulator = await startSimulator(machines)
  const results = { records: [] as Cost[], observations: [] as Cost[], govmomi: [] as Cost[] }
  try {
    for (let round = 0; round < rounds; round++) {
      results.records.push(ours(simulator, 'records'))
      results.govmomi.push(govmomi(simulator, paths))
      results.observations.push(ours(simulator, 'observations'))
    }
  } finally {
    await simulator.stop()
  }
  const theirs = middle(results.govmomi, (cost) => cost.cpuMsPerRead)
  console.log(
    `vCenter, ${reads} reads of ${machines} machines, ${paths.length} properties, medians of ${rounds}`,
  )
  for (const [name, costs] of Object.entries(results)) {
    const cpu = middle(costs, (cost) => cost.cpuMsPerRead)
    const columns = [
      name.padEnd(13),
      `${cpu.toFixed(1)} ms CPU`,
      `${middle(costs, (cost) => cost.wallMsPerRead).toFixed(1)} ms wall`,
      `${middle(costs, (cost) => cost.maxResidentMib).toFixed(0)} MiB`,
      `ratio ${(cpu / theirs).toFixed(2)}`,
    ]
    console.log(`  ${columns.join('  ')}  (${costs[0]?.machines} machines)`)
  }
  console.log('  goal: records at most 0.60')
}

const [what, url, fingerprint] = process.argv.slice(2)
if (what !== undefined && url !== undefined && fingerprint !== undefined) {
  await measure(url, fingerprint, what === 'observations')
} else await main()
