import { literalsIn, referenceOfLiteral } from '../../../algebra/evidence/literals.ts'
import { columnLetters } from '../../../formats/xlsx/text.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { EvidenceContext } from '../../../ports/evidence-reader.ts'
import type { MaskedRow } from './mask.ts'

const none: readonly Reference[] = []

/** Addresses and host names in the text cells of a row, each named by its cell; the text is the whole row. */
export function referencesIn(
  { row, text }: Pick<MaskedRow, 'row' | 'text'>,
  sheet: string,
  file: string,
  context: EvidenceContext | undefined,
): readonly Reference[] {
  let before = 0
  let found: Reference[] | undefined
  const line = { number: row.number, text }
  for (const cell of row.cells) {
    const literals = cell.isText ? literalsIn(cell.text, context) : []
    if (literals.length > 0) {
      found ??= []
      const name = `${sheet}!${columnLetters(cell.column)}${row.number}`
      const place = { kind: 'document-literal', file, line, name } as const
      for (const literal of literals) found.push(referenceOfLiteral(literal, place, before + literal.column))
    }
    before += cell.text.length + 1
  }
  return found ?? none
}
