import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts, stringOf } from '../../../formats/json/index.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { type AviAddress, type AviConfig, settings, types } from './schema.ts'

const carried: ReadonlySet<string> = new Set(types.values())

/** Reads an export (`Pool`, `VirtualService`, … as lists) or answers of the API (`results` with their `url`). */
export function readAvi(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
): { readonly config: AviConfig; readonly brokenAt?: number } {
  const { roots, brokenAt } = readJsonTexts(text)
  const config: AviConfig = {
    pools: new Map(),
    groups: new Map(),
    vips: new Map(),
    services: [],
    literals: [],
  }
  const take = (node: JsonNode, type: string): void => {
    if (carried.has(type) || settings.has(type)) tally.known()
    else
      tally.unknown(/^[a-z0-9]{2,40}$/.test(type) ? type : 'object of another type', places.lineAt(node.at))
    object(node, type, config, places)
  }
  for (const root of roots)
    for (const part of Array.isArray(root.value) ? itemsOf(root) : [root]) {
      if (!(part.value instanceof Map)) continue
      const results = memberOf(part, 'results')
      const listed = results ? itemsOf(results) : typeOfUrl(part) === undefined ? undefined : [part]
      if (listed) {
        for (const node of listed) {
          const type = typeOfUrl(node)
          if (type === undefined) tally.unknown('object without a type', places.lineAt(node.at))
          else take(node, type)
        }
      } else
        for (const [key, list] of part.value as ReadonlyMap<string, JsonNode>)
          if (key !== 'META')
            for (const node of itemsOf(list)) take(node, types.get(key) ?? key.toLowerCase())
    }
  return { config, ...(brokenAt === undefined ? {} : { brokenAt }) }
}

/** `https://avi.example/api/pool/pool-1234#shop` is of the type `pool`. */
function typeOfUrl(node: JsonNode): string | undefined {
  return /\/api\/([a-z0-9]{2,40})\//.exec((stringOf(memberOf(node, 'url')) ?? '').slice(0, 2000))?.[1]
}

function object(node: JsonNode, type: string, config: AviConfig, places: MaskedPlaces): void {
  const name = places.plain(stringOf(memberOf(node, 'name')) ?? type).slice(0, 200)
  const keys = [`${type} ${name}`]
  const uuid = stringOf(memberOf(node, 'uuid'))
  if (uuid !== undefined) keys.push(`${type} ${uuid}`)
  const owner = ownerInText(places.plain(stringOf(memberOf(node, 'description')) ?? ''))
  switch (type) {
    case 'pool': {
      const servers = itemsOf(memberOf(node, 'servers')).flatMap((server) => {
        const ip = addressIn(server, 'ip')[0]
        return ip ? { ...ip, port: portOf(server, 'port'), enabled: isOn(server) } : []
      })
      const pool = { name, servers, port: portOf(node, 'default_server_port'), owner }
      for (const key of keys) config.pools.set(key, pool)
      return
    }
    case 'poolgroup':
    case 'httppolicyset':
    case 'l4policyset': {
      const behind = referencesIn(node)
      for (const key of keys) config.groups.set(key, behind)
      if (type !== 'poolgroup') literals(node, `${type} ${name}`, config)
      return
    }
    case 'vsvip':
      for (const key of keys) config.vips.set(key, addressesIn(node))
      return
    case 'virtualservice':
      config.services.push({
        name,
        at: node.at,
        addresses: [...addressesIn(node), ...addressIn(node, 'ip_address')],
        vips: referencesIn(node).filter((key) => key.startsWith('vsvip ')),
        ports: itemsOf(memberOf(node, 'services')).flatMap((service) => portOf(service, 'port') ?? []),
        behind: referencesIn(node).filter((key) => !key.startsWith('vsvip ')),
        enabled: isOn(node),
        owner,
      })
      return
    default:
      literals(node, `${type} ${name}`, config)
  }
}

/** Addresses of the list `vip`, floating ones among them. */
function addressesIn(node: JsonNode): readonly AviAddress[] {
  return itemsOf(memberOf(node, 'vip')).flatMap((vip) => [
    ...addressIn(vip, 'ip_address'),
    ...addressIn(vip, 'ip6_address'),
    ...addressIn(vip, 'floating_ip'),
  ])
}

/** `{ "addr": "192.0.2.80", "type": "V4" }`. */
function addressIn(node: JsonNode, key: string): readonly AviAddress[] {
  const addr = memberOf(memberOf(node, key), 'addr')
  const address = stringOf(addr)
  return addr && address !== undefined && parseSpan(address) ? [{ address, at: addr.at }] : []
}

function isOn(node: JsonNode): boolean {
  return memberOf(node, 'enabled')?.value !== false
}

function portOf(node: JsonNode, key: string): string | undefined {
  const value = memberOf(node, key)?.value
  return typeof value === 'number' && value > 0 ? String(value) : undefined
}

/** Keys of the pools, groups, policies and addresses that an object names, wherever in it. */
function referencesIn(node: JsonNode): readonly string[] {
  const found = new Set<string>()
  walk(node, (value) => {
    const key = keyOfReference(value)
    if (key !== undefined) found.add(key)
  })
  return [...found]
}

/** `/api/pool/?tenant=admin&name=shop`, `https://…/api/pool/pool-1234#shop`, `/api/pool/pool-1234`. */
function keyOfReference(text: string): string | undefined {
  if (text.length > 2000) return undefined
  const found = /\/api\/(pool|poolgroup|vsvip|httppolicyset|l4policyset)\/([^#]*)(?:#(.*))?$/.exec(text)
  if (!found) return undefined
  const [, type, rest = '', hash] = found
  const query = rest.startsWith('?') ? new URLSearchParams(rest) : undefined
  return `${type} ${query?.get('name') ?? hash ?? rest}`
}

function literals(node: JsonNode, name: string, config: AviConfig): void {
  walk(node, (text, at, mask) => {
    if (text.length > 90 || !/[.:]/.test(text)) return
    const whole = mask === undefined ? text : `${text}/${mask}`
    if (parseSpan(whole)) config.literals.push({ text: whole, at, name })
  })
}

/** Every string of a value; an address in a prefix is given with the prefix's length. */
function walk(node: JsonNode, tell: (text: string, at: number, mask?: number) => void, mask?: number): void {
  const { value } = node
  if (typeof value === 'string') tell(value, node.at, mask)
  else if (Array.isArray(value)) for (const item of itemsOf(node)) walk(item, tell)
  else if (value instanceof Map) {
    const [low] = addressIn(node, 'begin')
    const [high] = addressIn(node, 'end')
    if (low && high) return tell(`${low.address}-${high.address}`, low.at)
    const bits = memberOf(node, 'mask')?.value
    for (const [key, member] of value as ReadonlyMap<string, JsonNode>) {
      if (key === 'url' || key === 'uuid') continue
      const inPrefix = key === 'ip_addr' && typeof bits === 'number' ? bits : undefined
      walk(member, tell, key === 'addr' ? mask : inPrefix)
    }
  }
}
