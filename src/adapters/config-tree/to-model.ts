import { literalsIn, partsOfLiteral } from '../../algebra/evidence/literals.ts'
import { excerpt, type Line } from '../../lib/lines.ts'
import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import type { EvidenceContext } from '../../ports/evidence-reader.ts'
import type { CodeOwner } from './schema.ts'

/** Every address and host name of the estate that stands in a configuration file, with line and column. */
export function literalsOf(
  lines: readonly Line[],
  file: string,
  headOwner: string | undefined,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  const hint = headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }
  const found: Reference[] = []
  for (const line of lines) {
    for (const literal of literalsIn(line.text, context)) {
      found.push({
        ...partsOfLiteral(literal),
        ...hint,
        kind: 'config-literal',
        device: file,
        file,
        line: line.number,
        text: excerpt(line.text, 400, literal.column),
        role: 'literal',
      })
    }
  }
  return found
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
