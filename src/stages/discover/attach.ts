import type { ObservationOf } from '../../model/observation.ts'
import type { Place } from '../../model/evidence-place.ts'
import { push } from '../../model/located.ts'
import type { Identified, Sighting } from './identify.ts'

/** Objects with the overlay rows that belong to them, and the rows that fit no object or several. */
export interface AttachResult {
  readonly objects: readonly Identified[]
  readonly unattached: readonly { readonly place: Place; readonly name: string; readonly why: string }[]
}

/** True when every identity of an observation is an overlay's: it describes, but never makes, a VM. */
function isOverlay(sighting: Sighting): boolean {
  const { identities } = sighting.observation
  return identities.length > 0 && identities.every((key) => key.startsWith('overlay:'))
}

/**
 * True for a machine of a list: it carries an overlay's keys beside its own. It completes the VM that a better source
 * knows, and is a VM of its own where none does.
 */
function isListed({ observation: { identities } }: Sighting): boolean {
  return (
    identities.some((key) => key.startsWith('overlay:')) &&
    !identities.every((key) => key.startsWith('overlay:'))
  )
}

/** Moves overlay sightings onto the VM they name: by name, address or DNS name, each only when it is unambiguous. */
export function attachOverlays(identified: readonly Identified[], all: readonly Sighting[]): AttachResult {
  const overlays = all.filter(isOverlay)
  if (overlays.length === 0 && !all.some(isListed)) return { objects: identified, unattached: [] }
  const unattached: { place: Place; name: string; why: string }[] = []
  const objects = withLists(
    identified.filter((object) => !object.sightings.every(isOverlay)),
    unattached,
  )
  const index = indexObjects(objects)
  const extra = new Map<number, Sighting[]>()
  for (const overlay of overlays) {
    const found = foundBy(overlay, index)
    const only = found?.size === 1 ? [...found][0] : undefined
    if (only === undefined) unattached.push(notAttached(overlay, found?.size ?? 0))
    else push(extra, only, overlay)
  }
  return { objects: completed(objects, extra), unattached }
}

/**
 * Machines that only lists know complete the VM they name, when it is one and no other row of the list did; several of
 * that name are no answer, and none makes it a VM of its own.
 */
function withLists(
  objects: readonly Identified[],
  unattached: { place: Place; name: string; why: string }[],
): readonly Identified[] {
  const loose = objects.filter((object) => object.sightings.every(isListed))
  if (loose.length === 0) return objects
  const firm = objects.filter((object) => !object.sightings.every(isListed))
  const index = indexObjects(firm)
  const extra = new Map<number, Sighting[]>()
  const own: Identified[] = []
  for (const object of loose) {
    const [first] = object.sightings
    const found = first && foundBy(first, index)
    const only = found?.size === 1 ? [...found][0] : undefined
    const target = only === undefined ? undefined : firm[only]
    if (first === undefined) continue
    if (found !== undefined && found.size > 1) unattached.push(notAttached(first, found.size))
    else if (only === undefined || target === undefined || differs(object, target)) own.push(object)
    else if (sharesSource(object, [...target.sightings, ...(extra.get(only) ?? [])])) {
      const { place, facts } = first.observation
      unattached.push({ place, name: facts.name, why: 'another row of the same list speaks of that VM' })
    } else for (const sighting of object.sightings) push(extra, only, sighting)
  }
  return [
    ...firm.map(({ sightings }, at) => ({ sightings: [...sightings, ...(extra.get(at) ?? [])] })),
    ...own,
  ]
}

/** Both say which instance they are, and it is not the same. */
function differs(left: Identified, right: Identified): boolean {
  const instances = [left, right].map(({ sightings }) =>
    sightings.flatMap(
      ({ observation }) => observation.identities.find((key) => key.startsWith('instance:')) ?? [],
    ),
  )
  const [one = [], other = []] = instances
  return one.length > 0 && other.length > 0 && !one.some((key) => other.includes(key))
}

function sharesSource(object: Identified, others: readonly Sighting[]): boolean {
  return object.sightings.some(({ source }) => others.some((other) => other.source === source))
}

function foundBy(
  { observation }: Sighting,
  index: ReadonlyMap<string, ReadonlySet<number>>,
): ReadonlySet<number> | undefined {
  return observation.identities.map((key) => index.get(key)).find((list) => list !== undefined)
}

function notAttached({ observation }: Sighting, found: number): AttachResult['unattached'][number] {
  const name = observation.facts.name
  const why =
    found > 0
      ? `${found} VMs are called ${JSON.stringify(name)}; add a column uuid or path`
      : `no discovered VM is called ${JSON.stringify(name)}`
  return { place: observation.place, name, why }
}

/** With what was found for each; who names a VM only to find it does not name it. */
function completed(
  objects: readonly Identified[],
  extra: ReadonlyMap<number, readonly Sighting[]>,
): readonly Identified[] {
  return objects.map(({ sightings }, at) => {
    const all = [...sightings, ...(extra.get(at) ?? [])]
    const known = all.some((one) => !isListed(one) && !isOverlay(one))
    const finds = (one: Sighting) => isOverlay(one) || (known && isListed(one))
    return { sightings: all.map((one) => (finds(one) ? withoutName(one) : one)) }
  })
}

/** An overlay names a VM to find it; its spelling must not contradict the inventory's. */
function withoutName(sighting: Sighting): Sighting {
  const { observation } = sighting
  if (observation.kind !== 'vm') return sighting
  const { name: _, ...facts } = observation.facts
  return {
    source: sighting.source,
    observation: { ...observation, facts: { ...facts } as ObservationOf<'vm'>['facts'] },
  }
}

function indexObjects(objects: readonly Identified[]): ReadonlyMap<string, ReadonlySet<number>> {
  const index = new Map<string, Set<number>>()
  const add = (key: string, at: number) => {
    const set = index.get(key)
    if (set) set.add(at)
    else index.set(key, new Set([at]))
  }
  objects.forEach((object, at) => {
    for (const { observation } of object.sightings) {
      if (observation.kind !== 'vm') continue
      const { facts } = observation
      add(`overlay:name:${facts.name.toLowerCase()}`, at)
      if (facts.guestHostName) add(`overlay:dns:${facts.guestHostName.toLowerCase()}`, at)
      if (facts.instanceUuid) add(`overlay:uuid:${facts.instanceUuid}`, at)
      if (facts.smbiosUuid) add(`overlay:uuid:${facts.smbiosUuid}`, at)
      for (const nic of facts.nics ?? [])
        for (const address of nic.addresses ?? []) add(`overlay:address:${address}`, at)
      if (facts.primaryAddress) add(`overlay:address:${facts.primaryAddress}`, at)
    }
  })
  return index
}
