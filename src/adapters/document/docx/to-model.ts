import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { Paragraph } from './schema.ts'

/** Adds the addresses and host names that a paragraph speaks of; its text must be masked already. */
export function addReferences(
  { number, text, part: name }: Pick<Paragraph, 'number' | 'text' | 'part'>,
  file: string,
  context: EvidenceContext | undefined,
  references: Reference[],
): void {
  const place = { kind: 'document-literal', file, line: { number, text }, name } as const
  for (const literal of literalsIn(text, context)) references.push(referenceOfLiteral(literal, place))
}
