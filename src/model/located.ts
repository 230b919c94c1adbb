/** Names within vSphere are unique per datacenter only, so look-ups compare these where both sides know them. */
export interface Located {
  readonly name: string
  readonly vcenter?: string
  readonly datacenter?: string
}

/** Objects by their name; several may share one. */
export function byName<T extends Located>(objects: readonly T[]): Map<string, T[]> {
  const index = new Map<string, T[]>()
  for (const object of objects) push(index, object.name, object)
  return index
}

/** Adds a value to the list under a key. */
export function push<K, V>(index: Map<K, V[]>, key: K, value: V): void {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}

/** The object of that name that is nearest: of the same vCenter and datacenter where both sides say them, else the first. */
export function pick<T extends Located>(
  index: Map<string, T[]>,
  name: string,
  near: Omit<Located, 'name'>,
): T | undefined {
  const found = index.get(name)
  if (!found || found.length === 1) return found?.[0]
  const agrees = (a: string | undefined, b: string | undefined): boolean => !a || !b || a === b
  return (
    found.find((one) => agrees(one.vcenter, near.vcenter) && agrees(one.datacenter, near.datacenter)) ??
    found[0]
  )
}
