import type { Tally } from '../../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../../algebra/evidence/places.ts'
import type { HclNode } from '../../../../formats/hcl/index.ts'
import { readNsxObjects } from '../read.ts'
import type { NsxPolicyTree } from '../schema.ts'
import { frontOf, poolOf } from './balancers.ts'
import { Maker } from './convert.ts'
import { groupOf, segmentOf } from './groups.ts'
import { managerObject } from './manager.ts'
import { ownRule, policyOf, translationOf } from './policies.ts'
import { kindOf, policyKinds, type TfFile, type TfPlace } from './schema.ts'
import { serviceOf } from './services.ts'
import { Values } from './values.ts'

/** Blocks of configuration that hold no artefact of their own. */
const knownBlocks = new Set('locals variable output terraform provider moved import removed check'.split(' '))

/** What a file comes to. */
export interface TfRead {
  readonly tree: NsxPolicyTree
  readonly make: Maker
}

/** Turns resources into policy objects, and those into what the NSX reader knows. */
export function readResources(
  file: TfFile,
  heard: ReadonlyMap<string, readonly string[]>,
  places: MaskedPlaces,
  tally: Tally,
): TfRead {
  const make = new Maker(new Values(file, heard))
  const objects = new Objects(places, tally)
  for (const resource of file.resources) {
    const made = resource.data ? undefined : objectOfResource(resource, make)
    if (made) {
      objects.add(made)
      continue
    }
    // Data is only looked up; other objects of NSX hold settings, whose addresses are literals.
    if (
      resource.data ||
      /^nsxt_(?:policy|vpc)_|^nsxt_(?:logical_|dhcp_|ip_(?:pool|block)|lb_|vlan_|static_route|edge_|transport_|vm_tags|vpn_|spoofguard_|qos_|switch_|mac_)/.test(
        resource.type,
      )
    )
      tally.known()
    else tally.unknown(`resource ${wordOf(resource.type)}`, places.lineAt(resource.at))
  }
  for (const { type, at } of file.others) {
    if (knownBlocks.has(type)) tally.known()
    else if (type === 'module') {
      tally.known()
      tally.note('module whose resources are in other files', places.lineAt(at))
    } else tally.unknown(`block ${wordOf(type)}`, places.lineAt(at))
  }
  for (const { what, at } of file.skipped) tally.unknown(what, places.lineAt(at))
  for (const { at } of make.repeated) tally.note('for_each read as one', places.lineAt(at))
  const tree = objects.whole()
  for (const [alias, path] of make.aliases) {
    const group = tree.groups.get(path)
    const service = tree.services.get(path)
    if (group) tree.groups.set(alias, group)
    if (service) tree.services.set(alias, service)
  }
  return { tree, make }
}

/** Objects together: few enough to be gone before the next ones are made. */
const atOnce = 100

/** Reads objects of the policy some at a time, so that a large file does not keep them. */
class Objects {
  readonly #tree: NsxPolicyTree
  readonly #places: MaskedPlaces
  readonly #tally: Tally
  #open: HclNode[] = []

  constructor(places: MaskedPlaces, tally: Tally) {
    this.#places = places
    this.#tally = tally
    this.#tree = readNsxObjects([], places, tally)
  }

  add(object: HclNode): void {
    this.#open.push(object)
    if (this.#open.length >= atOnce) this.whole()
  }

  /** What all of them came to. */
  whole(): NsxPolicyTree {
    const tree = this.#tree
    const more = readNsxObjects(this.#open, this.#places, this.#tally)
    this.#open = []
    for (const rule of more.rules) tree.rules.push(rule)
    // Without what else a group knows of its object: literals are read from the file itself, with their columns.
    for (const [path, { name, members }] of more.groups) tree.groups.set(path, { name, members })
    for (const [path, segment] of more.segments) tree.segments.set(path, segment)
    for (const [path, service] of more.services) tree.services.set(path, service)
    for (const path of more.inexact) tree.inexact.add(path)
    for (const name of more.intersections) tree.intersections.add(name)
    for (const [path, pool] of more.balancing.pools) tree.balancing.pools.set(path, pool)
    for (const front of more.balancing.fronts) tree.balancing.fronts.push(front)
    return tree
  }
}

function objectOfResource(place: TfPlace, make: Maker): HclNode | undefined {
  const { type, name, data, at, read } = place
  const kind = kindOf(type)
  if (kind === undefined) return undefined
  const resource = { type, name, data, at, read, body: read() }
  if (!/^nsxt_(?:policy|vpc)_/.test(resource.type)) return managerObject(resource, make)
  if (policyKinds.has(kind)) return policyOf(resource, kind, make)
  switch (kind) {
    case 'group':
      return groupOf(resource, make)
    case 'service':
      return serviceOf(resource, make)
    case 'security_policy_rule':
    case 'gateway_policy_rule':
      return ownRule(resource, make)
    case 'nat_rule':
      return translationOf(resource, make)
    case 'segment':
    case 'vlan_segment':
    case 'fixed_segment':
      return segmentOf(resource, make)
    case 'lb_pool':
      return poolOf(resource, make)
    case 'lb_virtual_server':
      return frontOf(resource, make)
    default:
      return undefined
  }
}

function wordOf(text: string): string {
  return /^[A-Za-z0-9_-]{1,60}$/.test(text) ? text : 'of another kind'
}
