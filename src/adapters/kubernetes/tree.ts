import type { FieldRules, FieldType, SchemaTable } from './table.ts'

/** A table's rows as a tree; `inner` is the item of an array or the value of a map. */
export interface FieldNode {
  readonly type: FieldType
  readonly rules: FieldRules
  readonly properties: Map<string, FieldNode>
  readonly pattern?: RegExp
  inner?: FieldNode
}

/** A table made ready for checking. */
export interface FieldTree {
  readonly root: FieldNode
}

/** Builds the tree. Throws a TypeError for a table whose rows do not hang together. */
export function treeOf(table: SchemaTable): FieldTree {
  const root: FieldNode = { type: 'object', rules: {}, properties: new Map() }
  const byPath = new Map<string, FieldNode>([['', root]])
  for (const [path, type, rules = {}] of table.fields) {
    const node: FieldNode = {
      type,
      rules,
      properties: new Map(),
      ...(rules.pattern === undefined ? {} : { pattern: new RegExp(rules.pattern, 'u') }),
    }
    byPath.set(path, node)
    const { parent, name } = split(path)
    const above = byPath.get(parent)
    if (!above) throw new TypeError(`${table.kind}: ${path} has no parent row`)
    if (name === undefined) above.inner = node
    else above.properties.set(name, node)
  }
  return { root }
}

/** `a.b[]` → parent `a.b` and no name; `a.b` → parent `a`, name `b`. */
function split(path: string): { parent: string; name: string | undefined } {
  if (path.endsWith('[]') || path.endsWith('{}')) return { parent: path.slice(0, -2), name: undefined }
  const dot = path.lastIndexOf('.')
  return { parent: dot < 0 ? '' : path.slice(0, dot), name: path.slice(dot + 1) }
}
