// streamOptimized VMDK → raw: our convert step (hashes, journal and flushes included) against
// `qemu-img convert -t writeback`, alternating in one run.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentProgress } from '../src/lib/progress.ts'
import { diskOpener } from '../src/main/disks.ts'
import { convertDisk } from '../src/steps/convert/convert.ts'

/** One row of the bench table. */
export interface DiskBench {
  readonly name: string
  readonly qemuSeconds: number
  readonly oursSeconds: number
  /** qemu-img's time by ours; 1.8 is asked for. */
  readonly ratio: number
  readonly peakMib: number
}

/** Converts `image` with both, `rounds` times each, and compares the medians. */
export async function benchVmdkToRaw(image: string, rounds = 3): Promise<DiskBench> {
  const folder = mkdtempSync(join(process.env['CAUSEWAY_BENCH_DIR'] ?? tmpdir(), 'causeway-bench-'))
  const ours: number[] = []
  const qemu: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      qemu.push(timeQemu(image, join(folder, 'qemu.raw')))
      rmSync(join(folder, 'qemu.raw'))
      spawnSync('sync')
      ours.push(await timeOurs(image, folder))
      rmSync(join(folder, 'ours.raw'))
      spawnSync('sync')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const qemuSeconds = median(qemu)
  const oursSeconds = median(ours)
  return {
    name: 'VMDK → raw',
    qemuSeconds,
    oursSeconds,
    ratio: qemuSeconds / oursSeconds,
    peakMib: process.resourceUsage().maxRSS / 1024,
  }
}

function timeQemu(image: string, out: string): number {
  const started = performance.now()
  execFileSync('qemu-img', [
    'convert',
    '-f',
    'vmdk',
    '-O',
    'raw',
    '-t',
    'writeback',
    '-m',
    '16',
    '-W',
    image,
    out,
  ])
  return (performance.now() - started) / 1000
}

async function timeOurs(image: string, folder: string): Promise<number> {
  const started = performance.now()
  await convertDisk(
    {
      source: { path: image, name: 'image.vmdk', offsetBytes: 0, sizeBytes: statSync(image).size },
      format: 'raw',
      name: 'ours.raw',
      work: join(folder, 'ours.raw'),
      journal: join(folder, 'ours.journal'),
      digests: ['sha256'],
    },
    diskOpener,
    { saveCheckpoint: async () => {}, progress: silentProgress() },
  )
  return (performance.now() - started) / 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

const image = process.argv[2]
if (image !== undefined)
  console.log(JSON.stringify(await benchVmdkToRaw(image, Number(process.argv[3] ?? 3)), undefined, 2))
