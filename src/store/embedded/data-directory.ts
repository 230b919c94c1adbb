import { constants, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Progress } from '../../lib/progress.ts'
import { pgliteVersion } from './start-parameters.ts'
import { replyOf, startWorker } from './worker-thread.ts'

/**
 * Makes sure that the workspace has a data directory, and answers its path. A new one is made under another name and
 * renamed, so that a kill in between leaves nothing that looks like a database. Only the holder of the lock calls it.
 *
 * Initialising takes seconds and much memory, so the result is kept as a template beside the build, where that can be
 * written, and copied from then on.
 */
export async function ensureDataDirectory(stateDir: string, progress: Progress): Promise<string> {
  const dataDir = join(stateDir, 'pg')
  for (const name of readdirSync(stateDir)) {
    if (name.startsWith('pg.new-')) rmSync(join(stateDir, name), { recursive: true, force: true })
  }
  if (existsSync(join(dataDir, 'PG_VERSION'))) return dataDir
  // A folder without PG_VERSION is not a database, but it is not ours to throw away either.
  if (existsSync(dataDir)) renameSync(dataDir, join(stateDir, `pg.unusable-${Date.now()}`))
  const fresh = join(stateDir, `pg.new-${process.pid}`)
  const template = await ensureTemplate(progress)
  if (template === undefined) await initialise(fresh)
  else cpSync(template, fresh, { recursive: true, mode: constants.COPYFILE_FICLONE })
  renameSync(fresh, dataDir)
  return dataDir
}

async function initialise(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const worker = startWorker({ task: 'initialise', dataDir })
  await replyOf(worker, 'closed')
  await worker.terminate()
}

async function ensureTemplate(progress: Progress): Promise<string | undefined> {
  const build = process.env['CAUSEWAY_BUILD']
  if (build === undefined) return undefined
  const folder = dirname(build)
  const template = join(folder, `pglite-template-${pgliteVersion}`)
  if (existsSync(join(template, 'PG_VERSION'))) return template
  const beside = `${template}.tmp-${process.pid}`
  try {
    mkdirSync(beside, { mode: 0o700 })
  } catch {
    // An installed package lies where it cannot be written: then each workspace is initialised on its own.
    return undefined
  }
  progress.phase('preparing the database')
  try {
    await initialise(beside)
    renameSync(beside, template)
  } catch (error) {
    // Another process was faster; anything else is worth knowing.
    if (!existsSync(join(template, 'PG_VERSION'))) throw error
  } finally {
    rmSync(beside, { recursive: true, force: true })
    sweep(folder)
  }
  return template
}

// What a killed process left half made.
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = /^pglite-template-.*\.tmp-(\d+)$/.exec(name)
    if (owner && !isAlive(Number(owner[1]))) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
