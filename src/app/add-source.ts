import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { DiscoverResult, SourcesChecked } from '../contract/discover.ts'
import type { SourceInput, SourceReading } from '../ports/source-reader.ts'
import { checkCounts } from './check-counts.ts'
import { discover } from './discover.ts'
import { folderTold } from './folder-told.ts'
import { folderKey, packageFolder } from './package-folder.ts'
import type { AppContext } from './context.ts'
import { presentSource } from './present-source.ts'
import { sortInput } from './sort-inputs.ts'
import { withMaskedRows } from './store-reading.ts'
import { sourceIdOf } from '../store/index.ts'

/** A file that lies in the workspace, for a thread to read. */
export interface HandedOver {
  readonly path: string
  readonly name: string
}

/** Reads a file that was handed over, as by an upload, into the estate; it stays in the workspace for a later move. */
export async function addSourceFile(
  context: AppContext,
  name: string,
  content: Uint8Array,
): Promise<DiscoverResult> {
  const file = keep(context, plainName(name), content)
  try {
    return await context.workers.run<DiscoverResult>('discover-upload', file, context.progress)
  } catch (error) {
    rmSync(file.path, { force: true })
    throw error
  }
}

/** Reads a file that was handed over into nothing, and says how it went. */
export async function checkSourceFile(
  context: AppContext,
  name: string,
  content: Uint8Array,
): Promise<SourcesChecked> {
  // Its own folder: what is only looked at must not take the place of what was read.
  const folder = `check-${randomBytes(6).toString('hex')}`
  const file = keep(context, plainName(name), content, folder)
  try {
    return await context.workers.run<SourcesChecked>('check-upload', file, context.progress)
  } finally {
    rmSync(join(context.workspace.state, 'uploads', folder), { recursive: true, force: true })
  }
}

/** The work of {@link addSourceFile}, in a thread. */
export function discoverUpload(context: AppContext, file: HandedOver): Promise<DiscoverResult> {
  return discover(context, [{ kind: 'file', ...file }])
}

/** How a read of these inputs would go: recognised as what, seen, rejected, covered. Nothing is kept. */
export async function checkSources(
  context: AppContext,
  inputs: readonly SourceInput[],
  mapFile?: string,
): Promise<SourcesChecked> {
  const { sources: known, lists } = context.adapters
  const readers = mapFile === undefined ? known : [lists.mapped(mapFile), ...known]
  const sources: SourcesChecked['sources'] = []
  const skipped: { file: string; why: string }[] = []
  const folders: SourcesChecked['folders'] = []
  for (const input of inputs) {
    const { parts, skipped: passed, folder } = await sortInput(readers, input)
    skipped.push(...passed)
    if (folder) {
      const { sorted } = folder
      folders.push(folderTold(folder.input, sorted))
      const key = folderKey(folder.input, context.workspace)
      if (sorted.packages.length + sorted.rejected.length > 0)
        sources.push(await checked(context, packageFolder(folder.input, sorted, key, context.progress)))
    }
    for (const { reader, input: part } of parts) {
      context.progress.phase(`checking ${part.kind === 'endpoint' ? part.url.host : part.name}`)
      for await (const reading of reader.read(part, context.progress))
        sources.push(await checked(context, reading))
    }
  }
  return { sources, skipped, folders }
}

async function checked(
  context: AppContext,
  { description, observations, report }: SourceReading,
): Promise<SourcesChecked['sources'][number]> {
  const started = performance.now()
  for await (const _ of observations) context.progress.signal.throwIfAborted()
  const read = withMaskedRows(report())
  checkCounts(description, read)
  const observedAt = description.observedAt ?? context.clock.now()
  const shown = presentSource(sourceIdOf(description), description, observedAt, read)
  return { ...shown, seconds: Math.round((performance.now() - started) / 10) / 100 }
}

function keep({ workspace }: AppContext, name: string, content: Uint8Array, folder = ''): HandedOver {
  const place = join(workspace.state, 'uploads', folder)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const path = join(place, name)
  const part = `${path}.${randomBytes(4).toString('hex')}.part`
  writeFileSync(part, content, { mode: 0o600 })
  renameSync(part, path)
  return { path, name }
}

/** Only the last part of what a browser calls it; nothing that leads out of the folder. */
function plainName(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).replace(/[\0-\x1f]/g, '')
  return last === '' || last === '.' || last === '..' ? 'upload' : last.slice(0, 200)
}
