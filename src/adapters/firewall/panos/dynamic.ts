import { type Filter, readFilter } from './filter.ts'
import { ofPanorama } from './scope.ts'
import type { PanosConfiguration } from './schema.ts'

/** Parents may be chained this deep. */
const deepest = 16

interface Carrier {
  readonly scope: string
  readonly name: string
  readonly own: readonly string[]
}

/** Names of the address objects that a scope sees and whose tags a filter asks for. */
export type Tagged = (filter: string, scope: string) => readonly string[]

/** Looks for members of dynamic groups among the tags that stand in the file. */
export function makeTagged({ tags, parents, addresses }: PanosConfiguration): Tagged {
  /** Objects by each of their tags. */
  const carriers = new Map<string, Carrier[]>()
  for (const [scope, name, own] of tags) {
    if (!addresses.get(scope, name)) continue
    for (const tag of own) {
      const known = carriers.get(tag)
      if (known) known.push({ scope, name, own })
      else carriers.set(tag, [{ scope, name, own }])
    }
  }
  const filters = new Map<string, Filter | undefined>()
  return (text, scope) => {
    if (carriers.size === 0) return []
    let filter = filters.get(text)
    if (!filter && !filters.has(text)) filters.set(text, (filter = readFilter(text)))
    if (!filter) return []
    const seen = visible(scope, parents)
    const found = new Set<string>()
    // The rarest of what it asks for leads to the fewest objects.
    const ways = filter.needs.map((any) => ({
      any,
      count: any.reduce((sum, tag) => sum + (carriers.get(tag)?.length ?? 0), 0),
    }))
    const fewest = ways.reduce((best, way) => (way.count < best.count ? way : best))
    for (const one of fewest.any.flatMap((tag) => carriers.get(tag) ?? []))
      if (seen.has(one.scope) && filter.test(one.own)) found.add(one.name)
    return [...found]
  }
}

function visible(scope: string, parents: ReadonlyMap<string, string>): ReadonlySet<string> {
  const seen = new Set<string>()
  for (
    let above: string | undefined = scope;
    above !== undefined && seen.size < deepest;
    above = parents.get(above)
  )
    seen.add(above)
  return seen.add('shared').add('').add(ofPanorama)
}
