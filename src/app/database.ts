import { resolve } from 'node:path'
import { exportWorkspace, importWorkspace, type TransferResult } from '../store/index.ts'
import type { AppContext } from './context.ts'

/** What was written or read, and where. */
export interface Transferred extends TransferResult {
  readonly file: string
}

/** Writes the whole workspace into one file. */
export async function exportTo(
  context: AppContext,
  file: string,
  options: { readonly raw: boolean; readonly token: boolean },
): Promise<Transferred> {
  const path = resolve(file)
  return {
    file: path,
    ...(await exportWorkspace(context.store, context.workspace.folder, path, {
      ...options,
      progress: context.progress,
    })),
  }
}

/** Reads such a file into an empty workspace. */
export async function importFrom(context: AppContext, file: string): Promise<Transferred> {
  const path = resolve(file)
  return {
    file: path,
    ...(await importWorkspace(context.store, context.workspace.folder, path, { progress: context.progress })),
  }
}
