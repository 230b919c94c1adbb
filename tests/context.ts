import type { AppContext } from '../src/app/context.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { openContext } from '../src/main/compose.ts'
import { newFolder } from './causeway.ts'

/** A context on a new workspace with the embedded database, as a command gets it. */
export async function newContext(
  name: string,
): Promise<{ readonly context: AppContext; close(): Promise<void> }> {
  const workspace = newFolder(name)
  return openContext({ workspace, writes: true, what: 'command', progress: silentProgress() })
}
