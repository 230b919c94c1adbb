import type { Place } from '../../../model/evidence-place.ts'
import type { ClusterRule, FolderFacts } from '../../../model/infrastructure.ts'
import { type Draft, fill } from './draft.ts'
import type { Machine, Sighted, Vcenter } from './inventory.ts'

/**
 * Completes a vCenter with what its rows name but no tab lists: networks, hosts and clusters of exports without those
 * tabs, folders (which RVTools never lists), EVC modes and rules of clusters. Returns the folders.
 */
export function deriveObjects(vcenter: Vcenter, hasRuleColumns: boolean): Map<string, Sighted<FolderFacts>> {
  const known = {
    networks: namesOf(vcenter.networks),
    hosts: namesOf(vcenter.hosts),
    clusters: namesOf(vcenter.clusters),
  }
  const folders = new Map<string, Sighted<FolderFacts>>()
  for (const machine of vcenter.machines) {
    const { datacenter, host, cluster, folder } = machine.facts
    const at = datacenter === undefined ? {} : { datacenter }
    const networks = machine.nics.length > 0 ? machine.nics.map((nic) => nic.network) : machine.networks
    for (const name of networks)
      add(vcenter, vcenter.networks, known.networks, machine.place, name, (named) => ({ name: named, ...at }))
    add(vcenter, vcenter.hosts, known.hosts, machine.place, host, (name) => ({
      name,
      ...at,
      ...(cluster === undefined ? {} : { cluster }),
    }))
    add(vcenter, vcenter.clusters, known.clusters, machine.place, cluster, (name) => ({ name, ...at }))
    if (folder) takeFolder(vcenter, folders, machine, folder)
  }
  for (const { place, facts } of vcenter.hosts.values()) {
    const { cluster, datacenter } = facts
    const at = datacenter === undefined ? {} : { datacenter }
    add(vcenter, vcenter.clusters, known.clusters, place, cluster, (name) => ({ name, ...at }))
  }
  completeClusters(vcenter, hasRuleColumns)
  return folders
}

function namesOf<T extends { readonly name: string }>(objects: ReadonlyMap<string, Sighted<T>>): Set<string> {
  return new Set([...objects.values()].map(({ facts }) => facts.name))
}

function add<T extends { readonly name: string }>(
  vcenter: Vcenter,
  objects: Map<string, Sighted<T>>,
  known: Set<string>,
  place: Place,
  name: string | undefined,
  fresh: (name: string) => Draft<T>,
): void {
  if (name === undefined || known.has(name)) return
  known.add(name)
  vcenter.seen += 1
  objects.set(`derived/${name}`, { place, facts: fresh(name) })
}

const deepestFolder = 64

function takeFolder(
  vcenter: Vcenter,
  folders: Map<string, Sighted<FolderFacts>>,
  machine: Machine,
  path: string,
): void {
  const { datacenter } = machine.facts
  const parts = path.split('/').slice(0, deepestFolder)
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const below = parts.slice(0, depth).join('/')
    const key = `${datacenter ?? ''}/${below}`
    if (folders.has(key)) continue
    vcenter.seen += 1
    const facts: Draft<FolderFacts> = { name: parts[depth - 1] ?? '', path: below }
    fill(facts, 'datacenter', datacenter)
    folders.set(key, { place: machine.place, facts })
  }
}

/** Datacenter and EVC of clusters come from their hosts, rules from the machines under them. */
function completeClusters(vcenter: Vcenter, hasRuleColumns: boolean): void {
  const datacenters = new Map<string, string>()
  for (const { facts } of [...vcenter.machines, ...vcenter.hosts.values()]) {
    if (facts.cluster !== undefined && facts.datacenter !== undefined && !datacenters.has(facts.cluster)) {
      datacenters.set(facts.cluster, facts.datacenter)
    }
  }
  const rules = hasRuleColumns ? rulesByCluster(vcenter.machines) : undefined
  for (const { facts } of vcenter.clusters.values()) {
    fill(facts, 'datacenter', datacenters.get(facts.name))
    fill(facts, 'evcMode', vcenter.evcByCluster.get(facts.name))
    if (rules) facts.rules = rules.get(facts.name) ?? []
  }
}

function rulesByCluster(machines: readonly Machine[]): Map<string, ClusterRule[]> {
  const byCluster = new Map<string, Map<string, { kind: ClusterRule['kind']; vms: string[] }>>()
  for (const { facts, rules } of machines) {
    if (facts.cluster === undefined) continue
    for (const { name, type } of rules) {
      let named = byCluster.get(facts.cluster)
      if (!named) byCluster.set(facts.cluster, (named = new Map()))
      const rule = named.get(name)
      if (rule) rule.vms.push(facts.name)
      else named.set(name, { kind: ruleKind(type, name), vms: [facts.name] })
    }
  }
  return new Map(
    [...byCluster].map(([cluster, named]) => [
      cluster,
      [...named].map(([name, { kind, vms }]): ClusterRule => ({ kind, name, vms })),
    ]),
  )
}

function ruleKind(type: string, name: string): ClusterRule['kind'] {
  const said = type === '' ? name : type
  if (/anti|apart|separate/i.test(said)) return 'anti-affinity'
  if (/host/i.test(said)) return 'vm-host'
  return /depend/i.test(said) ? 'dependency' : 'affinity'
}
