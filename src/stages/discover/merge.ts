import type { Estate, EstateObject } from '../../model/estate.ts'
import type { Observation, ObjectKind, SourceDescription } from '../../model/observation.ts'
import type { Cluster } from '../../model/infrastructure.ts'
import type { Merged, Vm } from '../../model/vm.ts'
import { type AttachResult, attachOverlays } from './attach.ts'
import { type Combined, combine, type Reading } from './combine.ts'
import { decider, type Decision } from './decide.ts'
import { type Identities, identify, nameObjects, type Sighting } from './identify.ts'
import { recognisePlatform } from './platform.ts'
import { settleUuids } from './settle-uuids.ts'

/** A source with all its observations, as the store holds them. */
export interface LoadedSource {
  readonly id: string
  readonly description: SourceDescription
  /** ISO 8601. */
  readonly observedAt: string
  readonly observations: readonly Observation[]
}

/** The merged estate, what was learned of identities, and overlay rows that fit no VM. */
export interface MergeResult {
  readonly estate: Estate
  readonly learned: readonly { readonly key: string; readonly id: string }[]
  readonly unattached: AttachResult['unattached']
  /** What one source leaves open and the others decided, in words. */
  readonly decided: readonly string[]
}

/**
 * Merges all sources into one Estate: pure and independent of the order in which sources are given. Ids come from
 * `identities` where a key is known; new ones are in `learned`.
 */
export function mergeEstate(
  sources: readonly LoadedSource[],
  identities: Identities,
  decisions: readonly Decision[] = [],
): MergeResult {
  const settled = settleUuids(sources.map((source) => ({ ...source, label: source.description.label })))
  const ordered = [...settled.sources].sort(
    (a, b) => compare(b.description.rank, a.description.rank) || compare(a.id, b.id),
  )
  const learned: { key: string; id: string }[] = []
  const sightingsOf = gather(ordered)
  const objects = <K extends ObjectKind>(kind: K): readonly EstateObject[] => {
    const identified = identify(sightingsOf(kind))
    const attached = kind === 'vm' ? attachOverlays(identified, sightingsOf('vm')) : undefined
    const named = nameObjects(kind, attached?.objects ?? identified, identities)
    // One by one: a spread of 45,000 is more arguments than a call may have.
    for (const entry of named.learned) learned.push(entry)
    if (attached) unattached = attached.unattached
    const merged = (attached?.objects ?? identified).map((object, index) =>
      build(kind, named.ids[index], object.sightings, ordered, decisions),
    )
    return merged.sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id))
  }
  let unattached: AttachResult['unattached'] = []
  const only = <K extends EstateObject['kind']>(kind: K) =>
    objects(kind).filter((object): object is Extract<EstateObject, { kind: K }> => object.kind === kind)
  const vms = only('vm')
  const estate: Estate = {
    vms,
    hosts: only('host'),
    clusters: only('cluster').map((cluster) => withVmNames(cluster, vms)),
    datastores: only('datastore'),
    networks: only('network'),
    resourcePools: only('resource-pool'),
    folders: only('folder'),
    vcenters: only('vcenter'),
  }
  return { estate, learned, unattached, decided: settled.decided }
}

function gather(sources: readonly LoadedSource[]): (kind: ObjectKind) => readonly Sighting[] {
  const byKind = new Map<ObjectKind, Sighting[]>()
  sources.forEach((source, index) => {
    for (const observation of source.observations) {
      const list = byKind.get(observation.kind)
      const sighting = { source: index, observation }
      if (list) list.push(sighting)
      else byKind.set(observation.kind, [sighting])
    }
  })
  return (kind) => byKind.get(kind) ?? []
}

function build(
  kind: ObjectKind,
  named: { readonly id: string; readonly formerIds: readonly string[] } | undefined,
  sightings: readonly Sighting[],
  sources: readonly LoadedSource[],
  decisions: readonly Decision[],
): EstateObject {
  const readings = sightings.map((sighting): Reading => {
    const source = sources[sighting.source]
    const { facts, place, observedAt = source?.observedAt ?? '' } = sighting.observation
    return {
      origin: { source: source?.id ?? '', place, observedAt },
      rank: source?.description.rank ?? 0,
      facts: { ...facts },
      label: source?.description.label ?? '',
    }
  })
  const names = readings.flatMap(({ facts }) => (typeof facts['name'] === 'string' ? [facts['name']] : []))
  const decide = kind === 'vm' ? decider(decisions, [named?.id ?? '', ...names]) : undefined
  const combined = combine(readings, decide)
  const common = {
    id: named?.id ?? kind,
    ...(named && named.formerIds.length > 0 ? { formerIds: named.formerIds } : {}),
    origins: readings.map((reading) => reading.origin),
    from: combined.from,
    conflicts: combined.conflicts,
  }
  return finish(kind, combined, common)
}

function finish(kind: ObjectKind, combined: Combined, common: Merged): EstateObject {
  const facts = { ...combined.facts, name: String(combined.facts['name'] ?? '') }
  switch (kind) {
    case 'vm': {
      const platform = recognisePlatform(facts)
      return { ...facts, ...common, kind, ...(platform ? { platform } : {}) }
    }
    case 'host':
      return { ...facts, ...common, kind }
    case 'cluster':
      return { ...facts, ...common, kind }
    case 'datastore':
      return { ...facts, ...common, kind }
    case 'network':
      return { ...facts, ...common, kind }
    case 'resource-pool':
      return { ...facts, ...common, kind }
    case 'vcenter':
      return { ...facts, ...common, kind }
    case 'folder':
      return { ...facts, path: String(combined.facts['path'] ?? facts.name), ...common, kind }
  }
}

/** vCenter names the VMs of a rule by id where it was not asked for them; here they are known by name. */
function withVmNames(cluster: Cluster, vms: readonly Vm[]): Cluster {
  if (cluster.rules === undefined) return cluster
  const names = new Map(vms.map((vm) => [`${vm.vcenter ?? ''}/${vm.moref ?? ''}`, vm.name]))
  const rules = cluster.rules.map((rule) => ({
    ...rule,
    vms: rule.vms.map((vm) => names.get(`${cluster.vcenter ?? ''}/${vm}`) ?? vm),
  }))
  return { ...cluster, rules }
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
