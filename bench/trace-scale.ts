// Evidence and trace at the size of a large estate: import of flows, the index, one trace, all traces.
// Arguments: VMs, flows, and `all` to trace every VM too. Prints a table; no time is tested.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppContext } from '../src/app/context.ts'
import { estateInputHash, estateProjection } from '../src/app/estate.ts'
import { addEvidence } from '../src/app/evidence.ts'
import { showFlows } from '../src/app/flows.ts'
import { showHeatMap } from '../src/app/heat-map.ts'
import type { EvidenceOrder } from '../src/app/evidence-order.ts'
import { importEvidence } from '../src/app/import-evidence.ts'
import { buildTraceIndex, ensureTraceIndex } from '../src/app/trace-index.ts'
import { countScope, traceScope } from '../src/app/trace-scope.ts'
import { traceAll, traceVm } from '../src/app/trace.ts'
import type { ScopeQuery } from '../src/contract/trace-scope.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { openContext } from '../src/main/compose.ts'
import type { Vm } from '../src/model/vm.ts'
import { type ProjectedObject, writeProjection } from '../src/store/index.ts'
import { evidenceReaders } from '../src/main/evidence-readers.ts'

const vms = Number(process.argv[2] ?? 45_000)
const flows = Number(process.argv[3] ?? 1_000_000)

function addressOf(vm: number): string {
  return `10.${20 + (vm >> 16)}.${(vm >> 8) & 255}.${vm & 255}`
}

/** A small generator with a seed, so that two runs measure the same. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function* estate(): Iterable<ProjectedObject<Vm>> {
  for (let index = 0; index < vms; index++) {
    const name = `vm-${String(index).padStart(5, '0')}`
    const doc: Vm = {
      kind: 'vm',
      id: name,
      name,
      guestHostName: `${name}.example.org`,
      primaryAddress: addressOf(index),
      nics: [{ label: 'Network adapter 1', network: 'net', addresses: [addressOf(index)] }],
      origins: [],
      from: {},
      conflicts: [],
    }
    yield { kind: 'vm', id: name, name, doc }
  }
}

function writeEvidence(folder: string): void {
  const next = random(1)
  const rows = ['src_ip,dst_ip,dst_port,protocol,first_seen,last_seen,bytes,flows']
  for (let index = 0; index < flows; index++) {
    const client = Math.floor(next() * vms)
    const server = Math.floor(next() * next() * vms)
    const day = String(1 + Math.floor(next() * 28)).padStart(2, '0')
    const port = [443, 1521, 5432, 22, 53][Math.floor(next() * 5)] ?? 443
    rows.push(
      `${addressOf(client)},${addressOf(server)},${port},6,2026-10-${day}T00:00:00Z,2026-10-${day}T23:00:00Z,1200,3`,
    )
  }
  writeFileSync(join(folder, 'flows.csv'), `${rows.join('\n')}\n`)
  const zone = ['$ORIGIN example.org.', '$TTL 3600', '@ IN SOA ns1 hostmaster ( 1 2 3 4 5 )']
  const rules = ['set deviceconfig system hostname fw-1']
  const owners = ['sys_class_name,name,ip_address,support_group']
  for (let index = 0; index < vms; index++) {
    zone.push(`vm-${String(index).padStart(5, '0')} IN A ${addressOf(index)}`)
    owners.push(`cmdb_ci_server,vm-${String(index).padStart(5, '0')},${addressOf(index)},Team ${index % 40}`)
    if (index % 10 === 0) {
      rules.push(`set rulebase security rules rule-${index} source 10.20.${(index >> 8) & 255}.0/24`)
      rules.push(`set rulebase security rules rule-${index} destination ${addressOf(index)}`)
    }
  }
  writeFileSync(join(folder, 'example.org.zone'), `${zone.join('\n')}\n`)
  writeFileSync(join(folder, 'fw-1.set'), `${rules.join('\n')}\n`)
  writeFileSync(join(folder, 'cmdb.csv'), `${owners.join('\n')}\n`)
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const before = process.cpuUsage()
  const result = await work()
  const memory = Math.round(process.memoryUsage.rss() / 1_048_576)
  const { user, system } = process.cpuUsage(before)
  const seconds = (value: number): string => value.toFixed(2).padStart(8)
  console.log(
    `${what.padEnd(32)} ${seconds((performance.now() - started) / 1000)} s ${seconds((user + system) / 1e6)} s CPU  ${memory} MiB`,
  )
  return result
}

const folder = mkdtempSync(join(tmpdir(), 'causeway-bench-'))
const evidence = mkdtempSync(join(tmpdir(), 'causeway-bench-evidence-'))
const opened = await openContext({
  workspace: folder,
  writes: true,
  what: 'command',
  progress: silentProgress(),
})
const context: AppContext = {
  ...opened.context,
  adapters: { ...opened.context.adapters, evidence: evidenceReaders },
  workers: {
    async run<Output>(task: string, input: unknown): Promise<Output> {
      const result: unknown =
        task === 'import-evidence'
          ? await importEvidence(context, input as readonly EvidenceOrder[])
          : task === 'trace-scope'
            ? await countScope(context, input as ScopeQuery)
            : await buildTraceIndex(context)
      return result as Output
    },
  },
}
try {
  console.log(`${vms} VMs, ${flows} flows`)
  writeEvidence(evidence)
  const inputHash = await estateInputHash(context)
  await timed('estate written', () =>
    writeProjection(
      context.store,
      { name: estateProjection, inputHash, meta: { counts: {}, unattached: [] } },
      estate(),
    ),
  )
  const added = await timed('evidence add', () => addEvidence(context, [evidence]))
  for (const file of added.files) {
    console.log(
      `  ${file.file} ${file.kind}: ${file.references} references, ${file.flows} flows, ${file.owners} owners`,
    )
  }
  await timed('index', () => ensureTraceIndex(context))
  await timed('one trace, first', () => traceVm(context, 'vm-00010'))
  for (const name of ['vm-00011', 'vm-04321', 'vm-12345', 'vm-00010'].filter(
    (one) => Number(one.slice(3)) < vms,
  )) {
    await timed(`one trace, ${name}`, () => traceVm(context, name))
  }
  for (const by of ['service', 'server', 'client', 'network', 'flow'] as const) {
    const query = { by, sort: 'connections', limit: 200, after: 0 } as const
    await timed(`flows by ${by}, first`, () => showFlows(context, query))
    await timed(`flows by ${by}, sorted anew`, () => showFlows(context, { ...query, sort: 'bytes' }))
  }
  const map = await timed('heat map, first', () => showHeatMap(context, { limit: 60, after: 0 }))
  await timed('heat map, again', () => showHeatMap(context, { limit: 60, after: 0 }))
  console.log(`  ${map.total} subnets, ${map.teams.length} teams`)
  const whole = await timed('trace --all --total', () => traceScope(context, {}))
  console.log(
    `  re-ip ${whole.modes['re-ip'].changeRequests.length} requests, ${whole.modes['re-ip'].hours} hours`,
  )
  if (process.argv[4] === 'all') {
    let references = 0
    await timed('all traces', async () => {
      for await (const one of traceAll(context)) references += one.references.length
    })
    console.log(`  ${references} references`)
  }
} finally {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
  rmSync(evidence, { recursive: true, force: true })
}
