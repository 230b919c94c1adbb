import type { Tally } from '../../../algebra/evidence/collect.ts'
import { recordAt } from '../../../formats/csv/records.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressColumns, type InfobloxRow, secretColumn } from './schema.ts'

interface Head {
  readonly columns: ReadonlyMap<string, number>
  readonly secret: readonly number[]
  /** Its columns with addresses of other machines. */
  readonly addressed: readonly string[]
}

/** Gives each object of an export to `visit`; a line whose type has no header before it is counted. */
export function readInfoblox(lines: readonly Line[], tally: Tally, visit: (row: InfobloxRow) => void): void {
  const heads = new Map<string, Head>()
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (!line || line.text.trim() === '' || line.text.startsWith('#')) continue
    const { cells, used } = recordAt(lines, index)
    const type = (cells[0] ?? '').replace('\ufeff', '').trim().toLowerCase()
    index += used
    if (type.startsWith('header-')) {
      heads.set(type.slice(7), headOf(cells))
      tally.known()
      continue
    }
    const head = heads.get(type)
    if (!head) tally.unknown('row without a header', line)
    else visit(new Row(type, line, cells, head))
  }
}

/** Stars mark columns that an import requires; they are no part of the name. */
function headOf(cells: readonly string[]): Head {
  const columns = new Map<string, number>()
  const secret: number[] = []
  for (const [at, cell] of cells.entries()) {
    const name = cell.replaceAll('*', '').trim().toLowerCase()
    if (at === 0 || name === '') continue
    if (!columns.has(name)) columns.set(name, at)
    if (secretColumn.test(name)) secret.push(at)
  }
  return { columns, secret, addressed: addressColumns.filter((name) => columns.has(name)) }
}

/** One object, its cells trimmed when they are asked for: most of them never are. */
class Row implements InfobloxRow {
  readonly type: string
  readonly line: Line
  readonly #cells: readonly string[]
  readonly #head: Head

  constructor(type: string, line: Line, cells: readonly string[], head: Head) {
    this.type = type
    this.line = head.secret.length === 0 ? line : shown(line, cells, head.secret)
    this.#cells = cells
    this.#head = head
  }

  cell(column: string): string {
    const at = this.#head.columns.get(column)
    return at === undefined ? '' : (this.#cells[at] ?? '').trim()
  }

  elsewhere(): readonly (readonly [column: string, text: string])[] {
    const filled: (readonly [string, string])[] = []
    for (const column of this.#head.addressed) {
      const text = this.cell(column)
      if (text !== '') filled.push([column, text])
    }
    return filled
  }
}

function shown(line: Line, cells: readonly string[], secret: readonly number[]): Line {
  const hidden = secret.filter((at) => (cells[at] ?? '') !== '')
  if (hidden.length === 0) return line
  return { ...line, text: cells.map((cell, at) => (hidden.includes(at) ? '•••' : cell)).join(',') }
}
