import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'

/** Addresses and host names in a line that is masked already; `name` says where the line stands. */
export function referencesOf(
  line: Line,
  name: string,
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  return literalsIn(line.text, context).map((literal) =>
    makeReference({
      ...partsOfLiteral(literal),
      kind: 'document-literal',
      device: file,
      file,
      line: line.number,
      text: excerpt(line.text, 400, literal.column),
      role: 'literal',
      name,
    }),
  )
}
