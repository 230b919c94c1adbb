// Whole exports of RVTools, all 27 tabs, 33 rows for each VM, read from the file into the store: seconds, processor seconds
// and peak memory of the process that reads, database and all; then the merge into one estate. Each size is a process of
// its own. Goal: 45,000 VMs (1.5 million rows) under 60 s and 1,024 MiB into the store, and level from 1,000.
// Arguments: the sizes, else 1,000, 5,000, 15,000 and 45,000.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeReading } from '../src/app/store-reading.ts'
import { ensureEstate } from '../src/app/estate.ts'
import { rvtoolsReader } from '../src/adapters/rvtools/index.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { openContext } from '../src/main/compose.ts'
import { watchMemory } from '../tests/process-memory.ts'
import { wholeWorkbook } from './rvtools-tabs.ts'

const sizes = [1000, 5000, 15_000, 45_000]

interface Stage {
  readonly stage: string
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMib: number
}

async function timed(stage: string, work: () => Promise<unknown>): Promise<Stage> {
  const memory = watchMemory()
  const before = process.cpuUsage()
  const started = performance.now()
  await work()
  const { user, system } = process.cpuUsage(before)
  const seconds = (performance.now() - started) / 1000
  return { stage, seconds, cpuSeconds: (user + system) / 1e6, peakMib: memory.stop().ownMib }
}

async function measure(path: string): Promise<readonly Stage[]> {
  const workspace = mkdtempSync(join(tmpdir(), 'causeway-rvtools-'))
  const progress = silentProgress()
  const { context, close } = await openContext({ workspace, writes: true, what: 'command', progress })
  try {
    const input = { kind: 'file', path, name: 'estate.xlsx' } as const
    return [
      await timed('read and store', async () => {
        for await (const reading of rvtoolsReader.read(input, progress))
          await storeReading(context, reading, performance.now())
      }),
      await timed('merge', () => ensureEstate(context)),
    ]
  } finally {
    await close()
    rmSync(workspace, { recursive: true, force: true })
  }
}

function main(chosen: readonly number[]): void {
  const folder = mkdtempSync(join(process.env['CAUSEWAY_BENCH_DIR'] ?? tmpdir(), 'causeway-bench-'))
  const script = process.argv[1] ?? ''
  console.log('RVTools, all tabs, from the file into the store')
  console.log('     VMs       rows     MB  stage                 s   CPU s  CPU µs/VM  peak MiB')
  try {
    for (const vms of chosen) {
      const path = join(folder, `${vms}.xlsx`)
      // Written by a process of its own: its memory is not the reader's.
      const rows = Number(
        execFileSync(process.execPath, [script, 'write', String(vms), path], { encoding: 'utf8' }),
      )
      const text = execFileSync(process.execPath, [script, 'measure', path], { encoding: 'utf8' })
      const stages: readonly Stage[] = JSON.parse(text)
      for (const { stage, seconds, cpuSeconds, peakMib } of stages) {
        const columns = [
          vms.toLocaleString('en').padStart(8),
          rows.toLocaleString('en').padStart(9),
          (statSync(path).size / 1e6).toFixed(0).padStart(5),
          ` ${stage.padEnd(14)}`,
          seconds.toFixed(1).padStart(6),
          cpuSeconds.toFixed(1).padStart(6),
          Math.round((cpuSeconds * 1e6) / vms)
            .toLocaleString('en')
            .padStart(9),
          peakMib.toFixed(0).padStart(8),
        ]
        console.log(columns.join('  '))
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [task, first, second] = process.argv.slice(2)
if (task === 'write' && first !== undefined && second !== undefined) {
  const { bytes, rows } = wholeWorkbook(Number(first))
  writeFileSync(second, bytes)
  process.stdout.write(String(rows))
} else if (task === 'measure' && first !== undefined)
  process.stdout.write(JSON.stringify(await measure(first)))
else main(task === undefined ? sizes : process.argv.slice(2).map(Number))
