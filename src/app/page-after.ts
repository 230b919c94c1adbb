/** One page of a list, and what to give as `after` for the next one. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next?: string
}

/**
 * The items after the one of that id, as many as `limit` says; all of them without a limit. An id that is not there
 * any more begins anew: what was shown twice is better than what was never shown.
 */
export function pageAfter<Item>(
  all: readonly Item[],
  { after, limit }: { readonly after?: string | undefined; readonly limit?: number | undefined },
  idOf: (item: Item) => string,
): Page<Item> {
  const start = after === undefined ? 0 : all.findIndex((item) => idOf(item) === after) + 1
  const items = all.slice(start, limit === undefined ? undefined : start + limit)
  const last = items.at(-1)
  const more = last !== undefined && start + items.length < all.length
  return { items, ...(more ? { next: idOf(last) } : {}) }
}
