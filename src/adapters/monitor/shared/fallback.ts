import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'

/** Addresses of a monitoring file that could not be read by its structure. */
export function literalReferences(
  lines: readonly Line[],
  file: string,
  headOwner: string | undefined,
): readonly Reference[] {
  return lines.flatMap((line) =>
    literalsIn(line.text).map((literal) => ({
      ...partsOfLiteral(literal),
      kind: 'monitor-target' as const,
      device: file,
      file,
      line: line.number,
      text: excerpt(line.text, 400, literal.column),
      role: 'literal' as const,
      ...(headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' as const }),
    })),
  )
}
