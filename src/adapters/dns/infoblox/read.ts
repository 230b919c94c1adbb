import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type InfobloxRow, secretColumn } from './schema.ts'

/** Most lines that one record with line breaks in its quotes may span. */
const mostRecordLines = 200

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

/** The cells of the record that begins at a line, and how many further lines its quotes take in. */
function recordAt(
  lines: readonly Line[],
  index: number,
): { readonly cells: readonly string[]; readonly used: number } {
  const first = lines[index]?.text ?? ''
  if (!first.includes('"')) return { cells: first.split(','), used: 0 }
  const parts = [first]
  let quotes = quotesOf(first)
  let used = 0
  while (quotes % 2 === 1 && used < mostRecordLines && index + used + 1 < lines.length) {
    used++
    const next = lines[index + used]?.text ?? ''
    quotes += quotesOf(next)
    parts.push(next)
  }
  // A quote that never ends is a damaged line; the lines behind it stand.
  return quotes % 2 === 0 ? { cells: cellsOf(parts.join('\n')), used } : { cells: cellsOf(first), used: 0 }
}

function quotesOf(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++
  return count
}

function cellsOf(text: string): readonly string[] {
  const cells: string[] = []
  for (let at = 0; at <= text.length; ) {
    if (text.charCodeAt(at) !== 34) {
      const comma = text.indexOf(',', at)
      const end = comma < 0 ? text.length : comma
      cells.push(text.slice(at, end))
      at = end + 1
      continue
    }
    let end = text.indexOf('"', at + 1)
    while (end >= 0 && text.charCodeAt(end + 1) === 34) end = text.indexOf('"', end + 2)
    const close = end < 0 ? text.length : end
    cells.push(text.slice(at + 1, close).replaceAll('""', '"'))
    const comma = text.indexOf(',', close)
    at = comma < 0 ? text.length + 1 : comma + 1
  }
  return cells
}
