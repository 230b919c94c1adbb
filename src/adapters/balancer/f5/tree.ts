import type { Item, Node } from './schema.ts'

/** The first child that begins with a word. */
export function child(node: Node, key: string): Node | undefined {
  const { children } = node
  if (children) for (const one of children) if (one.words[0] === key) return one
  return undefined
}

/** The value after a property's name. */
export function valueOf(node: Node, key: string): string | undefined {
  return child(node, key)?.words[1]
}

/** The members of a list in braces, one on each line or all on one: a word with the node that has it. */
export function eachMember(list: Node | undefined, use: (word: string, node: Node) => void): void {
  if (!list?.children) return
  for (const node of list.children) {
    if (node.children) use(node.words[0] ?? '', node)
    else for (const word of node.words) use(word, node)
  }
}

/** A name with its partition: what has none is in `/Common`. */
export function fullName(name: string): string {
  return name.startsWith('/') ? name : `/Common/${name}`
}

/** The partition of a full name: `Shop` of `/Shop/app/web`. */
export function partitionOf(name: string): string {
  if (!name.startsWith('/')) return 'Common'
  const end = name.indexOf('/', 1)
  return name.slice(1, end < 0 ? undefined : end)
}

/** Objects of one kind by their full name. */
export function byName(items: readonly Item[], kind: string): ReadonlyMap<string, Item> {
  const named = new Map<string, Item>()
  for (const item of items) if (item.kind === kind) named.set(fullName(item.name), item)
  return named
}
