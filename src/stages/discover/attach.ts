import type { ObservationOf } from '../../model/observation.ts'
import type { Place } from '../../model/evidence-place.ts'
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

/** Moves overlay sightings onto the VM they name: by name, address or DNS name, each only when it is unambiguous. */
export function attachOverlays(identified: readonly Identified[], all: readonly Sighting[]): AttachResult {
  const overlays = all.filter(isOverlay)
  if (overlays.length === 0) return { objects: identified, unattached: [] }
  const objects = identified.filter((object) => !object.sightings.every(isOverlay))
  const index = indexObjects(objects)
  const extra = new Map<number, Sighting[]>()
  const unattached: { place: Place; name: string; why: string }[] = []
  for (const overlay of overlays) {
    const found = overlay.observation.identities
      .map((key) => index.get(key))
      .find((list) => list !== undefined)
    const only = found?.size === 1 ? [...found][0] : undefined
    if (only === undefined) {
      const name = overlay.observation.facts.name
      const why = found
        ? `${found.size} VMs are called ${JSON.stringify(name)}; add a column uuid or path`
        : `no discovered VM is called ${JSON.stringify(name)}`
      unattached.push({ place: overlay.observation.place, name, why })
    } else extra.set(only, [...(extra.get(only) ?? []), overlay])
  }
  return {
    objects: objects.map((object, at) => {
      const more = extra.get(at)
      return more ? { sightings: [...object.sightings, ...more.map(withoutName)] } : object
    }),
    unattached,
  }
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
