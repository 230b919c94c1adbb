import type { Tally } from '../../../algebra/evidence/collect.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts, stringOf } from '../../../formats/json/index.ts'
import { isSelfOrGroup, parseSpan } from '../../../lib/ip.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { carriedOfBalancer, frontOf, isBalancerSetting, poolOf } from './balancer.ts'
import { addressesOf, intersects, membersOfGroup } from './expression.ts'
import { policyForm } from './manager.ts'
import { fieldsOfRule, fieldsOfTranslation, isOn, numberOf, ownerOf, policyOf } from './rule.ts'
import { asksForSourcePorts, entriesOf } from './services.ts'
import {
  collections,
  inventoryTypes,
  type NsxPolicyTree,
  type Policy,
  settingTypes,
  typesOfLists,
} from './schema.ts'

/** What stands above an object. */
interface Above {
  readonly path: string
  readonly type: string
  readonly policy?: Policy
}

const top: Above = { path: '/infra', type: '' }

/** Reads a bundle, a list or an `/infra` tree. What is not known is counted by type; its addresses stay as literals. */
export function readNsx(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
): NsxPolicyTree & { readonly brokenAt?: number } {
  const { roots, brokenAt } = readJsonTexts(text)
  const reader = new Reading(places, tally)
  for (const root of roots) reader.visit(root, '', top)
  return brokenAt === undefined ? reader.tree : { ...reader.tree, brokenAt }
}

/** Reads policy objects that were made from another format. */
export function readNsxObjects(
  objects: readonly JsonNode[],
  places: MaskedPlaces,
  tally: Tally,
): NsxPolicyTree {
  const reader = new Reading(places, tally)
  for (const object of objects) reader.visit(object, '', top)
  return reader.tree
}

class Reading {
  readonly tree: NsxPolicyTree = {
    rules: [],
    groups: new Map(),
    segments: new Map(),
    services: new Map(),
    inexact: new Set(),
    intersections: new Set(),
    schedules: new Map(),
    hits: new Map(),
    balancing: { pools: new Map(), fronts: [], before: new Map(), udp: new Set() },
    literals: [],
    used: new Set(),
    asked: new Set(),
  }
  readonly places: MaskedPlaces
  readonly tally: Tally

  constructor(places: MaskedPlaces, tally: Tally) {
    this.places = places
    this.tally = tally
  }

  visit(node: JsonNode, key: string, above: Above): void {
    const { value } = node
    if (Array.isArray(value)) for (const item of itemsOf(node)) this.visit(item, key, above)
    else if (value instanceof Map) this.visitObject(node, key, above)
    else if (typeof value === 'string') this.literal(value, node.at, key)
  }

  visitObject(node: JsonNode, key: string, above: Above): void {
    const said = stringOf(memberOf(node, 'resource_type'))
    if (said?.startsWith('Child')) {
      if (isOn(memberOf(node, 'marked_for_delete'))) return
      return this.members(node, above)
    }
    // Rules of a virtual server are no rules of a firewall.
    const balancer = above.type.startsWith('LB')
    const listed = !balancer && Object.hasOwn(typesOfLists, key) ? typesOfLists[key] : undefined
    const type = said ?? (listed === 'Rule' && above.type === 'PolicyNat' ? 'PolicyNatRule' : listed)
    if (type === undefined) {
      this.hit(node)
      return this.members(node, above)
    }
    this.typed(node, type, above)
  }

  typed(node: JsonNode, type: string, above: Above): void {
    const { tally, tree, places } = this
    const path = pathOf(node, type, above)
    const name = stringOf(memberOf(node, 'display_name')) ?? path.slice(path.lastIndexOf('/') + 1)
    if (inventoryTypes.has(type)) return tally.known()
    switch (type) {
      case 'Group':
        tree.groups.set(path, {
          name: places.plain(name),
          members: membersOfGroup(node),
          addresses: () => addressesOf(memberOf(node, 'expression')),
        })
        if (intersects(memberOf(node, 'expression'))) tree.intersections.add(places.plain(name))
        return tally.known()
      case 'Service':
        tree.services.set(path, entriesOf(memberOf(node, 'service_entries')))
        if (asksForSourcePorts(memberOf(node, 'service_entries'))) tree.inexact.add(path)
        return tally.known()
      case 'PolicyFirewallScheduler':
        this.schedule(node, path)
        return tally.known()
      case 'SecurityPolicy':
      case 'GatewayPolicy': {
        const policy = policyOf(node, places.plain(name), places.plain)
        tally.known()
        this.below(node, { path, type, policy })
        return
      }
      case 'Rule':
      case 'PolicyNatRule':
        return this.rule(node, type, path, name, above)
      case 'Segment':
        tree.segments.set(path, { name: places.plain(name), members: subnetsOf(node) })
        tally.known()
        return this.members(node, { path, type })
      case 'LBPool':
      case 'LBVirtualServer':
        if (type === 'LBPool') tree.balancing.pools.set(path, poolOf(node, places.plain(name), places))
        else tree.balancing.fronts.push(frontOf(node, places.plain(name), places))
        tally.known()
        return this.members(node, { path, type }, carriedOfBalancer)
      default: {
        const older = policyForm(node, type)
        if (older) return this.typed(older, stringOf(memberOf(older, 'resource_type')) ?? '', above)
        if (type === 'LBFastUdpProfile') tree.balancing.udp.add(path)
        if (settingTypes.has(type) || isBalancerSetting(type)) tally.known()
        else
          tally.unknown(
            `resource ${/^[A-Za-z0-9]{1,60}$/.test(type) ? type : 'of another kind'}`,
            places.lineAt(node.at),
          )
        return this.members(node, { path, type })
      }
    }
  }

  rule(node: JsonNode, type: string, path: string, name: string, above: Above): void {
    const { plain, lineAt } = this.places
    this.tally.known()
    const owner = ownerOf(node, plain)
    const fields = type === 'Rule' ? fieldsOfRule(node, above.policy) : fieldsOfTranslation(node)
    const sequence = numberOf(memberOf(node, 'sequence_number'))
    // A rule of a list says which policy or gateway it is below.
    const parent = above.policy?.name ?? plain(holderOf(path))
    const places = [above.policy?.sequence, sequence].filter((one) => one !== undefined).join('.')
    const order = [above.policy?.category, places].filter((one) => one !== undefined && one !== '').join(' ')
    // Written out field by field: spreading a rule costs more than reading it.
    this.tree.rules.push({
      kind: fields.kind,
      path,
      name: `${order}${order === '' ? '' : ' '}${parent}${parent === '' ? '' : ': '}${plain(name)}`.slice(
        0,
        300,
      ),
      at: node.at,
      sources: fields.sources,
      destinations: fields.destinations,
      scope: fields.scope,
      translated: fields.translated,
      sourcesExcluded: fields.sourcesExcluded,
      destinationsExcluded: fields.destinationsExcluded,
      services: fields.services,
      action: fields.action,
      disabled: fields.disabled,
      scheduler: fields.scheduler,
      policy: above.policy ? above.path : path.slice(0, Math.max(0, path.lastIndexOf('/rules/'))),
      sequence,
      asked: fields.asked,
      owner: owner ?? above.policy?.owner,
    })
    const profiles = itemsOf(memberOf(node, 'profiles')).some((item) => item.value !== 'ANY')
    if (profiles) this.tally.note('context profile', lineAt(node.at))
  }

  /** Rules and children of an object; its own fields hold no settings. */
  below(node: JsonNode, above: Above): void {
    for (const key of ['rules', 'children']) {
      const list = memberOf(node, key)
      if (list) this.visit(list, key, above)
    }
  }

  members(node: JsonNode, above: Above, except?: ReadonlySet<string>): void {
    if (!(node.value instanceof Map)) return
    for (const [key, member] of node.value as ReadonlyMap<string, JsonNode>) {
      if (except?.has(key)) continue
      if (typeof member.value === 'object') this.visit(member, key, above)
      else if (typeof member.value === 'string') this.literal(member.value, member.at, key)
    }
  }

  literal(text: string, at: number, key: string): void {
    const code = text.charCodeAt(0)
    const starts = (code >= 48 && code <= 58) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
    if (!starts || text.length > 90 || !/[.:]/.test(text) || key.includes('version')) return
    const span = parseSpan(text)
    if (span && !isSelfOrGroup(span.low) && nameOfLiteral(text)?.strength !== 'any')
      this.tree.literals.push({ text, at })
  }

  schedule(node: JsonNode, path: string): void {
    const end = numberOf(memberOf(node, 'end_date'))
    if (end === undefined || memberOf(node, 'recurring')?.value === true) return
    const date = new Date(end)
    if (!Number.isNaN(date.getTime())) this.tree.schedules.set(path, date.toISOString())
  }

  /** Statistics of a rule: `{ "rule": "/infra/…", "hit_count": 7 }`. */
  hit(node: JsonNode): void {
    const count = numberOf(memberOf(node, 'hit_count'))
    const rule = stringOf(memberOf(node, 'rule'))
    if (count !== undefined && rule !== undefined)
      this.tree.hits.set(rule, (this.tree.hits.get(rule) ?? 0) + count)
  }
}

const inDomain = new Set(['Group', 'SecurityPolicy', 'GatewayPolicy'])

function pathOf(node: JsonNode, type: string, above: Above): string {
  const path = stringOf(memberOf(node, 'path'))
  if (path !== undefined) return path
  const id = stringOf(memberOf(node, 'id')) ?? stringOf(memberOf(node, 'display_name')) ?? ''
  const parent = stringOf(memberOf(node, 'parent_path')) ?? above.path
  if (type === 'Infra') return '/infra'
  // Lists of the API leave out the domain, which is the only one.
  if (parent === top.path && inDomain.has(type))
    return `${parent}/domains/default/${collections[type] ?? type}/${id}`
  return `${parent}/${Object.hasOwn(collections, type) ? collections[type] : type}/${id}`.slice(0, 1000)
}

/** The policy, or the gateway, that a rule is below: `…/tier-1s/shop/nat/USER/nat-rules/1` is of `shop`. */
function holderOf(path: string): string {
  const parts = path.split('/')
  const nat = parts.lastIndexOf('nat')
  return (nat > 0 ? parts[nat - 1] : parts.at(-3)) ?? ''
}

function subnetsOf(segment: JsonNode): readonly Named[] {
  return itemsOf(memberOf(segment, 'subnets')).flatMap((subnet) => {
    const text = stringOf(memberOf(subnet, 'network')) ?? stringOf(memberOf(subnet, 'gateway_address')) ?? ''
    return nameOfLiteral(text) ?? []
  })
}
