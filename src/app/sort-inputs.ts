import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { problem } from '../model/problems/index.ts'
import type { SourceInput, SourceReader } from '../ports/source-reader.ts'

/** Depth and number of files of a folder that is sorted by content; more is refused rather than half read. */
const limits = { depth: 12, files: 100_000 }

/** An input cut into what single readers take. */
export interface SortedInput {
  readonly parts: readonly { readonly reader: SourceReader; readonly input: SourceInput }[]
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
}

/** Finds the reader of an input by content. A folder that no reader takes whole is sorted file by file. */
export async function sortInput(readers: readonly SourceReader[], input: SourceInput): Promise<SortedInput> {
  const reader = await readerOf(readers, input)
  if (reader) return { parts: [{ reader, input }], skipped: [] }
  if (input.kind === 'endpoint') throw problem('source-unrecognised', { files: [input.url.host], count: 1 })
  if (input.kind === 'file')
    return { parts: [], skipped: [{ file: input.name, why: 'no source reader recognises its content' }] }
  const parts: { reader: SourceReader; input: SourceInput }[] = []
  const skipped: { file: string; why: string }[] = []
  await walk(readers, input, 0, parts, skipped)
  return { parts, skipped }
}

async function walk(
  readers: readonly SourceReader[],
  folder: Extract<SourceInput, { kind: 'folder' }>,
  depth: number,
  parts: { reader: SourceReader; input: SourceInput }[],
  skipped: { file: string; why: string }[],
): Promise<void> {
  if (depth > limits.depth) {
    skipped.push({ file: folder.name, why: `folders are followed ${limits.depth} deep; this one is deeper` })
    return
  }
  const entries = readdirSync(folder.path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder.path, entry.name)
    const name = folder.name === '' ? entry.name : `${folder.name}/${entry.name}`
    if (parts.length + skipped.length >= limits.files)
      throw problem('source-too-many-files', { folder: folder.name, limit: limits.files })
    if (entry.isSymbolicLink()) skipped.push({ file: name, why: 'symbolic links are not followed' })
    else if (entry.isDirectory()) {
      const input = { kind: 'folder', path, name } as const
      const reader = await readerOf(readers, input)
      if (reader) parts.push({ reader, input })
      else await walk(readers, input, depth + 1, parts, skipped)
    } else if (entry.isFile()) {
      const input = { kind: 'file', path, name } as const
      const reader = await readerOf(readers, input)
      if (reader) parts.push({ reader, input })
      else skipped.push({ file: name, why: 'no source reader recognises its content' })
    }
  }
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
