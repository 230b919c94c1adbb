import { createHash } from 'node:crypto'
import type { Observation, ObjectKind } from '../../model/observation.ts'

/** One observation with the index of the source it came from. */
export interface Sighting {
  readonly source: number
  readonly observation: Observation
}

/** Ids that earlier merges gave, in the order they were given. Survives the removal of a source. */
export type Identities = ReadonlyMap<string, string>

/** Sightings of one object, strongest source first. */
export interface Identified {
  readonly sightings: readonly Sighting[]
}

/** Schemes that name one object for certain. */
const strong = /^(instance|vc|descriptor):/

/**
 * Groups sightings of one kind into objects. Two VMs are never joined because they share a name alone: strong keys
 * (instance UUID, managed object id within its vCenter) join; an SMBIOS UUID or a name joins only across sources, only
 * when it is unique in each, and never against a differing instance UUID. Within one source nothing is ever joined, and
 * nothing across two vCenters that both say which they are: a copy keeps the UUID of what it was copied from.
 */
export function identify(sightings: readonly Sighting[]): readonly Identified[] {
  const groups = new Groups(sightings)
  groups.joinBy((key) => strong.test(key))
  groups.joinBy((key) => key.startsWith('smbios:'))
  groups.joinBy((key) => key.startsWith('name:'))
  return groups.result()
}

class Groups {
  private readonly sightings: readonly Sighting[]
  private readonly parent: Int32Array
  /** Sources already in the group of a root. */
  private readonly sources: Set<number>[]
  private readonly instances: (string | undefined)[]
  private readonly vcenters: (string | undefined)[]

  constructor(sightings: readonly Sighting[]) {
    this.sightings = sightings
    this.parent = Int32Array.from(sightings, (_, index) => index)
    this.sources = sightings.map((sighting) => new Set([sighting.source]))
    this.instances = sightings.map((sighting) =>
      sighting.observation.identities.find((key) => key.startsWith('instance:')),
    )
    this.vcenters = sightings.map(vcenterOf)
  }

  joinBy(wanted: (key: string) => boolean): void {
    const holders = new Map<string, number[]>()
    this.sightings.forEach((sighting, index) => {
      for (const key of sighting.observation.identities) {
        if (!wanted(key)) continue
        const list = holders.get(key)
        if (list) list.push(index)
        else holders.set(key, [index])
      }
    })
    for (const indexes of holders.values()) if (indexes.length > 1) this.joinAll(indexes)
  }

  private joinAll(indexes: readonly number[]): void {
    const perSource = new Map<number, Set<number>>()
    for (const index of indexes) {
      const { source } = this.at(index)
      const roots = perSource.get(source) ?? new Set<number>()
      perSource.set(source, roots.add(this.root(index)))
    }
    // A key that names two objects of one source (clones, copies) names neither across sources.
    const clear = indexes.filter((index) => (perSource.get(this.at(index).source)?.size ?? 0) === 1)
    const first = clear[0]
    if (first === undefined) return
    for (const other of clear.slice(1)) this.join(first, other)
  }

  private join(left: number, right: number): void {
    const a = this.root(left)
    const b = this.root(right)
    if (a === b) return
    const sourcesA = this.sources[a]
    const sourcesB = this.sources[b]
    if (!sourcesA || !sourcesB) return
    for (const source of sourcesB) if (sourcesA.has(source)) return
    const [instanceA, instanceB] = [this.instances[a], this.instances[b]]
    if (instanceA !== undefined && instanceB !== undefined && instanceA !== instanceB) return
    const [vcenterA, vcenterB] = [this.vcenters[a], this.vcenters[b]]
    if (vcenterA !== undefined && vcenterB !== undefined && vcenterA !== vcenterB) return
    const [low, high] = a < b ? [a, b] : [b, a]
    this.parent[high] = low
    this.sources[low] = new Set([...sourcesA, ...sourcesB])
    this.instances[low] = instanceA ?? instanceB
    this.vcenters[low] = vcenterA ?? vcenterB
  }

  private at(index: number): Sighting {
    const sighting = this.sightings[index]
    if (!sighting) throw new RangeError(`no sighting ${index}`)
    return sighting
  }

  private root(index: number): number {
    let at = index
    for (;;) {
      const up = this.parent[at] ?? at
      if (up === at) return at
      const above = this.parent[up] ?? up
      this.parent[at] = above
      at = up
    }
  }

  result(): readonly Identified[] {
    const byRoot = new Map<number, Sighting[]>()
    this.sightings.forEach((sighting, index) => {
      const root = this.root(index)
      const list = byRoot.get(root)
      if (list) list.push(sighting)
      else byRoot.set(root, [sighting])
    })
    return [...byRoot.values()].map((list) => ({ sightings: list }))
  }
}

/** The instance UUID of the vCenter that a sighting comes from; a mere name may be one of several of one vCenter. */
function vcenterOf({ observation }: Sighting): string | undefined {
  const key = observation.identities.find((one) => one.startsWith('vc:'))
  return /^vc:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/.exec(key ?? '')?.[1]
}

/** The id an object gets at first sight: the kind and a hash of its strongest key, the same in every workspace. */
export function firstId(kind: ObjectKind, key: string): string {
  return `${kind}-${createHash('sha256').update(`${kind}\0${key}`).digest('hex').slice(0, 12)}`
}

/** Ids given in this merge. */
export interface Naming {
  readonly ids: readonly { readonly id: string; readonly formerIds: readonly string[] }[]
  /** Keys that are new, with the id they now stand for. */
  readonly learned: readonly { readonly key: string; readonly id: string }[]
}

/**
 * Gives each object its id: the oldest id that one of its keys already has (others become former ids), else a new one.
 * When one object turns out to be two, the id stays with the first that claims it.
 */
export function nameObjects(kind: ObjectKind, objects: readonly Identified[], known: Identities): Naming {
  const age = new Map<string, number>()
  for (const id of known.values()) if (!age.has(id)) age.set(id, age.size)
  const claimed = new Set<string>()
  const learned: { key: string; id: string }[] = []
  const ids = objects.map((object) => {
    const keys = keysOf(kind, object)
    const earlier = [...new Set(keys.map((key) => known.get(key)).filter((id) => id !== undefined))]
      .filter((id) => !claimed.has(id))
      .sort((a, b) => (age.get(a) ?? 0) - (age.get(b) ?? 0))
    let id = earlier[0]
    if (id === undefined) {
      const fresh = keys.find((key) => !claimed.has(firstId(kind, key))) ?? keys[0] ?? kind
      id = firstId(kind, fresh)
    }
    claimed.add(id)
    for (const former of earlier) claimed.add(former)
    for (const key of keys) if (!known.has(key)) learned.push({ key, id })
    return { id, formerIds: earlier.slice(1) }
  })
  return { ids, learned }
}

function keysOf(kind: ObjectKind, object: Identified): readonly string[] {
  const keys = new Set<string>()
  for (const wanted of ['instance:', 'vc:', 'descriptor:', 'smbios:', 'name:']) {
    for (const { observation } of object.sightings) {
      for (const key of observation.identities) if (key.startsWith(wanted)) keys.add(`${kind}|${key}`)
    }
  }
  return [...keys]
}
