import type { Item, Node } from './schema.ts'

/** The first child that begins with a word. */
export function child(node: Node, key: string): Node | undefined {
  return node.children?.find(({ words }) => words[0] === key)
}

/** The value after a property's name. */
export function valueOf(node: Node, key: string): string | undefined {
  return child(node, key)?.words[1]
}

/** The members of a list in braces, one on each line or all on one: a word with the node that has it. */
export function* membersOf(list: Node | undefined): Iterable<readonly [word: string, node: Node]> {
  for (const node of list?.children ?? []) {
    if (node.children) yield [node.words[0] ?? '', node]
    else for (const word of node.words) yield [word, node]
  }
}

/** A name with its partition: what has none is in `/Common`. */
export function fullName(name: string): string {
  return name.startsWith('/') ? name : `/Common/${name}`
}

/** The partition of a full name: `Shop` of `/Shop/app/web`. */
export function partitionOf(name: string): string {
  return fullName(name).split('/', 2)[1] ?? 'Common'
}

/** Objects of one kind by their full name. */
export function byName(items: readonly Item[], kind: string): ReadonlyMap<string, Item> {
  return new Map(
    items.filter((item) => item.kind === kind).map((item) => [fullName(item.name), item] as const),
  )
}
