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
  const hint = headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }
  for (const line of lines) {
    for (const literal of literalsIn(line.text, context)) {
      yield {
        ...partsOfLiteral(literal),
        ...hint,
        kind: 'config-literal',
        device: file,
        file,
        line: line.number,
        text: excerpt(line.text, 400, literal.column),
        role: 'literal',
      }
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
