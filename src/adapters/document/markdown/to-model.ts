import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, referenceOfLiteral, unsureLiteral } from '../../../algebra/evidence/literals.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { MarkdownDocument } from './schema.ts'

/** Addresses and host names that a document speaks of; every line that is not blank counts as read. */
export function* referencesOf(
  { title: name, owner }: MarkdownDocument,
  lines: Iterable<Line>,
  {
    file,
    context,
    tally,
  }: {
    readonly file: string
    readonly context: EvidenceContext | undefined
    readonly tally: Tally
  },
): Iterable<Reference> {
  for (const line of lines) {
    if (line.cut) tally.unknown('line longer than 1,000,000 characters', line)
    else if (line.text.trim() !== '') tally.known()
    const literals = literalsIn(line.text, context)
    if (literals.length === 0) continue
    const place = { kind: 'document-literal', file, line, name, owner } as const
    for (const literal of literals) {
      if (literal.unsure === true) tally.note(unsureLiteral, line)
      yield referenceOfLiteral(literal, place)
    }
  }
}
