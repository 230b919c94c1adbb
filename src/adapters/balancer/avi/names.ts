import { type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { walk } from './walk.ts'

/** Keys that references of other objects may have for this one: with its tenant, by its name alone, by its number. */
export function keysOf(node: JsonNode, type: string, name: string): readonly string[] {
  const tenant = nameOfReference(stringOf(memberOf(node, 'tenant_ref')) ?? '')
  const uuid = stringOf(memberOf(node, 'uuid'))
  return [
    ...(tenant === undefined ? [] : [`${type} ${tenant}|${name}`]),
    `${type} ${name}`,
    ...(uuid === undefined ? [] : [`${type} ${uuid}`]),
  ]
}

/** What a key stands for: two tenants may have a pool of the same name. */
export function behindKey<Value>(map: ReadonlyMap<string, Value>, key: string): Value | undefined {
  const exact = map.get(key)
  const bar = key.indexOf('|')
  if (exact !== undefined || bar < 0) return exact
  return map.get(key.slice(0, key.indexOf(' ') + 1) + key.slice(bar + 1))
}

/** Keys of the pools, groups, policies and addresses that an object names, wherever in it. */
export function referencesIn(node: JsonNode): readonly string[] {
  const found = new Set<string>()
  walk(node, (value) => {
    const key = keyOfReference(value)
    if (key !== undefined) found.add(key)
  })
  return [...found]
}

/** `/api/pool/?tenant=admin&name=shop`, `https://…/api/pool/pool-1234#shop`, `/api/pool/pool-1234`. */
function keyOfReference(text: string): string | undefined {
  if (text.length > 2000 || !text.includes('/api/')) return undefined
  const found = /\/api\/(pool|poolgroup|vsvip|httppolicyset|l4policyset)\/([^#]*)(?:#(.*))?$/.exec(text)
  if (!found) return undefined
  const [, type, rest = '', hash] = found
  if (!rest.startsWith('?')) return `${type} ${rest === '' ? hash : rest}`
  const query = new URLSearchParams(rest)
  const tenant = query.get('tenant')
  const name = query.get('name') ?? rest
  return tenant === null ? `${type} ${name}` : `${type} ${tenant}|${name}`
}

/** The name in a reference: `admin` of `/api/tenant/?name=admin` and of `/api/tenant/admin#admin`. */
export function nameOfReference(text: string): string | undefined {
  if (text === '' || text.length > 2000) return undefined
  const hash = text.indexOf('#')
  if (hash >= 0) return text.slice(hash + 1)
  const query = text.indexOf('?')
  if (query >= 0) return new URLSearchParams(text.slice(query)).get('name') ?? undefined
  return text.slice(text.lastIndexOf('/') + 1)
}
