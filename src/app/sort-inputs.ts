import { problem } from '../model/problems/index.ts'
import type { SourceInput, SourceReader } from '../ports/source-reader.ts'
import type { Folder, Skipped } from './list-folder.ts'
import { type Part, type SortedFolder, sortFolder } from './sort-folder.ts'

/** An input cut into what single readers take. */
export interface SortedInput {
  readonly parts: readonly Part[]
  readonly skipped: readonly Skipped[]
  /** Set for a folder that no reader took whole. */
  readonly folder?: { readonly input: Folder; readonly sorted: SortedFolder }
}

/** Finds the reader of an input by content. A folder that no reader takes whole is sorted file by file. */
export async function sortInput(readers: readonly SourceReader[], input: SourceInput): Promise<SortedInput> {
  const find = (one: SourceInput) => readerOf(readers, one)
  const reader = await find(input)
  if (reader) return { parts: [{ reader, input }], skipped: [] }
  if (input.kind === 'endpoint') throw problem('source-unrecognised', { files: [input.url.host], count: 1 })
  if (input.kind === 'file')
    return { parts: [], skipped: [{ file: input.name, why: 'no source reader recognises its content' }] }
  const sorted = await sortFolder(readers, find, input)
  return { parts: sorted.parts, skipped: sorted.skipped, folder: { input, sorted } }
}

async function readerOf(
  readers: readonly SourceReader[],
  input: SourceInput,
): Promise<SourceReader | undefined> {
  let best: { reader: SourceReader; sure: number } | undefined
  for (const reader of readers) {
    const sure = await reader.recognises(input)
    if (sure > (best?.sure ?? 0.3)) best = { reader, sure }
  }
  return best?.reader
}
