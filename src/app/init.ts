import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { makeState, type Workspace, workspaceAt } from './workspace.ts'
import { templates } from './templates.ts'

/** What `init` did: the folder, and each of the four files with whether it was written now. */
export interface Initialised {
  readonly folder: string
  readonly files: readonly { readonly name: string; readonly about: string; readonly made: boolean }[]
}

/** Makes a workspace. Files that are there stay as they are. */
export async function initWorkspace(folder: string): Promise<Initialised> {
  mkdirSync(resolve(folder), { recursive: true })
  const workspace = workspaceAt(resolve(folder))
  makeState(workspace)
  return { folder: workspace.folder, files: writeTemplates(workspace) }
}

/** Writes the files of decisions that are missing. */
export function writeTemplates(workspace: Workspace): Initialised['files'] {
  return templates(workspace).map(({ file, about, text }) => {
    const made = !existsSync(file)
    if (made) writeFileSync(file, text, { flag: 'wx' })
    return { name: basename(file), about, made }
  })
}
