import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import { parseSpan } from '../../../lib/ip.ts'

type Tell = (text: string, at: number, mask: number | undefined, named: boolean) => void

/** Members that name the object itself, or that the controller found while it ran. */
const silent: ReadonlySet<string> = new Set([
  'url',
  'uuid',
  'name',
  'hostname',
  'discovered_networks',
  'discovered_subnets',
  'vip_runtime',
  'runtime',
])

/** Every string of a value; an address in a prefix is given with the prefix's length. */
export function walk(node: JsonNode, tell: Tell, mask?: number, named = false): void {
  const { value } = node
  if (typeof value === 'string') tell(value, node.at, mask, named)
  else if (Array.isArray(value)) for (const item of itemsOf(node)) walk(item, tell)
  else if (value instanceof Map) {
    const low = addressOf(node, 'begin')
    const high = addressOf(node, 'end')
    if (low && high) return tell(`${low.address}-${high.address}`, low.at, undefined, false)
    const bits = memberOf(node, 'mask')?.value
    for (const [key, member] of value as ReadonlyMap<string, JsonNode>) {
      if (silent.has(key)) continue
      // An address of the type DNS is a name.
      const isName = key === 'addr' && stringOf(memberOf(node, 'type')) === 'DNS'
      const inPrefix = key === 'ip_addr' && typeof bits === 'number' ? bits : undefined
      walk(member, tell, key === 'addr' ? mask : inPrefix, isName)
    }
  }
}

function addressOf(
  node: JsonNode,
  key: string,
): { readonly address: string; readonly at: number } | undefined {
  const addr = memberOf(memberOf(node, key), 'addr')
  const address = stringOf(addr)
  return addr && address !== undefined && parseSpan(address) ? { address, at: addr.at } : undefined
}
