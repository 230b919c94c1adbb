import type { EvidenceReader } from '../ports/evidence-reader.ts'

/** A file that waits to be read: its kind decides when, its size where. */
interface Waiting {
  readonly name: string
  readonly kind: string
}

/** Files in the order of reading: settings that say what other files are; zones, so that their names are known to the readers of free text, which come last. */
export function inTurn<Order extends Waiting>(
  readers: readonly EvidenceReader[],
  orders: readonly Order[],
): readonly (readonly Order[])[] {
  const reads = new Map(readers.map((reader) => [reader.kind, reader.reads]))
  const sorted = [...orders].sort((a, b) => (a.name < b.name ? -1 : 1))
  const turn = (...wanted: readonly EvidenceReader['reads'][]) =>
    sorted.filter(({ kind }) => wanted.includes(reads.get(kind)))
  return [turn('settings'), turn('zones'), turn(undefined, 'flows'), turn('text')].filter(
    (orders) => orders.length > 0,
  )
}

/**
 * Shares of a turn for that many threads, the heaviest files dealt out first. Files of one kind stay together where two
 * of them may describe one device, since the newer one replaces the older; free text and flows describe none.
 */
export function sharesOf<Order extends Waiting & { readonly bytes: number }>(
  readers: readonly EvidenceReader[],
  orders: readonly Order[],
  threads: number,
): readonly (readonly Order[])[] {
  const apart = new Set(
    readers.filter(({ reads }) => reads === 'text' || reads === 'flows').map(({ kind }) => kind),
  )
  const kinds = new Map<string, { readonly orders: Order[]; bytes: number }>()
  for (const order of orders) {
    const key = apart.has(order.kind) ? `file ${order.name}` : order.kind
    const kind = kinds.get(key) ?? { orders: [], bytes: 0 }
    kind.orders.push(order)
    kind.bytes += order.bytes
    kinds.set(key, kind)
  }
  const shares = Array.from({ length: threads }, () => ({ orders: [] as Order[], bytes: 0 }))
  for (const kind of [...kinds.values()].sort((a, b) => b.bytes - a.bytes)) {
    const lightest = shares.reduce((best, other) => (other.bytes < best.bytes ? other : best))
    lightest.orders.push(...kind.orders)
    lightest.bytes += kind.bytes
  }
  return shares.map(({ orders }) => orders).filter((orders) => orders.length > 0)
}
