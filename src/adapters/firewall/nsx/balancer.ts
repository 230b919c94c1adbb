import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { isOff, numberOf, ownerOf } from './rule.ts'
import type { OwnerHint, Placed } from './schema.ts'

/** A member of a pool. */
export interface LbMember extends Placed {
  readonly port: string | undefined
  readonly disabled: boolean
}

/** A pool: members of its own, or the group that its members come from. */
export interface LbPool {
  readonly name: string
  readonly members: readonly LbMember[]
  readonly group: Placed | undefined
  readonly groupPort: string | undefined
  /** Members of the group that have settings of their own. */
  readonly customized: readonly LbMember[]
  readonly owner: OwnerHint | undefined
}

/** A virtual server. */
export interface LbFront {
  readonly name: string
  readonly address: Placed | undefined
  readonly ports: readonly string[]
  /** Ports of members that name none. */
  readonly memberPorts: readonly string[]
  readonly pools: readonly string[]
  /** Path of its application profile, which says the protocol. */
  readonly profile: string
  /** Group whose members alone may, or may not, connect. */
  readonly access: { readonly group: Placed; readonly action: string } | undefined
  readonly disabled: boolean
  readonly owner: OwnerHint | undefined
}

/** Everything of a load balancer that an export carries, by path. */
export interface Balancing {
  readonly pools: Map<string, LbPool>
  readonly fronts: LbFront[]
  /** Addresses before a pool that other files name. */
  readonly before: Map<string, readonly string[]>
  /** Paths of application profiles that carry UDP. */
  readonly udp: Set<string>
}

/** Objects of a load balancer that are known and hold neither pools nor members; their addresses are literals. */
export function isBalancerSetting(type: string): boolean {
  return /^LB(?:Service|[A-Za-z]{2,40}(?:Profile|Monitor))$/.test(type)
}

/** Fields of a pool or virtual server that stand in their own references. */
export const carriedOfBalancer: ReadonlySet<string> = new Set(['members', 'member_group', 'ip_address'])

/** Reads a pool. */
export function poolOf(node: JsonNode, name: string, { plain }: MaskedPlaces): LbPool {
  const group = memberOf(node, 'member_group')
  const path = memberOf(group, 'group_path')
  return {
    name,
    members: membersOf(memberOf(node, 'members')),
    group: placedOf(path),
    groupPort: portOf(memberOf(group, 'port')),
    customized: membersOf(memberOf(group, 'customized_members')),
    owner: ownerOf(node, plain),
  }
}

/** Reads a virtual server. */
export function frontOf(node: JsonNode, name: string, { plain }: MaskedPlaces): LbFront {
  const control = memberOf(node, 'access_list_control')
  const group = placedOf(memberOf(control, 'group_path'))
  const on = !isOff(memberOf(control, 'enabled'))
  return {
    name,
    address: placedOf(memberOf(node, 'ip_address')),
    ports: portsOf(memberOf(node, 'ports')),
    memberPorts: portsOf(memberOf(node, 'default_pool_member_ports')),
    pools: [
      ...['pool_path', 'sorry_pool_path'].flatMap((key) => stringOf(memberOf(node, key)) ?? []),
      ...itemsOf(memberOf(node, 'rules')).flatMap((rule) =>
        itemsOf(memberOf(rule, 'actions')).flatMap((action) => stringOf(memberOf(action, 'pool_id')) ?? []),
      ),
    ],
    profile: stringOf(memberOf(node, 'application_profile_path')) ?? '',
    access:
      group && on
        ? { group, action: (stringOf(memberOf(control, 'action')) ?? 'allow').toLowerCase().slice(0, 40) }
        : undefined,
    disabled: isOff(memberOf(node, 'enabled')),
    owner: ownerOf(node, plain),
  }
}

function membersOf(list: JsonNode | undefined): readonly LbMember[] {
  return itemsOf(list).flatMap((member) => {
    const address = placedOf(memberOf(member, 'ip_address'))
    return address ? { ...address, port: portOf(memberOf(member, 'port')), disabled: isOut(member) } : []
  })
}

function isOut(member: JsonNode): boolean {
  return /DISABLED$/.test(stringOf(memberOf(member, 'admin_state')) ?? '')
}

function placedOf(node: JsonNode | undefined): Placed | undefined {
  const text = stringOf(node)
  return node && text !== undefined && text !== '' ? { text, at: node.at } : undefined
}

function portsOf(list: JsonNode | undefined): readonly string[] {
  return itemsOf(list).flatMap((item) => portOf(item) ?? [])
}

/** `443`, also as text, or `8000-8010`. */
function portOf(node: JsonNode | undefined): string | undefined {
  const text = stringOf(node)
  if (text !== undefined && /^\d{1,5}(?:-\d{1,5})?$/.test(text)) return text
  const number = numberOf(node)
  return number === undefined || number < 1 || number > 65_535 ? undefined : String(number)
}
