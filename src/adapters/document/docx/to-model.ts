import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { Paragraph } from './schema.ts'

/** Addresses and host names that a paragraph speaks of; its text must be masked already. */
export function referencesOf(
  { number, text, part }: Paragraph,
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  return literalsIn(text, context).map((literal) => ({
    ...partsOfLiteral(literal),
    kind: 'document-literal',
    device: file,
    file,
    line: number,
    text: excerpt(text, 400, literal.column),
    role: 'literal',
    name: part,
  }))
}
