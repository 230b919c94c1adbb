import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { columnLetters } from '../../../formats/xlsx/text.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { MaskedRow } from './mask.ts'

/** Addresses and host names in the text cells of a row, each named by its cell; the text is the whole row. */
export function* referencesOf(
  { row, text }: MaskedRow,
  file: string,
  context: EvidenceContext | undefined,
): Iterable<Reference> {
  let before = 0
  for (const cell of row.cells) {
    for (const literal of cell.isText ? literalsIn(cell.text, context) : []) {
      const { matched, strength, covers, host } = partsOfLiteral(literal)
      const column = before + literal.column
      // Filled in one shape: spreading parts of different shapes costs more than all the rest.
      const reference: { -readonly [Field in keyof Reference]: Reference[Field] } = {
        kind: 'document-literal',
        device: file,
        file,
        line: row.number,
        column,
        text: excerpt(text, 400, column),
        matched,
        strength,
        role: 'literal',
        name: `${row.sheet}!${columnLetters(cell.column)}${row.number}`,
      }
      if (covers !== undefined) reference.covers = covers
      if (host !== undefined) reference.host = host
      yield reference
    }
    before += cell.text.length + 1
  }
}
