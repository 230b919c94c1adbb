import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listReader, mappedListReader, suggestMap } from '../../src/adapters/machine-list/index.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { Problem } from '../../src/model/problems/index.ts'
import { pick, randomOf } from '../../src/sample/random.ts'
import { mutated } from '../recall/mutate.ts'
import { soakScale, soakSeed } from './scale.ts'
import { processorMs } from '../process-time.ts'

// Damaged lists of machines and damaged mapping files: read or refused in a sentence, and every row is accounted for.
// CAUSEWAY_SOAK scales the 10,000, CAUSEWAY_SOAK_SEED repeats a run.
const runs = Math.max(100, Math.round(10_000 * soakScale))
const seed = soakSeed

const folder = mkdtempSync(join(tmpdir(), 'lists-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const recordings = join(import.meta.dirname, '../../src/adapters/machine-list/recordings')
const lists = ['azure-migrate.csv', 'servicenow.csv'].map((name) => join(recordings, name))

test(`${runs} damaged lists and mapping files, seed ${seed}: read or refused, every row counted`, async () => {
  const outcome = { read: 0, refused: 0 }
  for (let run = 0; run < runs; run += 1) {
    const random = randomOf(seed + run)
    const list = pick(random, lists)
    const map = join(folder, 'map.yaml')
    const damagedMap = run % 3 === 0
    const { yaml } = await suggestMap(list)
    writeFileSync(map, damagedMap ? mutated(Buffer.from(yaml), random) : yaml)
    const path = join(folder, 'list.csv')
    writeFileSync(path, mutated(readFileSync(list), random))
    const started = processorMs()
    try {
      const reader = run % 3 === 1 ? listReader : mappedListReader(map)
      for await (const reading of reader.read({ kind: 'file', path, name: 'list.csv' }, silentProgress())) {
        let kept = 0
        for await (const _ of reading.observations) kept += 1
        const report = reading.report()
        expect(report.seen, `seed ${seed + run}`).toBe(kept + report.merged + report.rejected.length)
      }
      outcome.read += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw new Error(`seed ${seed + run}`, { cause: error })
      outcome.refused += 1
    }
    expect(processorMs() - started, `seed ${seed + run}`).toBeLessThan(5000)
  }
  console.log(`lists: ${runs} damaged, seed ${seed}: ${outcome.read} read, ${outcome.refused} refused`)
  expect(outcome.read).toBeGreaterThan(runs / 3)
}, 3_000_000)
