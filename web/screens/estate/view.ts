import { readFilter } from '../../../src/algebra/filter/index.ts'
import { Problem } from '../../../src/model/problems/index.ts'
import { type Mark, markOf } from '../../../src/model/problems/mark.ts'
import { type TreeView, treeViews } from '../../../src/contract/estate-tree.ts'
import type { VmRow } from '../../../src/contract/vms.ts'
import { columns, type EstateColumn, firstColumns } from './columns.ts'

/** What the address bar says of the table. */
export interface View {
  readonly where: string
  readonly sort: string
  readonly descending: boolean
  readonly columns: readonly string[]
  /** View of the tree, and the node that is chosen in it. */
  readonly view: TreeView
  readonly node: string
}

/** Reads the view from the address bar; what cannot be read is as at first. */
export function viewOf(search: URLSearchParams): View {
  const known = new Set(columns.map((column) => column.key))
  const sort = search.get('sort') ?? 'name'
  const asked = (search.get('columns') ?? '').split(',').filter((key) => known.has(key))
  const bare = sort.replace(/^-/, '')
  return {
    where: search.get('where') ?? '',
    sort: known.has(bare) ? bare : 'name',
    descending: sort.startsWith('-'),
    columns: asked.length > 0 ? asked : firstColumns,
    view: treeViews.find((one) => one === search.get('view')) ?? 'hosts',
    node: search.get('node') ?? '',
  }
}

/** The view as the address bar holds it; what is as at first is left out. */
export function searchOf(view: View): URLSearchParams {
  const search = new URLSearchParams()
  if (view.where !== '') search.set('where', view.where)
  if (view.sort !== 'name' || view.descending) search.set('sort', `${view.descending ? '-' : ''}${view.sort}`)
  if (view.columns.join(',') !== firstColumns.join(',')) search.set('columns', view.columns.join(','))
  if (view.view !== 'hosts') search.set('view', view.view)
  if (view.node !== '') search.set('node', view.node)
  return search
}

/** One filter for what is chosen in the tree and what is typed: what the command line takes for the same rows. */
export function bothFilters(chosen: string, typed: string): string {
  if (chosen === '' || typed.trim() === '') return chosen === '' ? typed : chosen
  return / (or|and) /i.test(typed) ? `${chosen} and (${typed})` : `${chosen} and ${typed}`
}

/** Rows that a filter keeps, or why it cannot be read, in the words of every other door. */
export type Filtered =
  | { readonly kind: 'rows'; readonly rows: readonly VmRow[] }
  | { readonly kind: 'wrong'; readonly mark: Mark | undefined; readonly sentence: string }

/** Applies the filter language of `causeway vms --where` in the browser. */
export function filterRows(rows: readonly VmRow[], where: string): Filtered {
  try {
    return { kind: 'rows', rows: where.trim() === '' ? rows : rows.filter(readFilter(where)) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { kind: 'wrong', mark: markOf(error), sentence: error.message }
  }
}

/** Sorted copies; equal rows stay in order of name. Keys are made once, so that 45,000 rows sort in one frame or two. */
export function sortRows(
  rows: readonly VmRow[],
  column: EstateColumn,
  descending: boolean,
): readonly VmRow[] {
  const keyed = rows.map((row, at) => ({ row, at, key: column.order(row) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : a.at - b.at))
  return keyed.map(({ row }) => row)
}
