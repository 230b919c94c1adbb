import type { Paragraph } from './schema.ts'

const none = { beside: '', below: '' }

/** Labels longer than this are prose. */
const longestLabel = 200

interface Table {
  /** Cells of the first row. */
  readonly head: string[]
  row: number
  column: number
  /** The last cell of the row that says something. */
  before: string
  cell: string
}

/** Follows the tables that are open, one within another, and says which labels a paragraph stands beside and below. */
export function openTables(): {
  open(local: string): void
  close(local: string): void
  add(text: string): Pick<Paragraph, 'beside' | 'below'>
} {
  const tables: Table[] = []
  return {
    open(local) {
      if (local === 'tbl') tables.push({ head: [], row: -1, column: -1, before: '', cell: '' })
      const table = tables.at(-1)
      if (table === undefined) return
      if (local === 'tr') {
        table.row++
        table.column = -1
        table.before = ''
      } else if (local === 'tc') {
        table.column++
        table.cell = ''
      }
    },
    close(local) {
      if (local === 'tbl') tables.pop()
      const table = tables.at(-1)
      if (table === undefined || local !== 'tc') return
      if (table.row === 0) table.head.push(table.cell)
      if (table.cell !== '') table.before = table.cell
    },
    add(text) {
      const table = tables.at(-1)
      if (table === undefined || table.column < 0) return none
      if (table.cell.length <= longestLabel) table.cell += (table.cell === '' ? '' : ' ') + text
      // The first cell of a row is a label of the row: what stands below it are other labels.
      const below = table.row > 0 && table.column > 0 ? (table.head[table.column] ?? '') : ''
      return { beside: table.before, below }
    },
  }
}
