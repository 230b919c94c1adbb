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

/**
 * Finds what other files say of one. Paths are compared from their end, since a folder of evidence is seldom laid out as
 * the machine it was taken from: `/etc/bind/zones/db.corner` is meant by `zones/db.corner`, and not by `old/db.corner`.
 * Of several files that say something of the same, those nearest in the tree count: two machines have an `nginx.conf` each.
 */
export function makeHearing(tellings: readonly Telling[]): (file: string) => readonly Told[] {
  const byLast = new Map<string, Entry[]>()
  const patterns: Entry[] = []
  const names = new Map<string, Entry[]>()
  const used = new Map<string, Entry[]>()
  for (const { file, told: all } of tellings) {
    for (const told of all) {
      if (told.name !== undefined) {
        const entry = { file, told, segments: [] }
        put(names, told.name, entry)
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
    const shared = (used.get(file) ?? []).flatMap(({ told }) => othersOf(file, told, names))
    return [...nearest(file, meant).map(({ told }) => told), ...shared]
  }
}

/** What other files say of a name that this one defines or uses. */
function othersOf(file: string, { name = '', defined }: Told, names: Map<string, Entry[]>): readonly Told[] {
  const all = names.get(name) ?? []
  const definers = all.filter(({ told }) => told.defined)
  // Whoever uses a name means the nearest file that defines it.
  if (defined) {
    return all
      .filter((one) => !one.told.defined && one.file !== file && isNearest(one.file, file, definers))
      .map(({ told }) => told)
  }
  return nearest(file, definers)
    .slice(0, 1)
    .map(({ told }) => told)
}

function isNearest(user: string, definer: string, definers: readonly Entry[]): boolean {
  const own = common(user, definer)
  return definers.every(({ file }) => common(user, file) <= own)
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
