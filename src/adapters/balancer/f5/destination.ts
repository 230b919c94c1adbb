import { type Place, placeOf, portOf } from './place.ts'
import { addressIn } from './pool.ts'
import type { Item, Node } from './schema.ts'
import { fullName, valueOf } from './tree.ts'

/** Where a virtual server listens; `named` when the address stands in a virtual address of that name. */
interface Destination extends Place {
  readonly named?: string
}

/** The destination of a virtual server: the address that stands there, or that of the virtual address it names. */
export function destinationOf(node: Node, addresses: ReadonlyMap<string, Item>): Destination | undefined {
  const written = valueOf(node, 'destination') ?? ''
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
