/** A value of a JSON text and where it stands. */
export interface JsonNode {
  /** Offset of its first character. */
  readonly at: number
  readonly value: string | number | boolean | null | readonly JsonNode[] | ReadonlyMap<string, JsonNode>
}

/** A member of an object; undefined when the node is no object or has no such member. */
export function memberOf(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.value instanceof Map ? (node.value as ReadonlyMap<string, JsonNode>).get(name) : undefined
}

/** The items of an array; none when the node is no array. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return Array.isArray(node?.value) ? (node.value as readonly JsonNode[]) : []
}

/** The text of a string; undefined for anything else. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined
}

/** Name and value of the only or first member of an object. */
export function firstMember(node: JsonNode | undefined): readonly [string, JsonNode] | undefined {
  if (!(node?.value instanceof Map)) return undefined
  for (const entry of node.value as ReadonlyMap<string, JsonNode>) return entry
  return undefined
}
