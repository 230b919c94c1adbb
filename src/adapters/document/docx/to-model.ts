import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { Paragraph } from './schema.ts'

const none: readonly Reference[] = []

/** The addresses and host names that a paragraph speaks of; its text must be masked already. */
export function referencesIn(
  { number, text, part: name }: Pick<Paragraph, 'number' | 'text' | 'part'>,
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  const literals = literalsIn(text, context)
  if (literals.length === 0) return none
  const place = { kind: 'document-literal', file, line: { number, text }, name } as const
  return literals.map((literal) => referenceOfLiteral(literal, place))
}
