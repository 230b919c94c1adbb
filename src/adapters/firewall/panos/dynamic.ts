import { type Filter, readFilter } from './filter.ts'
import { ofPanorama } from './scope.ts'
import type { PanosConfiguration } from './schema.ts'

/** Parents may be chained this deep. */
const deepest = 16

/** Names of the address objects that a scope sees and whose tags a filter asks for. */
export type Tagged = (filter: string, scope: string) => readonly string[]

/** Looks for members of dynamic groups among the tags that stand in the file. */
export function makeTagged({ tags, parents, addresses }: PanosConfiguration): Tagged {
  /** Objects with tags, by the scope that they are of. */
  const scopes = new Map<string, (readonly [name: string, tags: readonly string[]])[]>()
  for (const [key, own] of tags) {
    const end = key.indexOf('\n')
    const scope = key.slice(0, end)
    if (!addresses.has(key)) continue
    const known = scopes.get(scope)
    if (known) known.push([key.slice(end + 1), own])
    else scopes.set(scope, [[key.slice(end + 1), own]])
  }
  const filters = new Map<string, Filter | undefined>()
  return (text, scope) => {
    if (scopes.size === 0) return []
    let filter = filters.get(text)
    if (!filter && !filters.has(text)) filters.set(text, (filter = readFilter(text)))
    if (!filter) return []
    const found = new Set<string>()
    for (const one of visible(scope, parents))
      for (const [name, own] of scopes.get(one) ?? []) if (filter(own)) found.add(name)
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
