import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'

/** Adds the addresses and host names in a line that is masked already; `name` says where the line stands. */
export function addReferences(
  line: Line,
  name: string,
  file: string,
  context: EvidenceContext | undefined,
  references: Reference[],
): void {
  const place = { kind: 'document-literal', file, line, name } as const
  for (const literal of literalsIn(line.text, context)) references.push(referenceOfLiteral(literal, place))
}
