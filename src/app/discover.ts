import type { DiscoveredSource, DiscoverResult } from '../contract/discover.ts'
import { csvHeader } from '../formats/csv/head.ts'
import { Problem, problem } from '../model/problems/index.ts'
import type { SourceInput, SourceReader } from '../ports/source-reader.ts'
import { putDocument } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { ensureEstate, loadEstate } from './estate.ts'
import { readPackageFolder } from './read-package-folder.ts'
import { sortInput } from './sort-inputs.ts'
import { sourcePathDocument } from './source-path.ts'
import { storeReading } from './store-reading.ts'
import { proposeDecisions } from './translate-files.ts'

/**
 * Reads sources and stores what they say. The same content twice changes nothing. Lists whose columns `mapFile` explains
 * are read by it.
 */
export async function discover(
  context: AppContext,
  inputs: readonly SourceInput[],
  mapFile?: string,
): Promise<DiscoverResult> {
  const { sources: known, lists } = context.adapters
  const readers = mapFile === undefined ? known : [lists.mapped(mapFile), ...known]
  const sources: DiscoveredSource[] = []
  const skipped: { file: string; why: string }[] = []
  const folders: DiscoverResult['folders'] = []
  for (const input of inputs) {
    const sorted = await sortInput(readers, input)
    skipped.push(...sorted.skipped)
    if (sorted.folder) {
      const { source, told } = await readPackageFolder(context, sorted.folder)
      if (source) sources.push(source)
      folders.push(told)
    }
    for (const { reader, input: part } of sorted.parts) {
      try {
        sources.push(...(await readInput(context, reader, part)))
      } catch (error) {
        // One bad file of a folder is listed and must not lose the others; a file that was named is the whole matter.
        if (!(error instanceof Problem) || part === input || part.kind === 'endpoint') throw error
        skipped.push({ file: part.name, why: error.message })
      }
    }
  }
  if (sources.length === 0 && skipped.length > 0) {
    const [alone] = inputs
    if (inputs.length === 1 && alone?.kind === 'file' && /\.[ct]sv$/i.test(alone.path))
      throw problem('list-unrecognised', { file: alone.name, seen: await firstLine(alone.path) })
    throw problem('source-unrecognised', {
      files: skipped.slice(0, 5).map((skip) => skip.file),
      count: skipped.length,
    })
  }
  const { meta } = await ensureEstate(context)
  // New networks, datastores and folders get their line in mappings.yaml now, with a proposal and how many use it.
  if (sources.some((source) => source.changed)) proposeDecisions(context.workspace, await loadEstate(context))
  return {
    sources,
    skipped,
    folders,
    unattached: [...meta.unattached],
    decided: [...meta.decided],
    estate: meta.counts,
  }
}

async function readInput(
  context: AppContext,
  reader: SourceReader,
  input: SourceInput,
): Promise<DiscoveredSource[]> {
  const done: DiscoveredSource[] = []
  context.progress.phase(`reading ${input.kind === 'endpoint' ? input.url.host : input.name}`)
  for await (const reading of reader.read(input, context.progress)) {
    const started = performance.now()
    const stored = await storeReading(context, reading, started)
    // Where the file lies, so that `move` finds the disks of a VM by its name.
    if (input.kind === 'file')
      await putDocument(context.store, sourcePathDocument, stored.source, { path: input.path })
    done.push(stored)
  }
  return done
}

/** The first line of a list as an error shows it. */
async function firstLine(path: string): Promise<string> {
  const cells = (await csvHeader(path)).filter((cell) => cell.trim() !== '')
  if (cells.length === 0) return 'no text'
  return `${cells
    .slice(0, 4)
    .map((cell) => JSON.stringify(cell.slice(0, 60)))
    .join(', ')}${cells.length > 4 ? ` and ${cells.length - 4} more` : ''}`
}
