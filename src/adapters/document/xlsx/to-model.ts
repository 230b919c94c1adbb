import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import { columnLetters } from '../../../formats/xlsx/text.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { MaskedRow } from './mask.ts'

/** Adds addresses and host names in the text cells of a row, each named by its cell; the text is the whole row. */
export function addReferences(
  { row, text }: Pick<MaskedRow, 'row' | 'text'>,
  sheet: string,
  file: string,
  context: EvidenceContext | undefined,
  references: Reference[],
): void {
  let before = 0
  const line = { number: row.number, text }
  for (const cell of row.cells) {
    const literals = cell.isText ? literalsIn(cell.text, context) : []
    if (literals.length > 0) {
      const name = `${sheet}!${columnLetters(cell.column)}${row.number}`
      const place = { kind: 'document-literal', file, line, name } as const
      for (const literal of literals)
        references.push(referenceOfLiteral(literal, place, before + literal.column))
    }
    before += cell.text.length + 1
  }
}
