import { blotted, createLabels } from '../shared/labels.ts'
import { createTextMasker } from '../shared/reading.ts'
import type { Cell, Row } from './schema.ts'

/** A row whose cells are masked, and how many secrets were in it. */
export interface MaskedRow {
  readonly row: Row
  /** The cells joined by tabs. */
  readonly text: string
  readonly masks: number
}

/**
 * Masks row by row: what a cell says by itself, what stands beside its label (`password`, `CANARY…`), and what stands
 * below a label in the head of a table. Call the function with all rows of one workbook, in order.
 */
export function createRowMasker(): (row: Row) => MaskedRow {
  const mask = createTextMasker()
  const labels = createLabels()
  const secretColumns = new Set<number>()
  let head = { sheet: '', last: -1, found: false }
  /** Whether this row is the head of a table: the first one with two cells since an empty row. */
  const headed = ({ sheet, number, cells }: Row): boolean => {
    const goesOn = sheet === head.sheet && number > head.last && number <= head.last + 1
    if (!goesOn) secretColumns.clear()
    head = { sheet, last: number, found: goesOn && head.found }
    if (head.found || cells.length < 2) return false
    head.found = true
    // The first cell of a row is a label of the row: what stands below it are other labels.
    for (const { column, text } of cells.slice(1)) if (labels.below(text)) secretColumns.add(column)
    return true
  }
  return (row) => {
    const isBelow = row.of === 'row' && !headed(row)
    let masks = 0
    let blotting: Cell[] | undefined
    let at = -1
    let before: string | undefined
    for (const cell of row.cells) {
      at++
      const beside = before !== undefined && labels.beside(before)
      before = cell.text
      if (!beside && !(isBelow && secretColumns.has(cell.column))) continue
      masks++
      blotting ??= [...row.cells]
      blotting[at] = { ...cell, text: blotted(cell.text) }
    }
    const cells = blotting ?? row.cells
    let joined = ''
    for (const { text } of cells) joined += joined === '' ? text : `\t${text}`
    const masked = mask(joined)
    // Most rows hold no secret and stay as they are.
    const shown = masked.masks > 0 || masked.text !== joined ? cutAgain(cells, masked.text) : cells
    return {
      row: shown === row.cells ? row : { ...row, cells: shown },
      text: masked.text,
      masks: masks + masked.masks,
    }
  }
}

/** Cells of a joined text; masking keeps lengths. */
function cutAgain(cells: readonly Cell[], joined: string): readonly Cell[] {
  let at = 0
  return cells.map((cell) => {
    const text = joined.slice(at, at + cell.text.length)
    at += cell.text.length + 1
    return text === cell.text ? cell : { ...cell, text }
  })
}
