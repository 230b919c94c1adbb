import { blotted, createLabels } from '../shared/labels.ts'
import { createTextMasker } from '../shared/reading.ts'
import type { PdfCell } from './schema.ts'

/** A line as text, its cells parted by two blanks, and how many secrets were in it. */
export interface MaskedLine {
  readonly text: string
  readonly masks: number
}

/** The places between which the cells of a column stand. */
interface Column {
  readonly from: number
  readonly to: number
}

/**
 * Masks line by line: what a line says by itself, what stands beside its label, and what stands below a label in the
 * head of a table, until a line of prose ends the table. Call the function with all lines of a document, in order.
 */
export function createLineMasker(): (cells: readonly PdfCell[]) => MaskedLine {
  const mask = createTextMasker()
  const labels = createLabels()
  let columns: readonly Column[] = []
  return (cells) => {
    const secret = secretColumns(cells, labels.below)
    if (secret.length > 0) columns = secret
    else if (columns.some((column) => isProse(cells, column))) columns = []
    let masks = 0
    const texts = cells.map((cell, at) => {
      const before = cells[at - 1]?.text
      const below = secret.length === 0 && columns.some((column) => stands(cell, column))
      if (!below && (before === undefined || !labels.beside(before))) return cell.text
      masks++
      return blotted(cell.text)
    })
    const masked = mask(texts.join('  '))
    return { text: masked.text, masks: masks + masked.masks }
  }
}

/** Columns below labels of secrets. The first cell of a row is a label of the row. */
function secretColumns(cells: readonly PdfCell[], isLabel: (text: string) => boolean): readonly Column[] {
  return cells.flatMap(({ from, to, text }, at) => {
    const before = cells[at - 1]
    if (before === undefined || !isLabel(text)) return []
    const after = cells[at + 1]
    return [{ from: (before.to + from) / 2, to: after === undefined ? Infinity : (to + after.from) / 2 }]
  })
}

function stands({ from, to }: PdfCell, column: Column): boolean {
  const middle = (from + to) / 2
  return middle >= column.from && middle <= column.to
}

/** One cell that begins before a column and reaches into it. */
function isProse(cells: readonly PdfCell[], column: Column): boolean {
  const [only] = cells
  return cells.length === 1 && only !== undefined && only.from < column.from && only.to > column.from
}
