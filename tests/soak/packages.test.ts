import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discover } from '../../src/app/discover.ts'
import { loadEstate } from '../../src/app/estate.ts'
import { folderTold } from '../../src/app/folder-told.ts'
import { packageFolder } from '../../src/app/package-folder.ts'
import { sortInput } from '../../src/app/sort-inputs.ts'
import { silentProgress } from '../../src/lib/progress.ts'
import { adapters } from '../../src/main/adapters.ts'
import type { Observation } from '../../src/model/observation.ts'
import { between, pick, type Random, randomOf } from '../../src/sample/random.ts'
import { newFolder } from '../causeway.ts'
import { newContext } from '../context.ts'
import { archiveOf, configurationOf, write, writeHome, writeOvf } from '../packages/exports.ts'
import { mutated } from '../recall/mutate.ts'
import { soakScale, soakSeed } from './scale.ts'

// A folder of packages of which some are torn, swapped, emptied, linked or gone, in every run others. Those that were left
// alone are always read; what was hit is read, rejected or told; counts add up, nothing hangs. CAUSEWAY_SOAK scales the
// 1,000 folders, CAUSEWAY_SOAK_SEED repeats a run.
const runs = Math.max(50, Math.round(1000 * soakScale))
const slowestMs = 5000
const mostMib = 500

function newExports(): string {
  const folder = newFolder('soak-packages')
  for (const name of ['crane-01', 'crane-02', 'crane-03']) writeOvf(join(folder, 'cranes'), name)
  for (const name of ['kiosk-01', 'kiosk-02', 'kiosk-03']) write(folder, `${name}.ova`, archiveOf(name))
  for (const name of ['gate-01', 'gate-02']) write(folder, `${name}/${name}.vmx`, configurationOf(name))
  writeHome(join(folder, 'quay-scale-01'))
  return folder
}

/** Each package with every file that it is made of. */
function packagesOf(folder: string): ReadonlyMap<string, readonly string[]> {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const packages = all.filter((name) => /\.(?:ovf|ova|vmx)$/.test(name))
  return new Map(
    packages.map((name) => {
      const stem = name.replace(/\.[^.]*$/, '')
      return [name, all.filter((one) => one.startsWith(stem) && one !== stem)]
    }),
  )
}

/** Something happens to a file. */
function hit(path: string, random: Random): void {
  const bytes = readFileSync(path)
  switch (between(random, 0, 6)) {
    case 0:
      rmSync(path)
      break
    case 1:
      writeFileSync(path, '')
      break
    case 2:
      rmSync(path)
      symlinkSync('/etc/passwd', path)
      break
    case 3:
      writeFileSync(path, archiveOf(pick(random, ['kiosk-01', 'kiosk-02', 'kiosk-03'])))
      break
    case 4:
      rmSync(path)
      mkdirSync(path)
      break
    default:
      writeFileSync(path, mutated(bytes, random))
  }
}

async function readFolder(folder: string) {
  const { folder: found } = await sortInput(adapters.sources, { kind: 'folder', path: folder, name: '' })
  if (!found) throw new Error('the folder was taken whole')
  const reading = packageFolder(found.input, found.sorted, 'soak', silentProgress())
  const seen: Observation[] = []
  for await (const observation of reading.observations) seen.push(observation)
  return { seen, report: reading.report(), told: folderTold(found.input, found.sorted) }
}

test(`${runs} damaged folders, seed ${soakSeed}: the packages left alone are read, counts add up, none slow`, async () => {
  const outcome = { read: 0, copies: 0, rejected: 0 }
  let slowest = 0
  for (let run = 0; run < runs; run++) {
    const random = randomOf(soakSeed + run)
    const folder = newExports()
    const packages = packagesOf(folder)
    const victims = [...packages.keys()].filter(() => between(random, 0, 2) === 0)
    for (const victim of victims) hit(join(folder, pick(random, packages.get(victim) ?? [])), random)
    const started = performance.now()
    const { seen, report, told } = await readFolder(folder)
    const took = performance.now() - started
    slowest = Math.max(slowest, took)
    const context = `CAUSEWAY_SOAK_SEED=${soakSeed + run} repeats it as its first`
    expect(took, context).toBeLessThan(slowestMs)
    expect(report.seen, context).toBe(report.kept + report.merged + report.rejected.length)
    expect(seen.length, context).toBe(report.kept)
    expect(new Set(seen.map(({ key }) => key)).size, context).toBe(seen.length)
    const { files: counted = 0, read = 0, copies = 0, rejected = 0 } = report.packages ?? {}
    expect([counted, told.files], context).toEqual([
      read + copies + rejected,
      told.packages + told.belonging + told.others + told.skipped,
    ])
    const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (one) => !one.isDirectory(),
    )
    expect(told.files, context).toBe(there.length)
    const placed = new Set(seen.map(({ place }) => place.file))
    for (const name of packages.keys())
      if (!victims.includes(name)) expect(placed.has(name) || copies > 0, `${name}; ${context}`).toBe(true)
    outcome.read += read
    outcome.copies += copies
    outcome.rejected += rejected
    rmSync(folder, { recursive: true })
  }
  const mib = process.memoryUsage.rss() / 2 ** 20
  console.log(
    `packages: ${runs} folders, seed ${soakSeed}: ${outcome.read} read, ${outcome.copies} copies, ${outcome.rejected} rejected; slowest ${slowest.toFixed(0)} ms, ${mib.toFixed(0)} MiB`,
  )
  expect(outcome.read).toBeGreaterThan(runs * 4)
  expect(outcome.rejected).toBeGreaterThan(runs / 2)
  expect(mib).toBeLessThan(mostMib)
}, 1_200_000)

test('in a workspace, a machine whose package is still there in whatever state is never lost', async () => {
  const { context, close } = await newContext('soak-packages')
  const folder = newExports()
  const packages = [...packagesOf(folder).keys()]
  const read = () => discover(context, [{ kind: 'folder', path: folder, name: '' }])
  await read()
  const random = randomOf(soakSeed)
  for (let round = 0; round < 4; round++) {
    for (const name of packages)
      if (between(random, 0, 1) === 0)
        writeFileSync(join(folder, name), mutated(readFileSync(join(folder, name)), random))
    const { sources } = await read()
    const files = new Set(
      (await loadEstate(context)).vms.flatMap(({ origins }) => origins.map(({ place }) => place.file)),
    )
    const told = sources[0]?.decided.join('\n') ?? ''
    for (const name of packages)
      expect(files.has(name) || told.includes(name), `${name}, round ${round}`).toBe(true)
  }
  await close()
}, 600_000)
