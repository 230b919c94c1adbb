import type { Line } from '../../../lib/lines.ts'
import { hostAndPort } from '../shared/naming.ts'
import { destinationOf } from './destination.ts'
import { byName, child, eachMember, fullName, valueOf } from './tree.ts'
import type { Item, Node } from './schema.ts'

const poolWord = /\bpool\s+(\/?[A-Za-z0-9_][\w./-]{0,200})/g

/** Addresses of the virtual servers that hand over to each pool: by themselves, by an iRule or by a policy. */
export function frontsByPool(
  items: readonly Item[],
  lines: readonly Line[],
): ReadonlyMap<string, readonly string[]> {
  const programs = new Map<string, readonly string[]>()
  for (const item of items) {
    if (item.kind === 'ltm rule') programs.set(fullName(item.name), poolsOfRule(item, lines))
    else if (item.kind === 'ltm policy') programs.set(fullName(item.name), [...poolsBelow(item.node)])
  }
  const targets = {
    addresses: byName(items, 'ltm virtual-address'),
    criteria: byName(items, 'ltm traffic-matching-criteria'),
  }
  const fronts = new Map<string, Set<string>>()
  for (const item of items) {
    if (item.kind !== 'ltm virtual') continue
    const place = destinationOf(item.node, targets)
    if (!place) continue
    const pools = new Set<string>()
    const own = valueOf(item.node, 'pool')
    if (own !== undefined) pools.add(fullName(own))
    for (const key of ['rules', 'policies']) {
      eachMember(child(item.node, key), (name) => {
        for (const pool of programs.get(fullName(name)) ?? []) pools.add(pool)
      })
    }
    const front = hostAndPort(place.address, place.port)
    for (const pool of pools) {
      const seen = fronts.get(pool)
      if (seen) seen.add(front)
      else fronts.set(pool, new Set([front]))
    }
  }
  return new Map([...fronts].map(([pool, addresses]) => [pool, [...addresses]]))
}

function poolsOfRule(item: Item, lines: readonly Line[]): readonly string[] {
  const pools = new Set<string>()
  for (let number = item.node.line + 1; number <= item.end; number++) {
    const text = lines[number - 1]?.text ?? ''
    if (!text.includes('pool') || text.trimStart().startsWith('#')) continue
    for (const found of text.matchAll(poolWord)) pools.add(fullName(found[1] ?? ''))
  }
  return [...pools]
}

function poolsBelow(top: Node): ReadonlySet<string> {
  const pools = new Set<string>()
  const open: Node[] = [top]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.words[0] === 'pool' && node.words[1] !== undefined) pools.add(fullName(node.words[1]))
    if (node.children) for (const inner of node.children) open.push(inner)
  }
  return pools
}
