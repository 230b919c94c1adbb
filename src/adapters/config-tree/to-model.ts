import { referenceOfLiteral, unsureLiteral } from '../../algebra/evidence/literals.ts'
import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import type { ReadText } from './read.ts'
import type { CodeOwner } from './schema.ts'

/** Every address and host name of the estate that stands in a configuration file, with line and column, while it is read. */
export function* literalsOf({ lines, tally, headOwner: owner }: ReadText, file: string): Iterable<Reference> {
  for (const { line, literals } of lines) {
    const place = { kind: 'config-literal', file, line, owner } as const
    for (const literal of literals) {
      if (literal.unsure === true) tally.note(unsureLiteral, line)
      yield referenceOfLiteral(literal, place)
    }
  }
}

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
