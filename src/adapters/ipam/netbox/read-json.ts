import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts, stringOf } from '../../../formats/json/index.ts'
import { endpoints, type NetBoxKind } from './schema.ts'

/** Answers may be put this deep into one another. */
const deepest = 8

/** An object of an export and what it is. */
export interface NetBoxObject {
  readonly node: JsonNode
  /** `ipam/prefixes`; empty when only its fields say what it is. */
  readonly endpoint: string
  readonly kind: NetBoxKind | undefined
}

/**
 * Gives each object of answers of the REST API to `visit`: lists with `results`, bare arrays, single objects, several of
 * them side by side under names, in an array, or one after the other. Lists whose further pages are not there are noted.
 * Answers the place of the damage when the text is damaged.
 */
export function readNetBoxJson(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
  visit: (object: NetBoxObject) => void,
): number | undefined {
  const paged = new Map<string, { readonly count: number; readonly at: number }>()
  const met = new Map<string, number>()
  const take = (node: JsonNode, key: string): boolean => {
    const object = objectOf(node, key)
    if (!object) return false
    met.set(object.endpoint, (met.get(object.endpoint) ?? 0) + 1)
    visit(object)
    return true
  }
  const walk = (node: JsonNode, key: string, depth: number): void => {
    if (depth > deepest || typeof node.value !== 'object' || node.value === null) return
    if (Array.isArray(node.value)) {
      for (const item of itemsOf(node)) walk(item, key, depth + 1)
      return
    }
    const results = memberOf(node, 'results')
    const count = memberOf(node, 'count')?.value
    if (results && count !== undefined) {
      const next = stringOf(memberOf(node, 'next'))
      const endpoint = next === undefined ? '' : endpointOf(next)
      if (typeof count === 'number' && endpoint !== '')
        paged.set(endpoint, { count: Math.max(count, paged.get(endpoint)?.count ?? 0), at: node.at })
      walk(results, key, depth + 1)
    } else if (!take(node, key) && node.value instanceof Map)
      for (const [name, member] of node.value as ReadonlyMap<string, JsonNode>) walk(member, name, depth + 1)
  }
  // What is taken while it is read is not kept: a tree of all answers would cost more than reading them.
  const { roots, brokenAt } = readJsonTexts(
    text,
    (item, name, depth) => (name === 'results' ? depth <= deepest : depth === 0) && take(item, ''),
  )
  for (const root of roots) walk(root, '', 0)
  for (const [endpoint, { count, at }] of paged) {
    if ((met.get(endpoint) ?? 0) < count)
      tally.note(`pages of ${endpoint} that are not in this file`, places.lineAt(at))
  }
  return brokenAt
}

function objectOf(node: JsonNode, key: string): NetBoxObject | undefined {
  const endpoint = endpointOf(stringOf(memberOf(node, 'url')) ?? '')
  if (endpoint !== '') return { node, endpoint, kind: endpoints.get(endpoint) }
  if (memberOf(node, 'id') === undefined) return undefined
  const end = `/${key.replaceAll('_', '-')}`
  const named = key === '' ? undefined : [...endpoints].find(([name]) => name.endsWith(end))
  const kind = named?.[1] ?? kindOfFields(node)
  return kind === undefined ? undefined : { node, endpoint: named?.[0] ?? '', kind }
}

/** Exports that left the addresses of the API out are known by the fields that no other object has. */
function kindOfFields(node: JsonNode): NetBoxKind | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => memberOf(node, name))
  if (has('address', 'status') && (has('dns_name') || has('vrf'))) return 'address'
  if (has('start_address', 'end_address')) return 'range'
  if (has('prefix', 'status')) return 'prefix'
  if (has('vid', 'name')) return 'vlan'
  if (has('name', 'primary_ip4')) return 'machine'
  return undefined
}

/** `ipam/ip-addresses` of `https://ipam.example/api/ipam/ip-addresses/12/`. */
function endpointOf(url: string): string {
  const at = url.lastIndexOf('/api/')
  if (at < 0) return ''
  const app = url.indexOf('/', at + 5)
  const plugin = url.startsWith('plugins/', at + 5)
  const list = app < 0 ? -1 : url.indexOf('/', (plugin ? url.indexOf('/', app + 1) : app) + 1)
  const name = list < 0 ? '' : url.slice(at + 5, Math.min(list, at + 105))
  return endpoints.has(name) || /^[\w/-]{3,100}$/.test(name) ? name : ''
}
