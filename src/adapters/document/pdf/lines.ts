import type { PdfCell } from './schema.ts'

/** A run of characters as the page draws it: where it begins, how wide it is and how it is turned. */
export interface TextRun {
  readonly text: string
  /** Six numbers; the last two are the place. */
  readonly transform: readonly number[]
  readonly width: number
}

/** A run in the direction of its own line: `along` it, and `up` from line to line. */
interface Piece {
  readonly text: string
  readonly along: number
  readonly up: number
  readonly width: number
  readonly size: number
}

/** Gaps in heights of the font: a narrower one is none, a wider one parts two cells. */
const gaps = { blank: 0.15, cell: 1.5 }
/** Runs on one line differ in height by less than this, in heights of the smaller font: an exponent does not join. */
const sameLine = 0.3

/** Runs put back into lines by where they stand, whatever order the page draws them in; turned text follows. */
export function linesOfRuns(runs: readonly TextRun[]): readonly (readonly PdfCell[])[] {
  const turned = new Map<number, Piece[]>()
  for (const run of runs) {
    const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = run.transform
    const angle = Math.round((Math.atan2(b, a) * 180) / Math.PI)
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
    const piece: Piece = {
      text: run.text,
      along: x * cos + y * sin,
      up: y * cos - x * sin,
      width: run.width,
      size: Math.hypot(c, d) || Math.hypot(a, b) || 1,
    }
    if (!Number.isFinite(piece.along + piece.up + piece.width + piece.size)) continue
    const others = turned.get(angle)
    if (others) others.push(piece)
    else turned.set(angle, [piece])
  }
  return [...turned.values()]
    .flatMap(rowsOf)
    .map(cellsOf)
    .filter(({ length }) => length > 0)
}

/** Pieces of one direction, row by row. */
function rowsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const rows: Piece[][] = []
  for (const piece of [...pieces].sort((a, b) => b.up - a.up || a.along - b.along)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && first.up - piece.up < sameLine * Math.min(first.size, piece.size)) row.push(piece)
    else rows.push([piece])
  }
  return rows.map((row) => row.sort((a, b) => a.along - b.along))
}

function cellsOf(row: readonly Piece[]): readonly PdfCell[] {
  const cells: { from: number; to: number; parts: string[] }[] = []
  let blank = false
  let before: Piece | undefined
  for (const piece of row) {
    if (piece.text.trim() === '') {
      blank = true
      continue
    }
    // Drawn twice, a hair apart: a program's way of writing bold.
    if (before?.text === piece.text && piece.along - before.along < gaps.blank * piece.size) continue
    const cell = cells.at(-1)
    const gap = cell === undefined ? 0 : piece.along - cell.to
    const to = piece.along + piece.width
    if (cell === undefined || gap > gaps.cell * piece.size)
      cells.push({ from: piece.along, to, parts: [piece.text] })
    else {
      if (blank || gap > gaps.blank * piece.size) cell.parts.push(' ')
      cell.parts.push(piece.text)
      cell.to = Math.max(cell.to, to)
    }
    before = piece
    blank = false
  }
  return cells.map(({ from, to, parts }) => ({
    from: Math.round(from),
    to: Math.round(to),
    text: parts
      .join('')
      .replaceAll(/[\r\n\t\0]/g, ' ')
      .trim(),
  }))
}
