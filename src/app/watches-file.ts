import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type WatchStart, watchStart } from '../contract/watches.ts'
import type { Workspace } from './workspace.ts'

/**
 * What is watched, so that a server that starts anew goes on with it: with the password, in a file that only its owner
 * reads, beside the token. A watch that is stopped is taken out; without any there is no file.
 */
export function readWatchesFile({ state }: Workspace): WatchStart[] {
  const file = fileIn(state)
  if (!existsSync(file)) return []
  const found = watchStart.array().safeParse(parsed(readFileSync(file, 'utf8')))
  return found.success ? found.data : []
}

/** Replaces the file as a whole. */
export function writeWatchesFile({ state }: Workspace, watches: readonly WatchStart[]): void {
  const file = fileIn(state)
  if (watches.length === 0) return rmSync(file, { force: true })
  const beside = `${file}.${process.pid}`
  writeFileSync(beside, `${JSON.stringify(watches)}\n`, { mode: 0o600, flush: true })
  renameSync(beside, file)
}

function fileIn(state: string): string {
  return join(state, 'watches.json')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}
