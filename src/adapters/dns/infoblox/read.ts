import type { Tally } from '../../../algebra/evidence/collect.ts'
import { recordAt } from '../../../formats/csv/records.ts'
import type { Line } from '../../../lib/lines.ts'
import { type InfobloxRow, secretColumn } from './schema.ts'

interface Head {
  readonly columns: ReadonlyMap<string, number>
  readonly secret: readonly number[]
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
    else visit(rowOf(type, head, cells, line))
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
  return { columns, secret }
}

function rowOf(type: string, { columns, secret }: Head, cells: readonly string[], line: Line): InfobloxRow {
  const hidden = secret.filter((at) => (cells[at] ?? '') !== '')
  const shown =
    hidden.length === 0
      ? line
      : { ...line, text: cells.map((cell, at) => (hidden.includes(at) ? '•••' : cell)).join(',') }
  return {
    type,
    line: shown,
    cell: (column) => {
      const at = columns.get(column)
      return at === undefined ? '' : (cells[at] ?? '').trim()
    },
  }
}
