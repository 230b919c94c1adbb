import type { TreeView } from '../contract/estate-tree.ts'
import type { Estate } from '../model/estate.ts'
import { objectFacts } from './estate-tree-facts.ts'
import { type Growing, nodeAt, type Step } from './estate-tree-node.ts'
import type { VcenterNames } from './vcenter-names.ts'
import {
  fieldStep,
  groupStep,
  type Groups,
  pathSteps,
  type Standing,
  standingSteps,
} from './estate-tree-views.ts'

/** An inventory object with its way in the view that shows it. */
interface Placed {
  readonly id: string
  readonly view: TreeView
  readonly standing: Standing & { readonly cluster?: string | undefined }
  readonly steps: readonly Step[]
  readonly facts: string
}

/** The groups that datastores and networks say they belong to. */
export function groupsOf({ datastores, networks }: Estate, named: VcenterNames): Groups {
  const key = ({ vcenter, datacenter }: Standing, name: string) =>
    JSON.stringify([vcenter, datacenter, name]).toLowerCase()
  const clusters = new Map(datastores.map((one) => [key(at(one, named), one.name), one.cluster]))
  const switches = new Map(networks.map((one) => [key(at(one, named), one.name), one.switch]))
  return {
    datastoreCluster: (standing, name) => clusters.get(key(standing, name)),
    networkSwitch: (standing, name) => switches.get(key(standing, name)),
  }
}

/** Every object that has a place in a view. */
export function* placedObjects(estate: Estate, named: VcenterNames): Generator<Placed> {
  for (const one of estate.vcenters)
    yield placed('hosts', one, {}, [fieldStep('vcenter', one.name)], objectFacts(one))
  for (const one of estate.clusters)
    yield placed(
      'hosts',
      one,
      at(one, named),
      [...standingSteps(at(one, named)), fieldStep('cluster', one.name)],
      objectFacts(one),
    )
  for (const one of estate.hosts) {
    const cluster = one.cluster ? [fieldStep('cluster', one.cluster)] : []
    const steps = [...standingSteps(at(one, named)), ...cluster, fieldStep('host', one.name)]
    yield placed('hosts', one, at(one, named), steps, objectFacts(one))
  }
  for (const one of estate.resourcePools) {
    const own = pathSteps('pool', one.path)
    if (own.length === 0 || !one.cluster) continue
    const steps = [...standingSteps(at(one, named)), fieldStep('cluster', one.cluster), ...own]
    yield placed('hosts', one, { vcenter: named(one.vcenter), cluster: one.cluster }, steps, objectFacts(one))
  }
  for (const one of estate.folders) {
    const own = pathSteps('folder', one.path)
    if (own.length > 0)
      yield placed('folders', one, at(one, named), [...standingSteps(at(one, named)), ...own], '')
  }
  for (const one of estate.datastores) {
    const steps = [...groupStep('datastore-cluster', one.cluster), fieldStep('datastore', one.name)]
    yield placed(
      'storage',
      one,
      at(one, named),
      [...standingSteps(at(one, named)), ...steps],
      objectFacts(one),
    )
  }
  for (const one of estate.networks) {
    const steps = [...groupStep('switch', one.switch), fieldStep('network', one.name)]
    yield placed(
      'networks',
      one,
      at(one, named),
      [...standingSteps(at(one, named)), ...steps],
      objectFacts(one),
    )
  }
}

/** Where an object stands, its vCenter by name. */
function at({ vcenter, datacenter, cluster }: Placed['standing'], named: VcenterNames): Placed['standing'] {
  return { vcenter: named(vcenter), datacenter, cluster }
}

function placed(
  view: TreeView,
  { id }: { readonly id: string },
  { vcenter, datacenter, cluster }: Placed['standing'],
  steps: readonly Step[],
  facts: string,
): Placed {
  return { id, view, standing: { vcenter, datacenter, cluster }, steps, facts }
}

/** Puts an object on the node that VMs made for it; one that holds none gets a node of its own. */
export function attach(root: Growing, named: Map<string, Growing[]>, object: Placed): Growing {
  const last = object.steps.at(-1)
  const key = last && last.by !== 'children' ? nameKey(last.by.field, last.by.value) : ''
  const candidates = named.get(key) ?? []
  const free = candidates.find((node) => node.object === undefined && fits(node, object.standing))
  const taken = candidates.some((node) => node.object !== undefined && fits(node, object.standing))
  // A second object of one name at one place: no VM says which of them it means.
  const steps: readonly Step[] =
    taken && !free && last
      ? [...object.steps.slice(0, -1), { ...last, key: `${last.name} ${object.id}`, by: 'children' }]
      : object.steps
  const node = free ?? nodeAt(object.view, root, steps)
  node.object = object.id
  node.facts = object.facts
  if (!free) index(node, named)
  return node
}

/** The nodes of a view by what their filter asks. */
export function byName(root: Growing): Map<string, Growing[]> {
  const named = new Map<string, Growing[]>()
  const walk = (node: Growing): void => {
    index(node, named)
    for (const child of node.children.values()) walk(child)
  }
  walk(root)
  return named
}

function index(node: Growing, named: Map<string, Growing[]>): void {
  const by = node.step?.by
  if (by === undefined || by === 'children') return
  const key = nameKey(by.field, by.value)
  const found = named.get(key)
  if (found) found.push(node)
  else named.set(key, [node])
}

function nameKey(field: string, value: string): string {
  return `${field} ${value.toLowerCase()}`
}

/** What one of both does not say is no contradiction. */
function fits(node: Growing, standing: Placed['standing']): boolean {
  for (let at: Growing | undefined = node.parent; at; at = at.parent) {
    const { step } = at
    if (step?.kind !== 'vcenter' && step?.kind !== 'datacenter' && step?.kind !== 'cluster') continue
    const said = standing[step.kind]
    if (said !== undefined && said.toLowerCase() !== step.name.toLowerCase()) return false
  }
  return true
}
