import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RunResult } from '../contract/runs.ts'
import { type Problem, problem } from '../model/problems/index.ts'
import type { DiskPackage, PackagedVm } from '../ports/disk.ts'
import { type ExecuteOptions, executeRun, startRun } from '../runs/index.ts'
import { planMoveToFiles } from '../stages/move/index.ts'
import type { AppContext } from './context.ts'
import { outFolder } from './out-folder.ts'
import { loadVm } from './estate.ts'
import { showRun } from './runs.ts'
import { fileOfSource } from './source-path.ts'
import { removeUnfinished } from './unfinished.ts'

/** What `move <vm|file> --to files` is asked. */
export interface MoveToFiles {
  /** An .ova, .ovf or .vmdk file, a folder with one .ovf, or a VM that was discovered from one: name, id, UUID or path. */
  readonly source: string
  /** Folder for the images; by default `moved/` in the workspace. */
  readonly out?: string
  /** `raw` by default. */
  readonly format?: 'raw' | 'qcow2'
}

/**
 * Converts the disks of a packaged VM into files, as a durable run: a second process can go on with it (`resume`).
 * Throws what a failed step threw, after unfinished files are removed; an interrupted run is answered as such.
 */
export async function moveToFiles(
  context: AppContext,
  request: MoveToFiles,
  stop?: ExecuteOptions['stop'],
): Promise<RunResult> {
  const { path, vm } = await findPackage(context, request.source)
  if (vm.disks.length === 0) throw problem('move-no-disk', { file: request.source })
  for (const label of vm.empty) context.progress.log(`${vm.name}: ${label} has no contents and is left out.`)
  const out = outFolder(request.out ?? join(context.workspace.folder, 'moved'))
  const token = randomBytes(4).toString('hex')
  const plan = planMoveToFiles({ path, vm, format: request.format ?? 'raw', out: realpathSync(out), token })
  const run = await startRun(context.store, plan)
  const outcome = await executeRun(context.store, run, context.adapters.steps, {
    progress: context.progress,
    ...(stop === undefined ? {} : { stop }),
  })
  if (outcome.error !== undefined) {
    await removeUnfinished(plan.input, outcome.error)
    throw outcome.error
  }
  return showRun(context, run)
}

async function findPackage(
  context: AppContext,
  source: string,
): Promise<{ readonly path: string; readonly vm: PackagedVm }> {
  const path = fileOf(source)
  if (path !== undefined) {
    const pack = await context.adapters.packages.open(path)
    const vm = pack.vms[0]
    if (vm === undefined) throw problem('move-no-disk', { file: pack.file })
    if (pack.vms.length > 1) throw ambiguous(pack)
    return { path, vm }
  }
  const { name, origins } = await loadVm(context, source)
  for (const origin of origins) {
    const kept = await fileOfSource(context.store, origin.source, origin.place.file)
    if (kept === undefined) continue
    const pack = await context.adapters.packages.open(kept)
    const vm = pack.vms.find((one) => one.name === name) ?? (pack.vms.length === 1 ? pack.vms[0] : undefined)
    if (vm !== undefined) return { path: kept, vm }
  }
  throw problem('move-source-unknown', { source })
}

/** The file that a person means: itself, or the one descriptor in a folder. */
function fileOf(source: string): string | undefined {
  const path = resolve(source)
  if (!existsSync(path)) return undefined
  if (statSync(path).isFile()) return realpathSync(path)
  if (!statSync(path).isDirectory()) return undefined
  const descriptors = readdirSync(path).filter((name) => /\.ovf$/i.test(name))
  const [only, ...others] = descriptors
  return only === undefined || others.length > 0 ? undefined : realpathSync(join(path, only))
}

function ambiguous(pack: DiskPackage): Problem {
  const names = pack.vms.map((vm) => vm.name)
  return problem('move-vm-ambiguous', { file: pack.file, count: names.length, names })
}
