import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { problem } from '../model/problems/index.ts'

/**
 * Makes a folder for results, with its parents, and returns its absolute path. Parents are made one by one: on a file
 * system that takes no folders (/proc) Node's recursive mkdir never returns. Throws `out-unwritable`.
 */
export function outFolder(path: string): string {
  const { out, missing } = folderToMake(path)
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(folder)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      if (code !== 'EEXIST') throw refused(out, `${folder} cannot be made (${code})`)
    }
  }
  return out
}

/** Refuses a folder for results where a file stands in its way, before anything is counted for it. Throws `out-unwritable`. */
export function refuseFileInTheWay(path: string): void {
  folderToMake(path)
}

function folderToMake(path: string): { readonly out: string; readonly missing: string[] } {
  const out = resolve(path)
  const missing: string[] = []
  let at = out
  for (; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at)
  if (!statSync(at).isDirectory()) throw refused(out, `${at} is a file`)
  return { out, missing }
}

function refused(folder: string, reason: string) {
  return problem('out-unwritable', { folder, reason })
}
