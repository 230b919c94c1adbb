/** Tells that something is wrong at a path of the object. */
export type Report = (path: string, message: string) => void

/** One rule of an admission webhook, or one that it forgets, over one kind of object. */
export interface Rule<View> {
  /** Stable, for example `disk.bus`. */
  readonly id: string
  /** What must hold, in one sentence. */
  readonly says: string
  check(view: View, report: Report): void
}

/** A DNS label: what names of namespaces, disks and VMs must be. */
export const dnsLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Calls `report` for every item whose key an earlier item has. */
export function refuseRepeats<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
  pathOf: (index: number) => string,
  what: string,
  report: Report,
): void {
  const seen = new Set<string>()
  items.forEach((item, index) => {
    const key = keyOf(item)
    if (key === undefined) return
    if (seen.has(key)) report(pathOf(index), `a second ${what} ${key}`)
    seen.add(key)
  })
}
