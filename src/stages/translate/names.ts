/** The longest name of a VM: with the name of a disk behind it, it still fits the 63 characters of a DNS label. */
export const longestVmName = 48

/** Lower-case letters, digits and single dashes of a text; empty when it has none. Accents are taken off. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** A name that is not cut needs no tail; a cut or an empty one gets the tail that tells it from others. */
export function cut(name: string, most: number, seed: string): string {
  if (name.length > 0 && name.length <= most) return name
  return withTail(name === '' ? 'x' : name, most, seed)
}

/** Something that wants a name within its scope. */
export interface Wish {
  readonly id: string
  readonly scope: string
  readonly text: string
}

/**
 * A DNS label for each wish, unique within its scope and at most `most` characters long. The result for one wish depends
 * on others only when they want the same name: then the one that is written exactly so keeps it, and the others
 * get a tail made from their id. The order of the wishes plays no part.
 */
export function uniqueNames(wishes: readonly Wish[], most: number): ReadonlyMap<string, string> {
  const groups = new Map<string, Wish[]>()
  for (const wish of wishes) {
    const key = `${wish.scope}/${cut(slug(wish.text), most, wish.id)}`
    const group = groups.get(key)
    if (group) group.push(wish)
    else groups.set(key, [wish])
  }
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const rest: Wish[] = []
  for (const [key, group] of groups) {
    const name = key.slice(key.lastIndexOf('/') + 1)
    const exact = group.filter((wish) => wish.text === name)
    const keeper = group.length === 1 ? group[0] : exact.length === 1 ? exact[0] : undefined
    if (keeper) {
      names.set(keeper.id, name)
      taken.add(key)
    }
    rest.push(...group.filter((wish) => wish !== keeper))
  }
  for (const wish of rest.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const base = slug(wish.text) || 'x'
    let name = withTail(base, most, wish.id)
    for (let round = 1; taken.has(`${wish.scope}/${name}`); round++)
      name = withTail(base, most, `${wish.id} ${round}`)
    taken.add(`${wish.scope}/${name}`)
    names.set(wish.id, name)
  }
  return names
}

function withTail(name: string, most: number, seed: string): string {
  const tail = checksum(seed)
  return `${name.slice(0, most - tail.length - 1).replace(/-$/, '')}-${tail}`
}

/** FNV-1a over UTF-16 units as six digits of base 36: not a secret, only a tail that differs. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash.toString(36).padStart(7, '0').slice(-6)
}
