import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { recordsOf } from './records.ts'
import { partsOfType } from './parts.ts'
import { addressColumns, type InfobloxRow, optionColumn, secretColumn, type TakeParts } from './schema.ts'

interface Head {
  readonly type: string
  readonly own: TakeParts | undefined
  readonly columns: ReadonlyMap<string, number>
  readonly secret: readonly number[]
  /** Its columns with addresses of other machines. */
  readonly addressed: readonly string[]
}

/** Each object of an export, as it is read; a line whose type has no header before it is counted. */
export function* readInfoblox(lines: Iterable<Line>, tally: Tally): Iterable<InfobloxRow> {
  const heads = new Map<string, Head>()
  let delimiter = ','
  /** The first cell of the row before: most rows are of the same type as that one. */
  let before: string | undefined
  let head: Head | undefined
  for (const { line, cells } of recordsOf(lines, () => delimiter, opens)) {
    const [first = ''] = cells
    if (first !== before) {
      const type = first.replace('\ufeff', '').trim().toLowerCase()
      if (type.startsWith('header-')) {
        heads.set(type.slice(7), headOf(type.slice(7), cells))
        before = undefined
        tally.known()
        continue
      }
      before = first
      head = heads.get(type)
    }
    if (head) yield new Row(line, cells, head)
    else tally.unknown('row without a header', line)
  }

  /** An import may be parted by other signs; the first head tells. */
  function opens({ text }: Line): boolean {
    if (text.trim() === '' || text.startsWith('#')) return false
    if (heads.size === 0) delimiter = /^\ufeff?"?header-[a-z0-9]{3,40}"?([,;\t])/i.exec(text)?.[1] ?? ','
    return true
  }
}

/** Stars mark columns that an import requires; they are no part of the name. */
function headOf(type: string, cells: readonly string[]): Head {
  const columns = new Map<string, number>()
  const secret: number[] = []
  for (const [at, cell] of cells.entries()) {
    const name = cell.replaceAll('*', '').trim().toLowerCase()
    if (at === 0 || name === '') continue
    if (!columns.has(name)) columns.set(name, at)
    if (secretColumn.test(name)) secret.push(at)
  }
  const addressed = [...columns.keys()].filter((name) => addressColumns.has(name) || optionColumn.test(name))
  return { type, own: partsOfType(type), columns, secret, addressed }
}

/** One object, its cells trimmed when they are asked for: most of them never are. */
class Row implements InfobloxRow {
  readonly type: string
  readonly own: TakeParts | undefined
  readonly line: Line
  readonly #cells: readonly string[]
  readonly #head: Head

  constructor(line: Line, cells: readonly string[], head: Head) {
    this.type = head.type
    this.own = head.own
    this.line = head.secret.length === 0 ? line : shown(line, cells, head.secret)
    this.#cells = cells
    this.#head = head
  }

  cell(column: string): string {
    const at = this.#head.columns.get(column)
    return at === undefined ? '' : (this.#cells[at] ?? '').trim()
  }

  elsewhere(): readonly (readonly [column: string, text: string])[] {
    return this.#filled(this.#head.addressed)
  }

  all(): readonly (readonly [column: string, text: string])[] {
    const { columns, secret } = this.#head
    return this.#filled([...columns].flatMap(([name, at]) => (secret.includes(at) ? [] : [name])))
  }

  #filled(columns: readonly string[]): readonly (readonly [column: string, text: string])[] {
    const filled: (readonly [string, string])[] = []
    for (const column of columns) {
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
