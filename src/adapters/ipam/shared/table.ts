import type { Tally } from '../../../algebra/evidence/collect.ts'
import { recordAt } from '../../../formats/csv/records.ts'
import type { Line } from '../../../lib/lines.ts'

/** Columns by field; a field may stand in several, the first that is filled counts. */
export type Columns<Field extends string> = ReadonlyMap<Field, readonly number[]>

/** Where a table begins and what its columns say. */
export interface TableHead<Field extends string> {
  /** Place of the line of the head. */
  readonly index: number
  readonly delimiter: string
  readonly columns: Columns<Field>
  /** Columns whose cells are secrets, although nothing in their line announces it. */
  readonly secret: readonly number[]
  /** Columns that are no field and no secret. */
  readonly rest: readonly number[]
}

/** One row of a table. */
export class TableRow<Field extends string> {
  readonly line: Line
  readonly #cells: readonly string[]
  readonly #head: TableHead<Field>

  constructor(line: Line, cells: readonly string[], head: TableHead<Field>) {
    this.line = line
    this.#cells = cells
    this.#head = head
  }

  /** The cell below a field's column, without breaks; empty when there is none. */
  cell(field: Field): string {
    const places = this.#head.columns.get(field)
    if (places === undefined) return ''
    for (const at of places) {
      const text = (this.#cells[at] ?? '').trim()
      // Tables of web pages write a dash where nothing is.
      if (text !== '' && text !== '—' && text !== '-')
        return text.includes('\n') ? text.replace(/\s+/g, ' ') : text
    }
    return ''
  }

  /** Cells below columns that are no field and no secret: what somebody added. */
  rest(): readonly string[] {
    const { rest } = this.#head
    return rest.map((at) => this.#cells[at] ?? '').filter((cell) => cell.trim() !== '')
  }
}

const secretColumn = /passw|credential|secret|community|token/
/** How far down a head may stand below titles. */
const deepestHead = 20

/** The head of a table: the first line whose columns are `enough`. */
export function findHead<Field extends string>(
  lines: readonly Line[],
  fields: ReadonlyMap<string, Field>,
  enough: (columns: Columns<Field>) => boolean,
): TableHead<Field> | undefined {
  for (let index = 0; index < Math.min(lines.length, deepestHead); index++) {
    for (const delimiter of [',', ';', '\t', '|']) {
      if (!lines[index]?.text.includes(delimiter)) continue
      const { cells } = recordAt(lines, index, delimiter)
      const columns = new Map<Field, number[]>()
      const secret: number[] = []
      const rest: number[] = []
      for (const [at, cell] of cells.slice(0, 500).entries()) {
        const name = cell.toLowerCase().replace(/[^a-z0-9]/g, '')
        const field = fields.get(name)
        if (field !== undefined) columns.set(field, [...(columns.get(field) ?? []), at])
        else if (!secretColumn.test(name)) rest.push(at)
        if (secretColumn.test(name)) secret.push(at)
      }
      if (enough(columns)) return { index, delimiter, columns, secret, rest }
    }
  }
  return undefined
}

/** Gives each row below a head to `visit`; blank lines are passed over. */
export function readTable<Field extends string>(
  lines: readonly Line[],
  head: TableHead<Field>,
  tally: Tally,
  visit: (row: TableRow<Field>) => void,
): void {
  tally.known()
  const { secret, delimiter } = head
  for (let index = head.index + 1; index < lines.length; index++) {
    const line = lines[index]
    if (!line || line.text.trim() === '') continue
    const { cells, used } = recordAt(lines, index, delimiter)
    index += used
    if (cells.every((cell) => cell === '')) continue
    visit(new TableRow(secret.length === 0 ? line : shown(line, cells, secret, delimiter), cells, head))
  }
}

function shown(line: Line, cells: readonly string[], secret: readonly number[], delimiter: string): Line {
  if (secret.every((at) => (cells[at] ?? '').trim() === '')) return line
  return { ...line, text: cells.map((cell, at) => (secret.includes(at) ? '•••' : cell)).join(delimiter) }
}
