import { chmodSync, constants, cpSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AppContext } from '../src/app/context.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { openContext } from '../src/main/compose.ts'
import { newFolder } from './causeway.ts'

interface Opened {
  readonly context: AppContext
  close(): Promise<void>
}

let empty: Promise<string> | undefined

/** A context on a new workspace with the embedded database, as a command gets it; a copy of the one that is made first. */
export async function newContext(name: string): Promise<Opened> {
  empty ??= makeEmpty()
  const workspace = newFolder(name)
  const from = await empty
  cpSync(from, workspace, { recursive: true, mode: constants.COPYFILE_FICLONE })
  // Node 24 gives copied folders the mode that any folder gets.
  const state = '.causeway'
  chmodSync(join(workspace, state), statSync(join(from, state)).mode)
  return open(workspace)
}

async function makeEmpty(): Promise<string> {
  const workspace = newFolder('empty')
  await (await open(workspace)).close()
  return workspace
}

function open(workspace: string): Promise<Opened> {
  return openContext({ workspace, writes: true, what: 'command', progress: silentProgress() })
}
