// The whole journey on generated estates from 1,000 to 45,000 VMs: seconds, processor seconds and peak memory of every
// stage, and microseconds a VM, which must stay about level: a stage that grows faster than its input is seen. Each size
// is a process of its own; its worker threads count with it, the git that it starts stands apart.
// Goal: 45,000 VMs with 200,000 flows under 2 GB. Arguments: the sizes, else all four.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureAssessments } from '../src/app/assess.ts'
import type { AppContext } from '../src/app/context.ts'
import { loadScaledFlows, loadScaledSources } from '../src/app/demo-scaled.ts'
import { writeTemplates } from '../src/app/init.ts'
import { makePlan } from '../src/app/plan.ts'
import { translate } from '../src/app/translate.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { openContext } from '../src/main/compose.ts'
import { type Peak, watchMemory } from '../tests/process-memory.ts'

const sizes = [1000, 5000, 15_000, 45_000]
/** 45,000 VMs have 200,000 flows. */
const flowsPerVm = 200_000 / 45_000

interface Measure extends Peak {
  readonly stage: string
  readonly seconds: number
  /** Of this process with its threads; git's own is not in it. */
  readonly cpuSeconds: number
}

function stagesOf(context: AppContext, vms: number): readonly (readonly [string, () => Promise<unknown>])[] {
  const options = { vms, seed: 1, flows: Math.round(vms * flowsPerVm) }
  const out = join(context.workspace.folder, 'repository')
  return [
    ['discover', () => loadScaledSources(context, options)],
    ['evidence', () => loadScaledFlows(context, options)],
    ['trace', () => context.workers.run('note-traces', {}, context.progress)],
    ['assess', () => ensureAssessments(context)],
    ['plan', () => makePlan(context)],
    ['translate', () => translate(context, { out, check: true })],
  ]
}

async function measure(vms: number): Promise<void> {
  const workspace = mkdtempSync(join(process.env['CAUSEWAY_BENCH_DIR'] ?? tmpdir(), 'causeway-journey-'))
  const { context, close } = await openContext({
    workspace,
    writes: true,
    what: 'command',
    progress: silentProgress(),
  })
  try {
    writeTemplates(context.workspace)
    for (const [stage, work] of stagesOf(context, vms)) {
      const memory = watchMemory()
      const before = process.cpuUsage()
      const started = performance.now()
      await work()
      const seconds = (performance.now() - started) / 1000
      const { user, system } = process.cpuUsage(before)
      const one: Measure = { stage, seconds, cpuSeconds: (user + system) / 1e6, ...memory.stop() }
      console.log(JSON.stringify(one))
    }
  } finally {
    await close()
    rmSync(workspace, { recursive: true, force: true })
  }
}

/** Measures one size in a process of its own; each stage is handed on as soon as it is through. */
async function* run(vms: number): AsyncGenerator<Measure> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'measure', String(vms)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    const one: Measure = JSON.parse(line)
    yield one
  }
  const [code] = await ended
  if (code !== 0) throw new Error(`the journey of ${vms} VMs ended with ${code}`)
}

function whole(measures: readonly Measure[]): Measure {
  const sum = (of: (one: Measure) => number) => measures.reduce((total, one) => total + of(one), 0)
  return {
    stage: 'all',
    seconds: sum((one) => one.seconds),
    cpuSeconds: sum((one) => one.cpuSeconds),
    ownMib: Math.max(...measures.map((one) => one.ownMib)),
    childrenMib: Math.max(...measures.map((one) => one.childrenMib)),
  }
}

function print(vms: number, one: Measure): void {
  const columns = [
    vms.toLocaleString('en').padStart(9),
    one.stage.padEnd(10),
    one.seconds.toFixed(1).padStart(6),
    one.cpuSeconds.toFixed(1).padStart(7),
    Math.round((one.cpuSeconds * 1e6) / vms)
      .toLocaleString('en')
      .padStart(9),
    one.ownMib.toFixed(0).padStart(8),
    one.childrenMib.toFixed(0).padStart(7),
  ]
  console.log(columns.join('  '))
}

async function main(chosen: readonly number[]): Promise<void> {
  console.log('journey: generated VMs, discover to translate --check; git beside it')
  console.log('      VMs  stage           s    CPU s  CPU µs/VM  peak MiB  git MiB')
  for (const vms of chosen) {
    const measures: Measure[] = []
    for await (const one of run(vms)) {
      measures.push(one)
      print(vms, one)
    }
    print(vms, whole(measures))
  }
  console.log('  goal: 45,000 VMs with 200,000 flows under 2,048 MiB')
}

const [first, second] = process.argv.slice(2)
if (first === 'measure') await measure(Number(second))
else await main(first === undefined ? sizes : process.argv.slice(2).map(Number))
