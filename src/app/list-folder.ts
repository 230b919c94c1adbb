import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceInput } from '../ports/source-reader.ts'

/** A file or folder that was passed over, with the reason. */
export interface Skipped {
  readonly file: string
  readonly why: string
}

/** A folder below the one that was given, or that one itself. */
export type Folder = Extract<SourceInput, { kind: 'folder' }>

/** What lies directly in a folder. */
export interface Listing {
  readonly files: readonly Extract<SourceInput, { kind: 'file' }>[]
  readonly folders: readonly Folder[]
  readonly skipped: readonly Skipped[]
  /** Names that begin with a dot: they are counted and not looked at. */
  readonly hidden: number
  /** Why the folder could not be listed; what an earlier read saw in it still stands. */
  readonly unread?: string
}

/** Lists a folder by name. Links, pipes and devices are told and never opened. */
export function listFolder(folder: Folder): Listing {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder.path, { withFileTypes: true })
  } catch (error) {
    return { files: [], folders: [], skipped: [], hidden: 0, unread: reasonOf(error) }
  }
  const shown = entries.filter(({ name }) => !name.startsWith('.')).sort((a, b) => (a.name < b.name ? -1 : 1))
  const inputOf = ({ name }: Dirent) => ({
    path: join(folder.path, name),
    name: folder.name === '' ? name : `${folder.name}/${name}`,
  })
  const strange = shown.filter((entry) => !entry.isFile() && !entry.isDirectory())
  return {
    files: shown
      .filter((entry) => entry.isFile())
      .map((entry) => ({ kind: 'file', ...inputOf(entry), inFolder: true })),
    folders: shown
      .filter((entry) => entry.isDirectory())
      .map((entry) => ({ kind: 'folder', ...inputOf(entry) })),
    skipped: strange.map((entry) => ({
      file: inputOf(entry).name,
      why: entry.isSymbolicLink()
        ? 'symbolic links are not followed'
        : 'it is no plain file: a pipe, a socket or a device',
    })),
    hidden: entries.length - shown.length,
  }
}

/** Why the system would not give a file, without its path on this machine. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known: Readonly<Record<string, string>> = {
    EACCES: 'this user may not read it',
    EPERM: 'this user may not read it',
    ENOENT: 'it is not there any more, or its name is not UTF-8',
    EIO: 'the disk it lies on does not give it',
    ESTALE: 'the share it lies on does not give it',
    EMFILE: 'too many files are open',
  }
  if (known[code] !== undefined) return `${known[code]} (${code})`
  if (/^E[A-Z]+$/.test(code)) return `the system does not give it (${code})`
  return `its reader failed: ${error instanceof Error ? error.message : String(error)}`
}
