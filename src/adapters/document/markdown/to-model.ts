import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { MarkdownDocument } from './schema.ts'

/** Addresses and host names that a document speaks of. */
export function referencesOf(
  document: MarkdownDocument,
  lines: readonly Line[],
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  return lines.flatMap((line) =>
    literalsIn(line.text, context).map((literal) => ({
      ...partsOfLiteral(literal),
      kind: 'document-literal' as const,
      device: file,
      file,
      line: line.number,
      text: excerpt(line.text, 400, literal.column),
      role: 'literal' as const,
      ...(document.title === undefined ? {} : { name: document.title }),
      ...(document.owner === undefined
        ? {}
        : { ownerHint: document.owner, ownerHintBasis: 'file-head' as const }),
    })),
  )
}
