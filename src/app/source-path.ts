import { lstatSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { getDocument, type Store } from '../store/index.ts'

/** Name under which discover keeps where the file or folder of a source lies: source id → `{ path }`. */
export const sourcePathDocument = 'source-path'

const document = z.object({ path: z.string() })

/** Where the file or folder of a source lay when it was read. */
export async function pathOfSource(store: Store, source: string): Promise<string | undefined> {
  const kept = document.safeParse(await getDocument(store, sourcePathDocument, source))
  return kept.success ? kept.data.path : undefined
}

/** The file that one fact of a source was read from; undefined when it is not there any more. */
export async function fileOfSource(store: Store, source: string, file: string): Promise<string | undefined> {
  const path = await pathOfSource(store, source)
  if (path === undefined) return undefined
  try {
    if (!statSync(path).isDirectory()) return path
    const below = file.split('/')
    if (below.some((part) => part === '' || part === '.' || part === '..')) return undefined
    return lstatSync(join(path, ...below)).isFile() ? join(path, ...below) : undefined
  } catch {
    return undefined
  }
}
