// A large generated estate through the built program: what went in comes out, memory stays bounded, answers are right.
import { execFileSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planResult } from '../../src/contract/plan.ts'
import { sourcesResult } from '../../src/contract/discover.ts'
import { evidenceListed } from '../../src/contract/evidence.ts'
import { traceResult } from '../../src/contract/trace.ts'
import { vmsResult } from '../../src/contract/vms.ts'
import type { ObservationOf } from '../../src/model/observation.ts'
import { scaledFlows, scaledSources, shapeOf } from '../../src/sample/scaled/index.ts'
import { json, newFolder, start } from '../causeway.ts'
import { peakKib } from '../process-memory.ts'

/** CAUSEWAY_SCALE_VMS=1000 tries the same in a minute, flows in proportion. */
const vmCount = Number(process.env['CAUSEWAY_SCALE_VMS'] ?? 45_000)
const options = { vms: vmCount, flows: Math.round((vmCount * 40) / 9), seed: 1 }
const patienceMs = 30 * 60_000
const folder = newFolder('scale')
const machines: ObservationOf<'vm'>['facts'][] = []
let observations = 0
let demo: ChildProcess | undefined

beforeAll(async () => {
  for (const source of scaledSources(options)) {
    for (const seen of source.observations) {
      observations++
      if (seen.kind === 'vm') machines.push(seen.facts)
    }
  }
  const { vms, flows, seed } = options
  const size = ['--vms', `${vms}`, '--flows', `${flows}`, '--seed', `${seed}`]
  demo = start(['demo', ...size, '--workspace', folder, '--port', '0'], folder)
  await ready(demo)
}, patienceMs)

afterAll(async () => {
  if (demo && demo.exitCode === null) {
    const ended = once(demo, 'exit')
    demo.kill('SIGTERM')
    await ended
  }
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** Waits for the sentence that the demo ends with; a demo that ends before has failed. */
async function ready(child: ChildProcess): Promise<void> {
  const errors: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString('utf8').slice(-2000)))
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('A generated estate')) {
        child.stdout.resume()
        return
      }
    }
  }
  throw new Error(`the demo ended before it was ready: ${errors.slice(-5).join('')}`)
}

test('the whole journey stays under 2 GB, every thread counted', () => {
  const peak = peakKib(String(demo?.pid))
  expect(peak).toBeGreaterThan(0)
  expect((peak ?? Number.NaN) / 1024).toBeLessThan(2048)
})

test('as many objects and flows are in the estate as were generated', async () => {
  const { sources } = sourcesResult.parse(await json(['sources'], folder))
  const sum = (of: (source: (typeof sources)[number]) => number) =>
    sources.reduce((total, source) => total + of(source), 0)
  expect({
    sources: sources.length,
    seen: sum((source) => source.seen),
    accounted: sum((source) => source.kept + source.merged + source.rejected.length),
  }).toEqual({ sources: shapeOf(options).vcenters, seen: observations, accounted: observations })
  const { files } = evidenceListed.parse(await json(['evidence', 'list'], folder))
  expect(files.map(({ flows, unknown }) => ({ flows, unknown }))).toEqual([
    { flows: options.flows, unknown: [] },
  ])
})

test('every machine is in one wave, or stands with its reason among the unplanned', async () => {
  const plan = planResult.parse(await json(['plan'], folder))
  const { vms } = vmsResult.parse(await json(['vms'], folder))
  const placed = [...plan.waves.flatMap((wave) => wave.vmIds), ...plan.unplanned.map(({ id }) => id)]
  const real = vms.filter((vm) => !vm.template).map(({ id }) => id)
  const templates = new Set(vms.filter((vm) => vm.template).map(({ id }) => id))
  expect(vms.map(({ name }) => name).toSorted()).toEqual(machines.map(({ name }) => name).toSorted())
  expect(new Set(placed).size).toBe(placed.length)
  expect(placed.filter((id) => !templates.has(id)).toSorted()).toEqual(real.toSorted())
  expect(plan.unplanned.filter(({ why }) => why === '')).toEqual([])
  const written = manifests()
  expect(written).toBe(plan.waves.reduce((total, wave) => total + wave.vmIds.length, 0))
  expect(written).toBeGreaterThan(options.vms * 0.9)
})

/** Manifests of machines in the repository, as git has them. */
function manifests(): number {
  const names = execFileSync('git', ['ls-tree', '-r', '--name-only', 'HEAD'], {
    cwd: join(folder, 'repository'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return names.split('\n').filter((name) => /^waves\/[^/]+\/vms\/[^/]+\/[^/]+\.yaml$/.test(name)).length
}

test('a filter over the whole estate finds the machines that were generated so', async () => {
  const { vms } = vmsResult.parse(await json(['vms', '--where', 'power = off and cpus = 16'], folder))
  const expected = machines.filter(({ power, cpus }) => power === 'off' && cpus === 16)
  expect(expected.length).toBeGreaterThan(0)
  expect(vms.map(({ name }) => name).toSorted()).toEqual(expected.map(({ name }) => name).toSorted())
})

test('the trace of one machine shows the flows that were generated for it', async () => {
  const vm = machines.find(
    ({ name, primaryAddress }) => name.includes('-db-') && primaryAddress !== undefined,
  )
  const address = vm?.primaryAddress ?? ''
  const flows = [...scaledFlows(shapeOf(options))]
  const traced = traceResult.parse(await json(['trace', vm?.name ?? ''], folder))
  const peers = (found: readonly { readonly peer: string; readonly port: number }[]) =>
    found.map(({ peer, port }) => `${peer} ${port}`).toSorted()
  expect({ addresses: traced.addresses, in: peers(traced.flows.in), out: peers(traced.flows.out) }).toEqual({
    addresses: [address],
    in: flows
      .filter(({ server }) => server === address)
      .map(({ client, port }) => `${client} ${port}`)
      .toSorted(),
    out: flows
      .filter(({ client }) => client === address)
      .map(({ server, port }) => `${server} ${port}`)
      .toSorted(),
  })
  expect(traced.flows.out.length).toBeGreaterThan(0)
})
