import { itemsOf, type JsonNode } from '../../../formats/json/index.ts'

/** Strings of one object that are looked through. */
const mostStrings = 2000

/** The strings within a value, at any depth; members of some names are left out. */
export function stringsOf(node: JsonNode | undefined, without: ReadonlySet<string>): readonly JsonNode[] {
  const found: JsonNode[] = []
  const walk = (one: JsonNode): void => {
    if (found.length >= mostStrings) return
    if (typeof one.value === 'string') found.push(one)
    else if (Array.isArray(one.value)) for (const item of itemsOf(one)) walk(item)
    else if (one.value instanceof Map)
      for (const [name, member] of one.value as ReadonlyMap<string, JsonNode>)
        if (!without.has(name)) walk(member)
  }
  if (node) walk(node)
  return found
}
