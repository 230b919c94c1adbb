import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { itemsOf, type JsonNode, memberOf, readJsonTexts, stringOf } from '../../../formats/json/index.ts'
import { parseSpan } from '../../../lib/ip.ts'
import { keysOf, nameOfReference, referencesIn } from './names.ts'
import { type AviAddress, type AviConfig, type AviServer, emptyAvi, settings, types } from './schema.ts'
import { walk } from './walk.ts'

const carried: ReadonlySet<string> = new Set(types.values())

/** Reads an export (`Pool`, `VirtualService`, … as lists) or answers of the API (`results` with their `url`). */
export function readAvi(
  text: string,
  places: MaskedPlaces,
  tally: Tally,
): { readonly config: AviConfig; readonly brokenAt?: number } {
  const { roots, brokenAt } = readJsonTexts(text)
  const config = emptyAvi()
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
  const keys = keysOf(node, type, name)
  const owner = ownerInText(places.plain(stringOf(memberOf(node, 'description')) ?? ''))
  switch (type) {
    case 'pool': {
      const pool = {
        name,
        servers: serversOf(node),
        port: portOf(node, 'default_server_port'),
        owner,
        enabled: isOn(node),
        vrf: vrfOf(node, 'vrf_ref'),
      }
      for (const key of keys) config.pools.set(key, pool)
      break
    }
    case 'poolgroup':
    case 'httppolicyset':
    case 'l4policyset': {
      const behind = referencesIn(node)
      for (const key of keys) config.groups.set(key, behind)
      break
    }
    case 'vsvip': {
      const addresses = addressesIn(node)
      for (const key of keys) config.vips.set(key, addresses)
      for (const info of itemsOf(memberOf(node, 'dns_info')))
        answer(stringOf(memberOf(info, 'fqdn')), addresses, config)
      break
    }
    case 'virtualservice': {
      const references = referencesIn(node)
      config.services.push({
        name,
        at: node.at,
        addresses: [...addressesIn(node), ...addressIn(node, 'ip_address')],
        vips: references.filter((key) => key.startsWith('vsvip ')),
        ports: itemsOf(memberOf(node, 'services')).flatMap(portsOf),
        // The profile of the system for UDP has it in its name.
        protocol: /udp/i.test(stringOf(memberOf(node, 'network_profile_ref')) ?? '') ? 'udp' : 'tcp',
        vrf: vrfOf(node, 'vrf_context_ref'),
        behind: references.filter((key) => !key.startsWith('vsvip ')),
        enabled: isOn(node),
        owner,
      })
      break
    }
    case 'gslbservice': {
      const addresses = itemsOf(memberOf(node, 'groups')).flatMap((group) =>
        itemsOf(memberOf(group, 'members')).flatMap((member) => [
          ...addressIn(member, 'ip'),
          ...addressIn(member, 'public_ip'),
        ]),
      )
      for (const domain of itemsOf(memberOf(node, 'domain_names')))
        answer(stringOf(domain), addresses, config)
      break
    }
  }
  literals(node, `${type} ${name}`, config)
}

function answer(host: string | undefined, addresses: readonly AviAddress[], config: AviConfig): void {
  if (host === undefined || host.length > 253) return
  for (const one of addresses.slice(0, 1000)) config.answers.push({ ...one, host: host.toLowerCase() })
}

/** Servers by address, else by the name that the controller resolves. */
function serversOf(pool: JsonNode): readonly AviServer[] {
  return itemsOf(memberOf(pool, 'servers')).flatMap((server) => {
    const ip = addressIn(server, 'ip')[0] ?? nameIn(server)
    return ip ? { ...ip, port: portOf(server, 'port'), enabled: isOn(server) } : []
  })
}

/** `{ "ip": { "addr": "web.example", "type": "DNS" } }`, else `hostname` of a server that has no address. */
function nameIn(server: JsonNode): AviAddress | undefined {
  const node = memberOf(memberOf(server, 'ip'), 'addr') ?? memberOf(server, 'hostname')
  const address = stringOf(node)
  return node && address?.includes('.') ? { address, at: node.at } : undefined
}

/** Addresses of the list `vip`, floating ones among them. */
function addressesIn(node: JsonNode): readonly AviAddress[] {
  return itemsOf(memberOf(node, 'vip')).flatMap((vip) => [
    ...addressIn(vip, 'ip_address'),
    ...addressIn(vip, 'ip6_address'),
    ...addressIn(vip, 'floating_ip'),
    ...addressIn(vip, 'floating_ip6'),
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

/** `443`, `8000-8009`. */
function portsOf(service: JsonNode): readonly string[] {
  const from = portOf(service, 'port')
  const to = portOf(service, 'port_range_end')
  return from === undefined ? [] : [to === undefined || to === from ? from : `${from}-${to}`]
}

/** The routing context that is not the usual one. */
function vrfOf(node: JsonNode, key: string): string | undefined {
  const name = nameOfReference(stringOf(memberOf(node, key)) ?? '')
  return name === undefined || name === 'global' ? undefined : name
}

function literals(node: JsonNode, name: string, config: AviConfig): void {
  walk(node, (text, at, mask, named) => {
    if (text.length > 90 || !/[.:]/.test(text)) return
    const whole = mask === undefined ? text : `${text}/${mask}`
    if (parseSpan(whole)) config.literals.push({ text: whole, at, name })
    else if (named) config.literals.push({ text, at, name })
  })
}
