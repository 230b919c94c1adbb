import { basename } from 'node:path'
import { problem } from '../model/problems/index.ts'
import type { SourceInput, SourceReader } from '../ports/source-reader.ts'
import { type Folder, listFolder, reasonOf, type Skipped } from './list-folder.ts'

/** Depth and number of entries of a folder that is sorted by content; more is refused rather than half read. */
const limits = { depth: 12, entries: 100_000 }

/** An input with the reader that takes it. */
export interface Part {
  readonly reader: SourceReader
  readonly input: SourceInput
}

/** A folder taken apart. files = packages + rejected + belonging + parts + skipped. */
export interface SortedFolder {
  /** Sources of their own: a workbook, an overlay, a recording. */
  readonly parts: Part[]
  /** Packages, which together are one source. */
  readonly packages: Part[]
  /** Called a package by its name and none by its content, or not to be opened. */
  readonly rejected: Skipped[]
  /** Files that belong to one of the packages: disks, manifests, lists of snapshots. */
  belonging: number
  readonly skipped: Skipped[]
  /** Names below the folder of what could not be read this time; a folder ends with a slash. */
  readonly unread: string[]
  hidden: number
}

/** Finds the reader of an input, undefined when there is none. */
export type FindReader = (input: SourceInput) => Promise<SourceReader | undefined>

/** Sorts a folder file by file, and its sub-folders. */
export async function sortFolder(
  readers: readonly SourceReader[],
  find: FindReader,
  folder: Folder,
): Promise<SortedFolder> {
  const sorted: SortedFolder = {
    parts: [],
    packages: [],
    rejected: [],
    belonging: 0,
    skipped: [],
    unread: [],
    hidden: 0,
  }
  const open: { readonly folder: Folder; readonly depth: number }[] = [{ folder, depth: 0 }]
  let entries = 0
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const listing = listFolder(next.folder)
    entries += listing.files.length + listing.folders.length + listing.skipped.length + listing.hidden
    if (entries > limits.entries)
      throw problem('source-too-many-files', { folder: labelOf(folder), limit: limits.entries })
    if (listing.unread !== undefined) {
      sorted.skipped.push({ file: `${next.folder.name}/`, why: listing.unread })
      sorted.unread.push(`${next.folder.name}/`)
    }
    sorted.skipped.push(...listing.skipped)
    sorted.hidden += listing.hidden
    await sortFiles(readers, find, listing.files, sorted)
    for (const below of listing.folders) {
      // One that cannot be listed says so when its turn comes.
      const reader = await find(below).catch(() => undefined)
      if (reader) sorted.parts.push({ reader, input: below })
      else if (next.depth < limits.depth) open.push({ folder: below, depth: next.depth + 1 })
      else sorted.skipped.push({ file: below.name, why: `folders are followed ${limits.depth} deep` })
    }
  }
  return sorted
}

type File = Extract<SourceInput, { kind: 'file' }>

/** The files of one folder: what a package names beside it is no source of its own. */
async function sortFiles(
  readers: readonly SourceReader[],
  find: FindReader,
  files: readonly File[],
  sorted: SortedFolder,
): Promise<void> {
  const packages: { readonly reader: SourceReader; readonly input: File }[] = []
  const others: { readonly input: File; readonly why: string; readonly unread: boolean }[] = []
  for (const input of files) {
    try {
      const reader = await find(input)
      if (reader?.packages) packages.push({ reader, input })
      else if (reader) sorted.parts.push({ reader, input })
      else others.push({ input, why: 'no source reader recognises its content', unread: false })
    } catch (error) {
      others.push({ input, why: reasonOf(error), unread: true })
    }
  }
  const promised = others.flatMap((other) => {
    const reader = readers.find(({ packages: habits }) => habits?.called.test(other.input.name))
    return reader ? [{ ...other, reader }] : []
  })
  const claimed = await claimedBy(readers, files, [...packages, ...promised])
  const rank = (reader: SourceReader) => readers.indexOf(reader)
  // An emptied descriptor names nothing: what is called like it is still no machine of its own.
  const stems = promised.map(({ input, reader }) => ({
    stem: basename(input.path).replace(/\.[^.]*$/, ''),
    owner: rank(reader),
  }))
  for (const { reader, input } of packages) {
    const name = basename(input.path)
    const owner =
      claimed.get(name) ??
      stems.find(({ stem }) => name.startsWith(`${stem}-`) || name.startsWith(`${stem}.`))?.owner
    if (owner !== undefined && owner < rank(reader)) sorted.belonging++
    else sorted.packages.push({ reader, input })
  }
  const here = new Set([...packages, ...promised].map(({ reader }) => reader))
  for (const { input, why, unread } of others) {
    if (promised.some((one) => one.input === input)) {
      const end = input.name.slice(input.name.lastIndexOf('.'))
      sorted.rejected.push({
        file: input.name,
        why: unread ? why : `its content is not that of an ${end} file`,
      })
    } else if (
      claimed.has(basename(input.path)) ||
      [...here].some((one) => one.packages?.leaves.test(input.name))
    )
      sorted.belonging++
    else {
      sorted.skipped.push({ file: input.name, why })
      if (unread) sorted.unread.push(input.name)
    }
  }
}

/** File name → the place of the first reader whose package names it. */
async function claimedBy(
  readers: readonly SourceReader[],
  files: readonly File[],
  packages: readonly { readonly reader: SourceReader; readonly input: File }[],
): Promise<ReadonlyMap<string, number>> {
  const claimed = new Map<string, number>()
  if (packages.length === 0) return claimed
  const beside = new Set(files.map(({ path }) => basename(path)))
  for (const { reader, input } of packages) {
    const names = await reader.packages?.names(input.path, beside).catch(() => [])
    const rank = readers.indexOf(reader)
    for (const name of names ?? []) {
      if (name !== basename(input.path)) claimed.set(name, Math.min(rank, claimed.get(name) ?? rank))
    }
  }
  return claimed
}

/** What people call a folder that they named. */
export function labelOf({ path, name }: Folder): string {
  return `${name === '' ? basename(path) : name}/`
}
