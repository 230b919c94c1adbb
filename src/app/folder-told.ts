import type { FolderTold } from '../contract/discover.ts'
import type { Folder } from './list-folder.ts'
import { labelOf, type SortedFolder } from './sort-folder.ts'

/** How a folder was taken apart: each file is counted once. */
export function folderTold(
  input: Folder,
  sorted: SortedFolder,
  replaced: readonly string[] = [],
): FolderTold {
  const { parts, belonging, skipped, hidden } = sorted
  const packages = sorted.packages.length + sorted.rejected.length
  return {
    folder: labelOf(input),
    files: packages + belonging + parts.length + skipped.length,
    packages,
    belonging,
    others: parts.length,
    skipped: skipped.length,
    hidden,
    replaced: [...replaced],
  }
}
