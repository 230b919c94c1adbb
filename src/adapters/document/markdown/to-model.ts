import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { MarkdownDocument } from './schema.ts'

/** Addresses and host names that a document speaks of. */
export function referencesOf(
  { title: name, owner }: MarkdownDocument,
  lines: readonly Line[],
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  const found: Reference[] = []
  for (const line of lines) {
    const place = { kind: 'document-literal', file, line, name, owner } as const
    for (const literal of literalsIn(line.text, context)) found.push(referenceOfLiteral(literal, place))
  }
  return found
}
