import { type HostNames, literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { isSelfOrGroup, parseSpan } from '../../../lib/ip.ts'
import type { Line } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import { namingOf } from '../shared/naming.ts'
import { placeOf } from './place.ts'
import { allowKeys, hostKeys, type Node, numberKeys } from './schema.ts'

/** What a sweep finds; the caller knows the device, the file and the name. */
export type Swept = Pick<Reference, 'matched' | 'strength' | 'role' | 'line'> &
  Partial<Pick<Reference, 'covers' | 'host' | 'column' | 'service'>> & { readonly routeDomain?: string }

/** Every address below a node, and names where a machine must stand; properties in `done` were read already. */
export function* sweep(
  top: Node,
  done: ReadonlySet<string>,
  lines: readonly Line[],
  names: HostNames | undefined,
): Iterable<Swept> {
  const open: (readonly [node: Node, key: string])[] = []
  for (const node of top.children ?? []) if (!done.has(node.words[0] ?? '')) open.push([node, ''])
  open.reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, outer] = next
    const first = node.words[0] ?? ''
    const own = node.words.length > 1 || node.children !== undefined
    const key = own && !placeOf(first) ? first : outer
    if (node.quotedTo === undefined) {
      if (!numberKeys.has(key)) yield* wordsOf(node, key)
    } else {
      for (let number = node.line; number <= node.quotedTo; number++) {
        yield* literalsOf(lines[number - 1]?.text ?? '', number, names)
      }
    }
    for (let at = (node.children?.length ?? 0) - 1; at >= 0; at--) {
      const inner = node.children?.[at]
      if (inner) open.push([inner, key === 'name' ? outer : key])
    }
  }
}

/** Literals of a line of free text: a program, a string. */
export function* literalsOf(text: string, line: number, names: HostNames | undefined): Iterable<Swept> {
  for (const literal of literalsIn(text, names)) {
    if (literal.strength !== 'any') yield { ...partsOfLiteral(literal), role: 'literal', line }
  }
}

function* wordsOf(node: Node, key: string): Iterable<Swept> {
  const role = allowKeys.has(key) ? 'source' : 'literal'
  for (const word of node.words) {
    const place = placeOf(word)
    const named = place && namingOf(place.address)
    if (place && named && named.strength !== 'any') {
      const span = parseSpan(place.address)
      if (!span || isSelfOrGroup(span.low)) continue
      const domain = place.routeDomain === undefined ? {} : { routeDomain: place.routeDomain }
      yield { ...named, ...domain, role, line: node.line }
    } else if (hostKeys.has(key) && word !== key && word.includes('.')) {
      const host = namingOf(word)
      if (host?.strength === 'name') yield { ...host, role, line: node.line }
    }
  }
}
