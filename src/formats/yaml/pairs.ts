import { type Document, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'

interface Index {
  /** Items of the mapping that stand in the index: mappings only ever grow at their end here. */
  read: number
  readonly pairs: Map<unknown, Pair>
}

// The library searches a mapping from its front each time, which a file of ten thousand folders makes quadratic.
const indexes = new WeakMap<YAMLMap, Index>()

/** The pair of a key; the first one where there are several. */
export function pairOf(map: YAMLMap, key: unknown): Pair | undefined {
  const index = indexes.get(map) ?? { read: 0, pairs: new Map<unknown, Pair>() }
  indexes.set(map, index)
  for (; index.read < map.items.length; index.read++) {
    const pair = map.items[index.read]
    const name = pair && keyOf(pair)
    if (pair && !index.pairs.has(name)) index.pairs.set(name, pair)
  }
  return index.pairs.get(key)
}

/** The key as a plain value; a key that is itself a collection stays a node. */
export function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key
}

/** The node at a path; undefined where the path leads nowhere. */
export function nodeAt(document: Document, path: readonly (string | number)[]): Node | undefined {
  let node: unknown = document.contents
  for (const part of path) {
    if (isMap(node)) node = pairOf(node, part)?.value
    else if (isSeq(node)) node = node.items[Number(part)]
    else return undefined
  }
  return isNode(node) ? node : undefined
}
