import type { Inventory } from './inventory.ts'

/**
 * An inventory whose values are made once and kept, for measurements: a server that is quick to answer, so that the time
 * of a reader is its own. Nothing in it may change.
 */
export function keptInMemory(inner: Inventory): Inventory {
  const objects = new Map<string, Map<string, string | undefined>>()
  const there = new Map<string, boolean>()
  return {
    refs: () => inner.refs(),
    has(object) {
      const key = `${object.type}:${object.id}`
      const known = there.get(key) ?? inner.has(object)
      there.set(key, known)
      return known
    },
    knows: (type, path) => inner.knows(type, path),
    names: (type) => inner.names(type),
    value(object, path) {
      const key = `${object.type}:${object.id}`
      const values = objects.get(key) ?? new Map<string, string | undefined>()
      objects.set(key, values)
      if (!values.has(path)) values.set(path, inner.value(object, path))
      return values.get(path)
    },
    denied: (object) => inner.denied?.(object) ?? [],
    links: (object, path) => inner.links(object, path),
    tags: inner.tags,
  }
}
