import { nameOfLiteral } from '../shared/naming.ts'
import { type AddressBook, makeResolver, memberBudget, type Resolve } from '../shared/resolve.ts'
import type { FortiConfiguration, Tables } from './schema.ts'
import { tablesOf } from './tables.ts'

/** A virtual domain: its objects, and how members of a side are resolved in it. */
export interface Domain {
  /** The domain's own tables, then the global ones. */
  readonly tables: readonly Tables[]
  readonly resolve: Resolve
  readonly resolve6: Resolve
}

/** The virtual domains of a configuration; the empty name stands for a device without them. */
export function domainsOf(configuration: FortiConfiguration): ReadonlyMap<string, Domain> {
  const all = tablesOf(configuration.entries)
  const budget = memberBudget()
  const global = all.get('')
  const domains = new Map<string, Domain>()
  for (const [name, own] of all) {
    const tables = name === '' || !global ? [own] : [own, global]
    domains.set(name, {
      tables,
      resolve: makeResolver(bookOf(tables, 'addresses', 'groups'), budget),
      resolve6: makeResolver(bookOf(tables, 'addresses6', 'groups6'), budget),
    })
  }
  return domains
}

function bookOf(
  tables: readonly Tables[],
  addresses: 'addresses' | 'addresses6',
  groups: 'groups' | 'groups6',
): AddressBook {
  return {
    object(name) {
      for (const table of tables) {
        const object = table[addresses].get(name)
        if (object === undefined) {
          if (table[groups].has(name)) return undefined
          continue
        }
        table.used[addresses].add(name)
        return object
      }
      if (name === 'all') return { matched: 'all', strength: 'any' }
      return name === 'none' ? 'address none' : nameOfLiteral(name)
    },
    group: (name) => tables.find((table) => table[groups].has(name))?.[groups].get(name),
  }
}
