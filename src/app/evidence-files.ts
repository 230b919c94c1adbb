import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { problem } from '../model/problems/index.ts'
import { reasonOf } from './list-folder.ts'

/** A file that may be evidence. */
export interface FoundFile {
  readonly path: string
  /** Path below the folder that was given, with slashes. */
  readonly name: string
  /** The file itself was given, not a folder above it. */
  readonly alone: boolean
}

/** What a folder of evidence may hold. */
const limits = { depth: 24, files: 100_000, bytes: 1_073_741_824 }
const history = 'the history of a checkout, not what is in use'
/** Folders that hold tools' own files, never evidence, with what they hold. */
const toolFolders: ReadonlyMap<string, string> = new Map([
  ['.git', history],
  ['.hg', history],
  ['.svn', history],
  ['.causeway', 'a workspace of this program'],
  ['node_modules', 'installed packages of others'],
])

/**
 * Files below the paths given, in order of name; symbolic links are not followed. A file given alone keeps its last
 * part as name; what the system does not give is skipped with its reason. Throws `evidence-missing`.
 */
export function findEvidenceFiles(paths: readonly string[]): {
  readonly files: readonly FoundFile[]
  readonly skipped: readonly { readonly file: string; readonly why: string }[]
  /** Folders of tools, by name. */
  readonly passedOver: readonly { readonly folder: string; readonly folders: number; readonly why: string }[]
} {
  const files: FoundFile[] = []
  const skipped: { file: string; why: string }[] = []
  const passed = new Map<string, number>()
  const take = (path: string, name: string, alone = false): void => {
    if (files.length >= limits.files) skipped.push({ file: name, why: `more than ${limits.files} files` })
    else if (statSync(path).size > limits.bytes) {
      skipped.push({ file: name, why: `larger than ${limits.bytes / 1_048_576} MiB` })
    } else files.push({ path, name, alone })
  }
  const entriesOf = (folder: string, prefix: string): readonly Dirent[] => {
    try {
      return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    } catch (error) {
      skipped.push({ file: prefix === '' ? basename(folder) : prefix, why: reasonOf(error) })
      return []
    }
  }
  const walk = (folder: string, prefix: string, depth: number): void => {
    if (depth > limits.depth) {
      skipped.push({ file: prefix, why: `folders are followed ${limits.depth} deep; this one is deeper` })
      return
    }
    for (const entry of entriesOf(folder, prefix)) {
      const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      const path = join(folder, entry.name)
      if (entry.isSymbolicLink()) skipped.push({ file: name, why: 'symbolic links are not followed' })
      else if (entry.isDirectory()) {
        if (toolFolders.has(entry.name)) passed.set(entry.name, (passed.get(entry.name) ?? 0) + 1)
        else walk(path, name, depth + 1)
      } else if (entry.isFile()) take(path, name)
    }
  }
  for (const given of paths) {
    const path = resolve(given)
    if (!existsSync(path)) throw problem('evidence-missing', { path: given })
    if (statSync(path).isDirectory()) walk(path, '', 0)
    else take(path, basename(path), true)
  }
  const passedOver = [...passed].map(([folder, folders]) => ({
    folder,
    folders,
    why: toolFolders.get(folder) ?? '',
  }))
  return { files, skipped, passedOver }
}
