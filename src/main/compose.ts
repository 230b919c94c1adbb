import type { AppContext } from '../app/context.ts'
import { tasks } from '../app/tasks.ts'
import { findWorkspace, makeState } from '../app/workspace.ts'
import type { ContextRequest, OpenedContext } from '../cli/session.ts'
import type { Progress } from '../lib/progress.ts'
import type { Workers } from '../ports/workers.ts'
import { openStore } from '../store/index.ts'
import { adapters } from './adapters.ts'
import { keepHeapTight } from './heap.ts'
import { threadWorkers } from './thread-workers.ts'

/** The folder of the running build; workers and bundled files are found from it. */
export function buildFolder(): string {
  const folder = process.env['CAUSEWAY_BUILD']
  if (folder === undefined) throw new Error('CAUSEWAY_BUILD is not set: start Causeway through bin/causeway')
  return folder
}

/**
 * Opens the workspace with its database and all adapters. In a task's own thread further tasks run inline: there is
 * nothing to keep responsive.
 */
export async function openContext(
  request: ContextRequest,
  threads: 'threads' | 'inline' = 'threads',
): Promise<OpenedContext> {
  keepHeapTight()
  const workspace = findWorkspace(request.workspace, request.writes)
  if (request.writes) makeState(workspace)
  const databaseUrl = process.env['DATABASE_URL']
  const store = await openStore(workspace.folder, {
    what: request.what,
    progress: request.progress,
    ...(databaseUrl === undefined || databaseUrl === '' ? {} : { databaseUrl }),
  })
  const context: AppContext = {
    workspace,
    store,
    adapters,
    clock: { now: () => new Date().toISOString() },
    workers:
      threads === 'threads' ? threadWorkers(buildFolder(), workspace.folder) : inlineWorkers(() => context),
    progress: request.progress,
  }
  return { context, close: () => store.close() }
}

/** Runs tasks where they are called. */
function inlineWorkers(context: () => AppContext): Workers {
  return {
    async run<Output>(task: string, input: unknown, progress: Progress): Promise<Output> {
      const work = tasks[task]
      if (!work) throw new Error(`there is no task called ${task}`)
      // The task's result is what its name promises.
      return (await work({ ...context(), progress }, input)) as Output
    },
  }
}
