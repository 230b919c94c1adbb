import { wildcard } from '../../lib/wildcard.ts'
import type { Told } from '../../model/told.ts'

/** A file and what it says of others. */
export interface Telling {
  readonly file: string
  readonly told: readonly Told[]
}

interface Entry {
  readonly file: string
  readonly told: Told
  /** Segments of the path, the last one first. */
  readonly segments: readonly ((text: string) => boolean)[]
}

/** A name that files share: those that define it, those that use it. */
interface SharedName {
  readonly definers: Entry[]
  readonly users: Entry[]
  /** Folders that a user has in common with its nearest definer, worked out once. */
  readonly depths: Map<Entry, number>
}

/**
 * Finds what other files say of one. Paths are compared from their end, since a folder of evidence is seldom laid out as
 * the machine it was taken from: `/etc/bind/zones/db.corner` is meant by `zones/db.corner`, and not by `old/db.corner`.
 * Of several files that say something of the same, those nearest in the tree count: two machines have an `nginx.conf` each.
 */
export function makeHearing(tellings: readonly Telling[]): (file: string) => readonly Told[] {
  const byLast = new Map<string, Entry[]>()
  const patterns: Entry[] = []
  const names = new Map<string, SharedName>()
  const used = new Map<string, Entry[]>()
  for (const { file, told: all } of tellings) {
    for (const told of all) {
      if (told.name !== undefined) {
        const entry = { file, told, segments: [] }
        const shared = names.get(told.name) ?? { definers: [], users: [], depths: new Map() }
        names.set(told.name, shared)
        ;(told.defined ? shared.definers : shared.users).push(entry)
        put(used, file, entry)
      } else if (told.path !== undefined) {
        const parts = partsOf(told.path).reverse()
        const entry = { file, told, segments: parts.map(wildcard) }
        const [last = ''] = parts
        if (last.includes('*')) patterns.push(entry)
        else put(byLast, last, entry)
      }
    }
  }
  return (file) => {
    const parts = partsOf(file).reverse()
    const meant = [...(byLast.get(parts[0] ?? '') ?? []), ...patterns].filter(
      (entry) => entry.file !== file && meets(entry.segments, parts),
    )
    const shared = (used.get(file) ?? []).flatMap(({ told }) => {
      const name = names.get(told.name ?? '')
      return name ? othersOf(file, told.defined === true, name) : []
    })
    return [...nearest(file, meant).map(({ told }) => told), ...shared]
  }
}

/** What other files say of a name that this one defines or uses: whoever uses one means the nearest file that defines it. */
function othersOf(file: string, defines: boolean, { definers, users, depths }: SharedName): readonly Told[] {
  if (!defines)
    return nearest(file, definers)
      .slice(0, 1)
      .map(({ told }) => told)
  const depthOf = (user: Entry): number => {
    const known = depths.get(user)
    if (known !== undefined) return known
    const depth = definers.reduce((best, one) => Math.max(best, common(user.file, one.file)), 0)
    depths.set(user, depth)
    return depth
  }
  return users
    .filter((user) => user.file !== file && common(user.file, file) === depthOf(user))
    .map(({ told }) => told)
}

function nearest(file: string, entries: readonly Entry[]): readonly Entry[] {
  if (entries.length < 2) return entries
  const depths = entries.map((entry) => common(file, entry.file))
  const most = depths.reduce((best, depth) => Math.max(best, depth), 0)
  return entries.filter((_, at) => depths[at] === most)
}

/** Folders that two files have in common. */
function common(one: string, other: string): number {
  const left = partsOf(one)
  const right = partsOf(other)
  let depth = 0
  while (depth < left.length - 1 && depth < right.length - 1 && left[depth] === right[depth]) depth++
  return depth
}

function meets(segments: Entry['segments'], parts: readonly string[]): boolean {
  const both = Math.min(segments.length, parts.length)
  for (let at = 0; at < both; at++) if (!segments[at]?.(parts[at] ?? '')) return false
  return both > 0
}

function partsOf(path: string): string[] {
  return path.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..')
}

function put(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = map.get(key)
  if (known) known.push(entry)
  else map.set(key, [entry])
}
