import { literalsIn, partsOfLiteral } from '../../algebra/evidence/literals.ts'
import { excerpt } from '../../lib/lines.ts'
import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import type { EvidenceContext } from '../../ports/evidence-reader.ts'
import type { ReadText } from './read.ts'
import type { CodeOwner } from './schema.ts'

/** Every address and host name of the estate that stands in a configuration file, with line and column, while it is read. */
export function* literalsOf(
  { lines, headOwner }: ReadText,
  file: string,
  context: EvidenceContext | undefined,
): Iterable<Reference> {
  for (const line of lines) {
    for (const literal of literalsIn(line.text, context)) {
      const { matched, strength, column = 1, covers, host } = partsOfLiteral(literal)
      // Filled field by field: a file of a gigabyte has millions of them.
      const reference: { -readonly [Field in keyof Reference]: Reference[Field] } = {
        kind: 'config-literal',
        device: file,
        file,
        line: line.number,
        text: excerpt(line.text, 400, column),
        matched,
        strength,
        role: 'literal',
        column,
      }
      if (covers !== undefined) reference.covers = covers
      if (host !== undefined) reference.host = host
      if (headOwner !== undefined) {
        reference.ownerHint = headOwner
        reference.ownerHintBasis = 'file-head'
      }
      yield reference
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
