import type { OwnerRecord } from '../../model/evidence.ts'
import type { CodeOwner } from './schema.ts'

/** Owners of folders: the subject is `path:` and the path below the folder that was given. */
export function ownersOf(entries: readonly CodeOwner[], file: string): readonly OwnerRecord[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  return entries.map(({ pattern, owner, line }) => ({
    subject: `path:${folder}${pattern}`,
    team: owner,
    basis: 'owner-list',
    file,
    line,
  }))
}
