import { firstMember, itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import type { Line } from '../../../lib/lines.ts'
import { deepestBraces, type Element, type Operand } from './schema.ts'

/** Where things stand in a JSON text, and its texts without secrets. */
export interface Places {
  /** The line at an offset; a line that is longer than an excerpt begins there. */
  readonly lineAt: (offset: number) => Line
  readonly numberAt: (offset: number) => number
  readonly textOf: (line: number) => string
  /** A text that leaves the reader: a name, a comment. */
  readonly plain: (text: string) => string
}

/** A value of the right side of a match: one, a list, a set, or `@set`. */
export function operandOfJson(node: JsonNode | undefined, places: Places): Operand {
  const line = node === undefined ? 1 : places.numberAt(node.at)
  const name = stringOf(node)
  if (name?.startsWith('@') === true)
    return { elements: [], set: places.plain(name.slice(1)), line, column: 1 }
  const elements: Element[] = []
  elementsOfJson(node, places, elements)
  return { elements, line, column: 1 }
}

/** The elements of a set, a map or a list. */
export function elementsOfJson(node: JsonNode | undefined, places: Places, into: Element[], depth = 0): void {
  if (node === undefined || depth > deepestBraces) return
  const inner = memberOf(node, 'set') ?? (Array.isArray(node.value) ? node : undefined)
  if (!inner) return addElement(node, places, into)
  for (const item of itemsOf(inner)) {
    const [key, data] = itemsOf(item)
    if (key === undefined || data === undefined) elementsOfJson(item, places, into, depth + 1)
    else addMapped(key, data, places, into)
  }
}

function addMapped(key: JsonNode, data: JsonNode, places: Places, into: Element[]): void {
  const parts = partsOf(key, places)
  if (parts.length === 0) return
  const place = { parts, line: places.numberAt(key.at), column: 1 }
  const verdict = verdictOf(data)
  into.push(
    verdict === undefined
      ? { ...place, data: partsOf(data, places) }
      : { ...place, action: places.plain(verdict) },
  )
}

function addElement(node: JsonNode, places: Places, into: Element[]): void {
  const parts = partsOf(node, places)
  if (parts.length > 0) into.push({ parts, line: places.numberAt(node.at), column: 1 })
}

/** The values of one element as the text form writes them; several when they are concatenated. */
function partsOf(node: JsonNode, places: Places): readonly string[] {
  const held = memberOf(memberOf(node, 'elem'), 'val') ?? node
  const several = memberOf(held, 'concat')
  if (several === undefined) {
    const one = valueOf(held, places)
    return one === undefined ? [] : [one]
  }
  return itemsOf(several).map(
    (part) => valueOf(memberOf(memberOf(part, 'elem'), 'val') ?? part, places) ?? '',
  )
}

function valueOf(node: JsonNode, places: Places): string | undefined {
  // Addresses and ports hide nothing; any other word passes the masker.
  if (typeof node.value === 'string')
    return /[^\da-f.:/]/i.test(node.value) ? places.plain(node.value) : node.value
  if (typeof node.value === 'number') return String(node.value)
  const prefix = memberOf(node, 'prefix')
  if (prefix) {
    const length = memberOf(prefix, 'len')?.value
    return `${stringOf(memberOf(prefix, 'addr')) ?? ''}/${typeof length === 'number' ? length : ''}`
  }
  const [low, high] = itemsOf(memberOf(node, 'range'))
  if (low && high) return `${valueOf(low, places) ?? ''}-${valueOf(high, places) ?? ''}`
  return undefined
}

/** `{"drop": null}`, `{"jump": {"target": "web"}}`. */
export function verdictOf(node: JsonNode): string | undefined {
  const [verb, target] = firstMember(node) ?? []
  if (verb === 'jump' || verb === 'goto') return `${verb} ${stringOf(memberOf(target, 'target')) ?? ''}`
  return verb !== undefined && /^(?:accept|drop|continue|return|reject|queue)$/.test(verb) ? verb : undefined
}
