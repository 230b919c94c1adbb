import type { Reference } from '../../../model/evidence.ts'
import { namingOf } from '../shared/naming.ts'
import { type Place, placeOf, portOf } from './place.ts'
import type { Item, Node } from './schema.ts'
import type { Maker } from './scope.ts'
import { child, fullName, membersOf, valueOf } from './tree.ts'

/** Most members of a pool that are read. */
const mostMembers = 10_000

/** A pool's members: by their own address, by their node's, or by the node's name in DNS. */
export function* membersOfPool(
  item: Item,
  maker: Maker,
  nodes: ReadonlyMap<string, Item>,
  via: readonly string[] | undefined,
): Iterable<Reference> {
  let count = 0
  for (const [written, member] of membersOf(child(item.node, 'members'))) {
    if (++count > mostMembers) return
    const { node, port } = splitMember(written)
    const known = nodes.get(fullName(node))
    const disabled = isDisabled(member) || (known !== undefined && isDisabled(known.node))
    const more = { disabled, via, service: port === undefined ? undefined : `tcp/${port}` }
    const add = (place: Place, line: number): Reference | undefined =>
      maker.place('balancer-member', 'member', place, line, more)
    const own = addressIn(member) ?? nameIn(member)
    const behind = known && (addressIn(known.node) ?? nameIn(known.node))
    const direct = placeOf(written)
    const found = own
      ? add(own.place, own.line)
      : direct
        ? add(direct, member.line)
        : behind && byNode(behind.place, node, member.line, maker, more)
    if (found) yield found
  }
}

function byNode(place: Place, node: string, line: number, maker: Maker, more: object): Reference | undefined {
  const named = namingOf(place.address)
  if (!named || named.strength === 'any') return undefined
  const resolved =
    named.host === undefined
      ? { strength: 'exact' as const, also: { covers: place.address } }
      : { strength: 'name' as const, also: { host: named.host } }
  const naming = { matched: node, strength: resolved.strength, role: 'member' as const, line }
  return maker.made('balancer-member', naming, place.routeDomain, {
    ...more,
    ...resolved.also,
    path: [node],
  })
}

/** `address 10.1.1.1` of a member or node, with its line; `any6` stands where DNS gives it. */
export function addressIn(node: Node): { readonly place: Place; readonly line: number } | undefined {
  const property = child(node, 'address')
  const place = placeOf(property?.words[1] ?? '')
  return property && place ? { place, line: property.line } : undefined
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
function splitMember(written: string): { readonly node: string; readonly port?: string } {
  const place = placeOf(written)
  const at = place?.address.includes(':') ? written.lastIndexOf('.') : written.lastIndexOf(':')
  if (at < 1) return { node: written }
  const port = portOf(written.slice(at + 1))
  return { node: written.slice(0, at), ...(port === undefined ? {} : { port }) }
}
