import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { problem } from '../model/problems/index.ts'

/** A workspace: a folder a team can commit, with `.causeway/` inside for what is not committed. */
export interface Workspace {
  /** Absolute path of the folder. */
  readonly folder: string
  /** `<folder>/.causeway`. */
  readonly state: string
  readonly planFile: string
  readonly mappingsFile: string
  readonly ownersFile: string
  readonly targetFile: string
  /** Constants of the trace's estimate; missing when the shipped ones hold. */
  readonly effortFile: string
  /** Which source is believed where sources disagree; missing when nothing was decided. */
  readonly conflictsFile: string
}

/** The workspace that lives in `folder`. */
export function workspaceAt(folder: string): Workspace {
  const root = existsSync(folder) ? realpathSync(folder) : resolve(folder)
  return {
    folder: root,
    state: join(root, '.causeway'),
    planFile: join(root, 'plan.yaml'),
    mappingsFile: join(root, 'mappings.yaml'),
    ownersFile: join(root, 'owners.yaml'),
    targetFile: join(root, 'target.yaml'),
    effortFile: join(root, 'effort.yaml'),
    conflictsFile: join(root, 'conflicts.yaml'),
  }
}

/**
 * Finds the workspace: the folder given, else CAUSEWAY_WORKSPACE, else the nearest folder upward with `.causeway/`,
 * else, for a command that writes, the current folder. Throws `workspace-missing` when there is none to read.
 */
export function findWorkspace(given: string | undefined, writes: boolean, from = process.cwd()): Workspace {
  const named = given ?? process.env['CAUSEWAY_WORKSPACE']
  if (named !== undefined && named !== '') {
    const workspace = workspaceAt(resolve(from, named))
    if (!writes && !existsSync(workspace.state))
      throw problem('workspace-missing', { folder: workspace.folder })
    return workspace
  }
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.causeway'))) return workspaceAt(folder)
    if (dirname(folder) === folder) break
  }
  if (writes) return workspaceAt(from)
  throw problem('workspace-missing', { folder: from })
}

/** Makes the workspace's own folder, readable by its owner only. Throws `workspace-unwritable`. */
export function makeState(workspace: Workspace): void {
  try {
    if (!existsSync(workspace.folder)) mkdirSync(workspace.folder, { recursive: true })
    // Not recursive: on a file system that takes no folders (/proc) Node's recursive mkdir never returns.
    if (!existsSync(workspace.state)) mkdirSync(workspace.state, { mode: 0o700 })
  } catch (error) {
    // Another command may have made it in between.
    if (existsSync(workspace.state)) return
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw problem('workspace-unwritable', { workspace: workspace.folder, reason: why }, error)
  }
}
