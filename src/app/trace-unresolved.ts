import { subnetAt } from '../algebra/evidence/estate-subnets.ts'
import type { TraceListQuery, UnresolvedResult } from '../contract/trace-lists.ts'
import { type AddressKey, formatAddress, parseAddress } from '../lib/ip.ts'
import type { Reference } from '../model/evidence.ts'
import { allReferences, artefactIdentity } from './all-references.ts'
import type { AppContext } from './context.ts'
import { knownSubnets } from './estate-subnets.ts'
import { presentReference } from './present-trace.ts'
import { ownersOfReferences } from './reference-owners.ts'
import { ensureTraceIndex } from './trace-index.ts'
import { openWholeLookup } from './trace-lookup.ts'

/** Places shown of each address. */
const mostPlaces = 5

/** Addresses inside the estate's subnets that artefacts name and no VM has. Listed in a worker. */
export async function listUnresolved(context: AppContext, query: TraceListQuery): Promise<UnresolvedResult> {
  await ensureTraceIndex(context)
  return context.workers.run<UnresolvedResult>('list-unresolved', query, context.progress)
}

/** Lists {@link listUnresolved}. Runs in a worker, under the task name `list-unresolved`. */
export async function collectUnresolved(
  context: AppContext,
  { limit, after = 0 }: TraceListQuery,
): Promise<UnresolvedResult> {
  const { store } = context
  const index = await ensureTraceIndex(context)
  const lookup = await openWholeLookup(store, index.build)
  const { subnets, vms } = await knownSubnets(store, index, lookup)
  const book = await lookup.book()
  const gateways = new Set(index.meta.networks.flatMap(({ gateway }) => parseAddress(gateway ?? '') ?? []))
  const found = new Map<AddressKey, { count: number; readonly places: Reference[] }>()
  const seen = new Set<string>()
  for await (const { reference, single } of allReferences(store, index.build)) {
    if (single === undefined || gateways.has(single) || book.at(single).length > 0) continue
    if (subnetAt(subnets, single) < 0) continue
    const identity = `${single}${artefactIdentity(reference)}`
    if (seen.has(identity)) continue
    seen.add(identity)
    const known = found.get(single) ?? { count: 0, places: [] }
    found.set(single, known)
    known.count++
    if (known.places.length < mostPlaces) known.places.push(reference)
  }
  const sorted = [...found].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
  const page = sorted.slice(after, limit === undefined ? undefined : after + limit)
  const owners = await ownersOfReferences(
    context,
    index.meta,
    lookup,
    page.flatMap(([, { places }]) => places),
  )
  return {
    total: sorted.length,
    subnets: subnets.map(({ name, networks }, at) => ({
      subnet: name,
      basis: networks.length > 0 ? `said by ${networks.join(', ')}` : 'derived from the addresses of VMs',
      vms: vms[at] ?? 0,
    })),
    addresses: page.map(([key, { count, places }]) => ({
      address: formatAddress(key),
      subnet: subnets[subnetAt(subnets, key)]?.name ?? '',
      count,
      places: places.map((reference) => {
        const owned = owners.ofReference(reference)
        return presentReference({
          ...reference,
          ...('why' in owned ? { ownerBasis: owned.why } : { owner: owned.owner, ownerBasis: owned.basis }),
        })
      }),
    })),
  }
}
