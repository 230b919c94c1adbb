// Merge, assess and plan on generated estates from 1,000 to 45,000 VMs, so that a stage that grows faster than its
// input is seen: microseconds per VM must stay about level. Prints one table of processor time; no time is tested.
import { addressOwners, vmFlowsOf } from '../src/app/plan-flows.ts'
import type { Assessment } from '../src/model/assessment.ts'
import type { Estate } from '../src/model/estate.ts'
import { scaledFlows, scaledSources, shapeOf } from '../src/sample/scaled/index.ts'
import { assessEstate } from '../src/stages/assess/index.ts'
import { mergeEstate } from '../src/stages/discover/index.ts'
import { makePlan, planSettings } from '../src/stages/plan/index.ts'

const sizes = [1000, 5000, 15_000, 45_000]

interface Row {
  readonly vms: number
  readonly flows: number
  readonly merge: number
  readonly assess: number
  readonly plan: number
  readonly waves: number
  readonly groups: number
  readonly bridged: number
  readonly residentMib: number
}

function timed<T>(work: () => T): readonly [T, number] {
  // Processor time, so that whatever else the machine does leaves the ratios alone.
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return [result, (user + system) / 1000]
}

function estateOf(vms: number): Estate {
  const sources = [...scaledSources({ vms, seed: 1 })].map(({ description, observations }) => ({
    id: description.key,
    description,
    observedAt: description.observedAt ?? '',
    observations: [...observations],
  }))
  return mergeEstate(sources, new Map()).estate
}

function measure(vms: number): Row {
  const shape = shapeOf({ vms, seed: 1 })
  const [estate, merge] = timed(() => estateOf(vms))
  const [assessments, assess] = timed(() => assessEstate(estate, { asOf: '2026-11-13' }))
  const byVm = new Map<string, Assessment>(assessments.map((one) => [one.vm, one]))
  const owners = addressOwners(estate.vms)
  const flows = [...vmFlowsOf(scaledFlows(shape), owners)]
  const settings = planSettings.parse({
    start: '2026-11-16',
    timezone: 'Europe/Berlin',
    maxVmsPerWave: 200,
    maxTbPerWave: 40,
    parallelWaves: 4,
  })
  const [plan, planned] = timed(() => makePlan({ estate, assessments: byVm, flows, flowDays: 30, settings }))
  return {
    vms,
    flows: flows.length,
    merge,
    assess,
    plan: planned,
    waves: plan.waves.length,
    groups: plan.groups.length,
    bridged: plan.bridged,
    residentMib: Math.round(process.memoryUsage().rss / 2 ** 20),
  }
}

const columns = [
  'VMs',
  'flows',
  'merge ms',
  'assess ms',
  'µs/VM',
  'plan ms',
  'µs/VM',
  'groups',
  'waves',
  'bridges',
  'RSS MiB',
]
const lines: string[][] = [columns]
for (const vms of sizes) {
  const row = measure(vms)
  const each = (milliseconds: number): string => ((milliseconds * 1000) / vms).toFixed(1)
  lines.push(
    [
      row.vms,
      row.flows,
      Math.round(row.merge),
      Math.round(row.assess),
      each(row.assess),
      Math.round(row.plan),
      each(row.plan),
      row.groups,
      row.waves,
      row.bridged,
      row.residentMib,
    ].map(String),
  )
}
const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
for (const line of lines)
  console.log(line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
