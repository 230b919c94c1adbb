import { namingOf } from '../shared/naming.ts'
import { type Place, placeOf, portOf } from './place.ts'
import type { Item, Node } from './schema.ts'
import type { Maker, More } from './scope.ts'
import { child, eachMember, fullName, valueOf } from './tree.ts'

/** Most members of a pool that are read. */
const mostMembers = 10_000

/** A pool's members: by their own address, by their node's, or by the node's name in DNS. */
export function addMembers(
  item: Item,
  maker: Maker,
  nodes: ReadonlyMap<string, Item>,
  via: readonly string[] | undefined,
): void {
  let count = 0
  eachMember(child(item.node, 'members'), (written, member) => {
    if (++count > mostMembers) return
    const direct = placeOf(written)
    const { node, port } = splitMember(written, direct)
    const known = nodes.get(fullName(node))
    const disabled = isDisabled(member) || (known !== undefined && isDisabled(known.node))
    const more = { disabled, via, service: port === undefined ? undefined : `tcp/${port}` }
    const own = addressIn(member) ?? nameIn(member)
    if (own) maker.place('balancer-member', 'member', own.place, own.line, more)
    else if (direct) maker.place('balancer-member', 'member', direct, member.line, more)
    else {
      const behind = known && (addressIn(known.node) ?? nameIn(known.node))
      if (behind) addByNode(behind.place, node, member.line, maker, more)
    }
  })
}

function addByNode(place: Place, node: string, line: number, maker: Maker, more: More): void {
  const named = namingOf(place.address)
  if (!named || named.strength === 'any') return
  const { disabled, via, service } = more
  const byName = named.host !== undefined
  maker.made(
    'balancer-member',
    { matched: node, strength: byName ? 'name' : 'exact', role: 'member', line },
    place.routeDomain,
    { disabled, via, service, host: named.host, covers: byName ? undefined : place.address, path: [node] },
  )
}

/** `address 10.1.1.1` of a member or node, with its line; `any6` stands where DNS gives it. */
export function addressIn(node: Node): { readonly place: Place; readonly line: number } | undefined {
  const property = child(node, 'address')
  const place = property && placeOf(property.words[1] ?? '')
  return place && { place, line: property.line }
}

/** `fqdn { name web.example }` of a member or node. */
export function nameIn(node: Node): { readonly place: Place; readonly line: number } | undefined {
  const fqdn = child(node, 'fqdn')
  const name = fqdn && child(fqdn, 'name')
  const host = name?.words[1]
  return host === undefined || host === 'none'
    ? undefined
    : { place: { address: host }, line: name?.line ?? 0 }
}

/** Whether an operator took it out of service. */
export function isDisabled(node: Node): boolean {
  return valueOf(node, 'session') === 'user-disabled' || valueOf(node, 'state') === 'user-down'
}

/** `/Common/web-01:443` to node and port; IPv6 members have a dot before the port. */
function splitMember(
  written: string,
  place: Place | undefined,
): { readonly node: string; readonly port: string | undefined } {
  const at = place?.address.includes(':') ? written.lastIndexOf('.') : written.lastIndexOf(':')
  if (at < 1) return { node: written, port: undefined }
  return { node: written.slice(0, at), port: portOf(written.slice(at + 1)) }
}
