import { type EstateSubnet, estateSubnets, subnetAt } from '../algebra/evidence/estate-subnets.ts'
import type { Store } from '../store/index.ts'
import type { TraceMeta } from './trace-index.ts'
import type { TraceLookup } from './trace-lookup.ts'

/** Subnets of the estate, and how many addresses of VMs lie in each. */
export interface KnownSubnets {
  readonly subnets: readonly EstateSubnet[]
  readonly vms: readonly number[]
}

const kept = new WeakMap<Store, { readonly build: number; readonly known: KnownSubnets }>()

/** The subnets that networks say and VMs live in, made once for each building of the index. */
export async function knownSubnets(
  store: Store,
  index: { readonly build: number; readonly meta: TraceMeta },
  lookup: Pick<TraceLookup, 'book'>,
): Promise<KnownSubnets> {
  const before = kept.get(store)
  if (before?.build === index.build) return before.known
  const book = await lookup.book()
  const keys = Array.from({ length: book.rows }, (_, row) => book.keyAt(row))
  const subnets = estateSubnets(index.meta.networks, keys)
  const vms = subnets.map(() => 0)
  for (const key of keys) {
    const at = subnetAt(subnets, key)
    if (at >= 0) vms[at] = (vms[at] ?? 0) + 1
  }
  const known = { subnets, vms }
  kept.set(store, { build: index.build, known })
  return known
}
