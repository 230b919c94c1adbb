import type { Named } from '../shared/naming.ts'
import { type MemberBudget, makeResolver, memberBudget, type Resolve, withPath } from '../shared/resolve.ts'
import { nameOfPrefix } from './addresses.ts'
import type { JunosConfig, Placed } from './schema.ts'

/** Resolvers over the books of two zones and the global one: names mean the nearest. */
export function makeBooks(config: JunosConfig, used: Set<unknown>): (zones: readonly string[]) => Resolve {
  const budget: MemberBudget = memberBudget()
  const made = new Map<string, Resolve>()
  return (zones) => {
    const key = zones.join('\n')
    const known = made.get(key)
    if (known) return known
    const names = [...zones.flatMap((zone) => [zoneBook(zone), config.attached.get(zone) ?? '']), 'global']
    const resolve = makeResolver(
      {
        object(name) {
          const found = firstOf(names, (book) => config.objects.get(book)?.get(name))
          used.add(found)
          return found
        },
        group: (name) => firstOf(names, (book) => config.groups.get(book)?.get(name)),
      },
      budget,
    )
    made.set(key, resolve)
    return resolve
  }
}

/** A zone's own book: `zone trust`, within a part of the device `blue zone trust`. */
function zoneBook(zone: string): string {
  const blank = zone.lastIndexOf(' ')
  return `${zone.slice(0, blank + 1)}zone ${zone.slice(blank + 1)}`
}

function firstOf<Value>(
  books: readonly string[],
  find: (book: string) => Value | undefined,
): Value | undefined {
  for (const book of books) {
    const found = find(book)
    if (found !== undefined) return found
  }
  return undefined
}

/** What a member of a side comes to: a literal, a prefix list, a pool, a name of the books. */
export function namedBy(
  { text, list }: Placed,
  config: JunosConfig,
  resolve: Resolve,
  used: Set<unknown>,
  note: (what: string) => void,
): readonly Named[] {
  if (/^any(?:-ipv[46])?$/.test(text)) return [{ matched: text, strength: 'any' }]
  if (text.startsWith('pool ')) {
    const pool = config.pools.get(text.slice(5))
    if (!pool) note('pool that is not defined here')
    used.add(pool)
    return (pool ?? []).flatMap((one) => {
      const named = nameOfPrefix(one.text)
      return named ? [withPath(named, [text.split(' ')[2] ?? ''], false)] : []
    })
  }
  if (list) {
    const entries = config.prefixLists.get(text)
    if (!entries) note('prefix list that is not defined here')
    return (entries ?? []).flatMap((one) => {
      const named = nameOfPrefix(one.text)
      if (!named) note('prefix list that a path fills')
      return named ? [withPath(named, [text], true)] : []
    })
  }
  const literal = nameOfPrefix(text)
  if (literal) return [literal]
  return resolve([text], note)
}
