import { type CmdbRow, type Columns, fieldOf } from './schema.ts'

/** Which columns of a table of relations say what: the relation's type, and the fields of either end. */
export interface RelationColumns {
  readonly type: number
  readonly parent: Columns
  readonly child: Columns
}

/** A relation between two configuration items: `Till` `Runs on::Runs` `till-01`. */
export interface CmdbRelation {
  readonly line: number
  /** What the parent does, two colons, what the child does. */
  readonly type: string
  readonly parent: CmdbRow
  readonly child: CmdbRow
}

/** The columns of an export of `cmdb_rel_ci`: `parent`, `type`, `child`, and dotted ones such as `child.ip_address`. */
export function relationColumnsOf(cells: readonly string[]): RelationColumns | undefined {
  const ends: Record<'parent' | 'child', Columns> = { parent: {}, child: {} }
  let type: number | undefined
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim().toLowerCase()
    if (name === 'type' || name === 'type.name') type ??= index
    const found = /^(parent|child)(?:$|[._ ](.{1,80})$)/.exec(name)
    const end = found?.[1] === 'parent' ? ends.parent : found?.[1] === 'child' ? ends.child : undefined
    if (!end) continue
    const field = fieldOf(found?.[2] ?? 'name')
    if (field !== undefined) (end[field] ??= []).push(index)
  }
  const whole = ends.parent.name !== undefined && ends.child.name !== undefined
  return whole && type !== undefined ? { type, ...ends } : undefined
}
