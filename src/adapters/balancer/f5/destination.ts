import { type Place, placeOf, portOf } from './place.ts'
import { addressIn } from './pool.ts'
import type { Item, Node } from './schema.ts'
import { fullName, valueOf } from './tree.ts'

/** Where a virtual server listens; `named` when the address stands in a virtual address of that name. */
interface Destination extends Place {
  readonly named?: string
}

/** Objects that a virtual server may name for its address, by their name. */
export interface Targets {
  readonly addresses: ReadonlyMap<string, Item>
  readonly criteria: ReadonlyMap<string, Item>
}

/** The destination of a virtual server: the address that stands there, or that of the object it names. */
export function destinationOf(node: Node, { addresses, criteria }: Targets): Destination | undefined {
  const written = valueOf(node, 'destination') ?? ''
  const matching = written === '' ? valueOf(node, 'traffic-matching-criteria') : undefined
  if (matching !== undefined) {
    const item = criteria.get(fullName(matching))
    const place = item && placeOf(valueOf(item.node, 'destination-address-inline') ?? '')
    const inline = item && valueOf(item.node, 'destination-port-inline')
    const port = inline === undefined ? undefined : portOf(inline)
    return place && { ...place, named: matching, ...(port === undefined ? {} : { port }) }
  }
  const place = placeOf(written)
  if (place || written === '') return place
  const colon = written.lastIndexOf(':')
  const named = colon < 1 ? written : written.slice(0, colon)
  const item = addresses.get(fullName(named))
  const own = item && addressIn(item.node)
  if (!own) return undefined
  const port = colon < 1 ? undefined : portOf(written.slice(colon + 1))
  return { ...own.place, named, ...(port === undefined ? {} : { port }) }
}
