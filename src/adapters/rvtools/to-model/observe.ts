import type { FolderFacts } from '../../../model/infrastructure.ts'
import type { Observation, ObservationOf } from '../../../model/observation.ts'
import type { Tab } from '../header.ts'
import { deriveObjects } from './derive.ts'
import { uniqueOf, uuidMeaning } from './identity.ts'
import type { Inventory, Sighted, Vcenter } from './inventory.ts'
import { machineFacts } from './machine-facts.ts'

/** All observations of one vCenter, infrastructure first, each kind in the order of the export. */
export function* observe(
  inventory: Inventory,
  vcenter: Vcenter,
  tabs: ReadonlySet<Tab>,
  hasRuleColumns: boolean,
): Generator<Observation> {
  const folders = deriveObjects(vcenter, hasRuleColumns)
  yield* infrastructure(vcenter, folders)
  yield* machines(inventory, vcenter, tabs)
}

function* machines(
  inventory: Inventory,
  vcenter: Vcenter,
  tabs: ReadonlySet<Tab>,
): Generator<ObservationOf<'vm'>> {
  const { meaning, sure } = uuidMeaning(inventory, vcenter.machines)
  const morefs = uniqueOf(vcenter.machines.map(({ facts }) => facts.moref))
  const uuids = uniqueOf(vcenter.machines.map(({ uuid }) => uuid))
  const keys = new Map<string, number>()
  // Each is let go of when it was handed on: while the store fills, this list empties.
  vcenter.machinesByName.clear()
  vcenter.machinesById.clear()
  vcenter.machines.reverse()
  for (let machine = vcenter.machines.pop(); machine !== undefined; machine = vcenter.machines.pop()) {
    const facts = machineFacts(machine, vcenter, tabs, meaning)
    const { name, moref, instanceUuid, smbiosUuid, cluster, host } = facts
    const identities: string[] = []
    if (instanceUuid !== undefined && uuids.has(instanceUuid)) identities.push(`instance:${instanceUuid}`)
    const own = moref !== undefined && morefs.has(moref)
    if (own && vcenter.id !== '') identities.push(`vc:${vcenter.id}/${moref}`)
    if (smbiosUuid !== undefined) identities.push(`smbios:${smbiosUuid}`)
    if (!sure && machine.uuid !== undefined && uuids.has(machine.uuid))
      identities.push(`uuid:${machine.uuid}`)
    identities.push(`name:${cluster ?? host ?? ''}/${name}`)
    const key = uniqueKey(keys, own ? moref : `${cluster ?? host ?? ''}/${facts.folder ?? ''}/${name}`)
    yield { kind: 'vm', key, identities, place: machine.place, facts }
  }
}

function uniqueKey(keys: Map<string, number>, wanted: string): string {
  const count = (keys.get(wanted) ?? 0) + 1
  keys.set(wanted, count)
  return count === 1 ? wanted : `${wanted}#${count}`
}

function* infrastructure(
  vcenter: Vcenter,
  folders: ReadonlyMap<string, Sighted<FolderFacts>>,
): Generator<Observation> {
  const within = vcenter.id === '' ? {} : { vcenter: vcenter.id }
  if (vcenter.about) {
    const { place, facts } = vcenter.about
    const identities = [`${vcenter.id === '' ? 'name' : 'vc'}:${vcenter.id === '' ? facts.name : vcenter.id}`]
    yield { kind: 'vcenter', key: facts.name, identities, place, facts: { ...facts, ...within } }
  }
  const clusters = naming(vcenter)
  for (const { place, facts } of vcenter.clusters.values()) {
    yield { kind: 'cluster', ...clusters(facts.moref, facts.name), place, facts: { ...facts, ...within } }
  }
  const hosts = naming(vcenter)
  for (const { place, facts } of vcenter.hosts.values()) {
    yield { kind: 'host', ...hosts(facts.moref, facts.name), place, facts: { ...facts, ...within } }
  }
  const datastores = naming(vcenter)
  for (const { place, facts } of vcenter.datastores.values()) {
    yield { kind: 'datastore', ...datastores(facts.moref, facts.name), place, facts: { ...facts, ...within } }
  }
  const networks = naming(vcenter)
  for (const { place, facts } of vcenter.networks.values()) {
    yield { kind: 'network', ...networks(facts.moref, facts.name), place, facts: { ...facts, ...within } }
  }
  const pools = naming(vcenter)
  for (const { place, facts } of vcenter.pools.values()) {
    const path = `${facts.cluster ?? ''}/${facts.path ?? facts.name}`
    yield { kind: 'resource-pool', ...pools(facts.moref, path), place, facts: { ...facts, ...within } }
  }
  const folderNames = naming(vcenter)
  for (const { place, facts } of folders.values()) {
    const path = `${facts.datacenter ?? ''}/${facts.path}`
    yield { kind: 'folder', ...folderNames(facts.moref, path), place, facts: { ...facts, ...within } }
  }
}

/** Key and identities of one kind of object: the managed object id within its vCenter, then the name within it. */
function naming(
  vcenter: Vcenter,
): (moref: string | undefined, name: string) => { key: string; identities: string[] } {
  const keys = new Map<string, number>()
  return (moref, name) => {
    const identities = [`name:${vcenter.id}/${name}`]
    if (moref !== undefined && vcenter.id !== '') identities.unshift(`vc:${vcenter.id}/${moref}`)
    return { key: uniqueKey(keys, moref ?? name), identities }
  }
}
