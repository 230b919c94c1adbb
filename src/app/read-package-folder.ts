import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import type { DiscoveredSource, FolderTold } from '../contract/discover.ts'
import { problem } from '../model/problems/index.ts'
import { listSources, newestVersion, putDocument, removeSource, sourceIdOf } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { folderTold } from './folder-told.ts'
import type { Folder } from './list-folder.ts'
import { folderKey, packageFolder } from './package-folder.ts'
import { labelOf, type SortedFolder } from './sort-folder.ts'
import { storeReading } from './store-reading.ts'
import { pathOfSource, sourcePathDocument } from './source-path.ts'

/**
 * Reads the packages of a folder as one source and stores it. What was read earlier of its files one by one is the same
 * said twice: those sources go. A folder that had packages once is read on when the last one is gone.
 */
export async function readPackageFolder(
  context: AppContext,
  { input, sorted }: { readonly input: Folder; readonly sorted: SortedFolder },
): Promise<{ readonly source?: DiscoveredSource; readonly told: FolderTold }> {
  const key = folderKey(input, context.workspace)
  const id = sourceIdOf({ reader: 'packages', key })
  if (sorted.packages.length + sorted.rejected.length === 0) {
    const before = await newestVersion(context.store, id)
    if (!before) return { told: folderTold(input, sorted) }
    // A share that is not mounted is an empty folder, and no reason to forget machines.
    if (readdirSync(input.path).length === 0)
      throw problem('source-folder-empty', {
        folder: labelOf(input),
        readAt: before.readAt.slice(0, 16).replace('T', ' '),
        source: id,
      })
  }
  const reading = packageFolder(input, sorted, key, context.progress)
  const source = await storeReading(context, reading, performance.now())
  await putDocument(context.store, sourcePathDocument, id, { path: input.path })
  const replaced = await replaceSingles(context, id, input, sorted, {
    alone: reading.alone,
    unread: reading.report().unread ?? [],
  })
  return { source, told: folderTold(input, sorted, replaced) }
}

/** Takes out sources of single files or sub-folders that this read covers. Answers their labels. */
async function replaceSingles(
  { store }: AppContext,
  folderSource: string,
  input: Folder,
  sorted: SortedFolder,
  read: { readonly alone: ReadonlySet<string>; readonly unread: readonly string[] },
): Promise<readonly string[]> {
  const walked = new Set([...sorted.packages, ...sorted.parts].map(({ input: one }) => nameOf(one)))
  const replaced: string[] = []
  for (const row of await listSources(store)) {
    if (row.id === folderSource || !['ova', 'vmx', 'packages'].includes(row.reader)) continue
    const path = await pathOfSource(store, row.id)
    const below = path === undefined ? undefined : belowOf(input.path, path)
    // Machines read from their own folder kept no path; their key tells them.
    const covered =
      below === undefined
        ? path === undefined && read.alone.has(row.id)
        : !existsSync(join(input.path, below)) || walked.has(below) || isFolderOf(walked, below)
    const lost = read.unread.some((one) => one === below || (one.endsWith('/') && below?.startsWith(one)))
    if (!covered || lost || hasUnreadBelow(read.unread, below)) continue
    await removeSource(store, row.id)
    replaced.push(row.label)
  }
  return replaced
}

function nameOf(input: SortedFolder['packages'][number]['input']): string {
  return input.kind === 'endpoint' ? '' : input.name
}

function isFolderOf(walked: ReadonlySet<string>, folder: string): boolean {
  for (const name of walked) if (name.startsWith(`${folder}/`)) return true
  return false
}

function hasUnreadBelow(unread: readonly string[], folder: string | undefined): boolean {
  return folder !== undefined && unread.some((one) => one.startsWith(`${folder}/`))
}

/** Name of a path below a folder, with slashes; undefined when it lies elsewhere. */
function belowOf(folder: string, path: string): string | undefined {
  for (const [from, to] of [
    [folder, path],
    [realOf(folder), realOf(path)],
  ] as const) {
    const below = relative(from, to)
    if (below !== '' && !below.startsWith('..') && !isAbsolute(below)) return below
  }
  return undefined
}

function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}
