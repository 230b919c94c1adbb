import { namingOf } from '../shared/naming.ts'
import { placeOf } from './place.ts'
import type { Item, Node } from './schema.ts'
import type { Maker } from './scope.ts'
import { child, eachMember, fullName } from './tree.ts'

/** Names that wide IPs answer, by their pool, and by the virtual server of another device: `/Common/lb:/Common/shop`. */
export interface WideNames {
  readonly byPool: ReadonlyMap<string, ReadonlySet<string>>
  readonly byVirtual: ReadonlyMap<string, ReadonlySet<string>>
}

/** Most names of one address that are told. */
const mostNames = 50

/** The names in DNS that lead to each pool and to each virtual server of `gtm server`. */
export function wideNamesOf(items: readonly Item[]): WideNames {
  const byPool = new Map<string, Set<string>>()
  const byVirtual = new Map<string, Set<string>>()
  for (const { kind, name, node } of items) {
    if (!kind.startsWith('gtm wideip')) continue
    const own = [name.slice(name.lastIndexOf('/') + 1).toLowerCase()]
    eachMember(child(node, 'aliases'), (alias) => own.push(alias.toLowerCase()))
    eachMember(child(node, 'pools'), (pool) => addAll(byPool, fullName(pool), own))
    const last = child(node, 'last-resort-pool')?.words.at(-1)
    if (last !== undefined) addAll(byPool, fullName(last), own)
  }
  for (const { kind, name, node } of items) {
    const names = kind.startsWith('gtm pool') ? byPool.get(fullName(name)) : undefined
    if (names) eachMember(child(node, 'members'), (member) => addAll(byVirtual, member, names))
  }
  return { byPool, byVirtual }
}

/** Adds what a name server answers: addresses of virtual servers and of last resort, each under the names that lead to it. */
export function addAnswers(item: Item, maker: Maker, wide: WideNames, done: string[]): void {
  if (item.kind === 'gtm server') {
    done.push('virtual-servers')
    const server = fullName(item.name)
    for (const virtual of child(item.node, 'virtual-servers')?.children ?? []) {
      const destination = child(virtual, 'destination')
      const names = wide.byVirtual.get(`${server}:${virtual.words[0] ?? ''}`)
      if (destination) addAnswer(destination, names, maker)
      const translated = child(virtual, 'translation-address')
      if (translated) addAnswer(translated, names, maker)
    }
  } else if (item.kind.startsWith('gtm pool')) {
    const fallback = child(item.node, 'fallback-ip')
    if (!fallback) return
    done.push('fallback-ip')
    addAnswer(fallback, wide.byPool.get(fullName(item.name)), maker)
  }
}

function addAnswer(property: Node, names: ReadonlySet<string> | undefined, maker: Maker): void {
  const place = placeOf(property.words[1] ?? '')
  const named = place && namingOf(place.address)
  if (!place || named?.strength !== 'exact') return
  const { line } = property
  if (!names) return maker.place('config-literal', 'literal', place, line)
  for (const host of [...names].slice(0, mostNames))
    maker.place('dns-record', 'target', place, line, {
      host,
      name: `${host} ${place.address.includes(':') ? 'AAAA' : 'A'}`,
    })
}

function addAll(map: Map<string, Set<string>>, key: string, names: Iterable<string>): void {
  const known = map.get(key)
  if (!known) map.set(key, new Set(names))
  else for (const name of names) known.add(name)
}
