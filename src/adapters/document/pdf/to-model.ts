import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'

/** The addresses and host names in a line that is masked already; `place` says where the line stands. */
export function referencesIn(
  line: Line,
  place: () => string,
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  const literals = literalsIn(line.text, context)
  if (literals.length === 0) return []
  const at = { kind: 'document-literal', file, line, name: place() } as const
  return literals.map((literal) => referenceOfLiteral(literal, at))
}
