import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { isSelfOrGroup, parseSpan } from '../../../lib/ip.ts'
import { namingOf } from '../shared/naming.ts'
import { placeOf, withMask } from './place.ts'
import { allowKeys, hostKeys, type Node, numberKeys } from './schema.ts'
import type { Maker, Scope } from './scope.ts'

/** Adds every address below a node, and names where a machine must stand; properties in `done` were read already. */
export function sweep(top: Node, done: readonly string[], maker: Maker, scope: Scope): void {
  if (!top.children) return
  for (const node of top.children) if (!done.includes(node.words[0] ?? '')) sweepNode(node, '', maker, scope)
}

/** As deep as braces are read, which is bounded. */
function sweepNode(node: Node, outer: string, maker: Maker, scope: Scope): void {
  const first = node.words[0] ?? ''
  const own = node.words.length > 1 || node.children !== undefined
  const key = own && !placeOf(first) ? first : outer
  if (node.quotedTo === undefined) {
    if (!numberKeys.has(key)) addWords(node, key, maker, scope)
  } else {
    for (let number = node.line; number <= node.quotedTo; number++) addLiterals(number, maker, scope)
  }
  if (!node.children) return
  for (const inner of node.children) sweepNode(inner, key === 'name' ? outer : key, maker, scope)
}

/** Adds the literals of a line of free text: a program, a string. */
export function addLiterals(line: number, maker: Maker, { lines, names }: Scope): void {
  for (const literal of literalsIn(lines[line - 1]?.text ?? '', names)) {
    if (literal.strength === 'any') continue
    const { matched, strength, covers, host, column } = partsOfLiteral(literal)
    const named = { matched, strength, role: 'literal' as const, line }
    maker.made('config-literal', named, undefined, { covers, host, column })
  }
}

function addWords(node: Node, key: string, maker: Maker, { names }: Scope): void {
  const role = allowKeys.has(key) ? 'source' : 'literal'
  const { line, words } = node
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    // Older versions write a netmask behind its address.
    if (at > 0 && /^(?:net)?mask$/.test(words[at - 1] ?? '')) continue
    if (word.includes(' ')) {
      for (const literal of literalsIn(word, names)) {
        const { matched, strength, covers, host } = partsOfLiteral(literal)
        if (strength !== 'any')
          maker.made('config-literal', { matched, strength, role, line }, undefined, { covers, host })
      }
      continue
    }
    const place = placeOf(word)
    const mask = words[at + 1] === 'mask' ? words[at + 2] : undefined
    const named = place && namingOf(withMask(place.address, mask))
    if (place && named && named.strength !== 'any') {
      const span = parseSpan(named.matched)
      if (!span || isSelfOrGroup(span.low)) continue
      maker.made('config-literal', { ...named, role, line }, place.routeDomain)
    } else if (hostKeys.has(key) && word !== key && word.includes('.')) {
      const host = namingOf(word)
      if (host?.strength === 'name') maker.made('config-literal', { ...host, role, line }, undefined)
    }
  }
}
