import type { HclNode } from '../../../../formats/hcl/index.ts'
import { memberOf, stringOf } from '../../../../formats/json/index.ts'
import { pathOfId } from '../manager.ts'
import { listOf, type Maker, objectOf, textOf } from './convert.ts'
import { pathOfAddress, type Scope, type TfResource } from './schema.ts'

/** Resources of the older manager API as its objects; the NSX reader knows what those come to. */
export function managerObject(resource: TfResource, make: Maker): HclNode | undefined {
  const kind = /^nsxt_([a-z0-9_]{1,80})$/.exec(resource.type)?.[1] ?? ''
  const one = new Resource(resource, make)
  if (kind.endsWith('_ns_service')) return one.service(kind)
  if (/^lb_[a-z0-9]{2,20}_virtual_server$/.test(kind)) return one.front(kind)
  switch (kind) {
    case 'ip_set':
      return one.ipSet()
    case 'ns_group':
      return one.group()
    case 'ns_service_group':
      return one.object('NSServiceGroup', {
        members: one.list(one.side('members').map((node) => objectOf(node.at, { target_id: node }))),
      })
    case 'firewall_section':
      return one.section()
    case 'nat_rule':
      return one.translation()
    case 'lb_pool':
      return one.pool()
    default:
      return undefined
  }
}

/** Elements of services by the kind of their resource, with the names of their fields. */
const elements: Readonly<Record<string, readonly [type: string, fields: Readonly<Record<string, string>>]>> =
  {
    l4_port_set_ns_service: [
      'L4PortSetNSService',
      { protocol: 'l4_protocol', destination_ports: 'destination_ports', source_ports: 'source_ports' },
    ],
    algorithm_type_ns_service: [
      'ALGTypeNSService',
      { algorithm: 'alg', destination_port: 'destination_ports', source_ports: 'source_ports' },
    ],
    icmp_type_ns_service: ['ICMPTypeNSService', { protocol: 'protocol' }],
    igmp_type_ns_service: ['IGMPTypeNSService', {}],
    ip_protocol_ns_service: ['IPProtocolNSService', { protocol: 'protocol_number' }],
    ether_type_ns_service: ['EtherTypeNSService', { ether_type: 'ether_type' }],
  }

const textsOfRule = 'display_name description notes rule_tag action direction ip_protocol'.split(' ')
const flagsOfRule = ['disabled', 'sources_excluded', 'destinations_excluded']

class Resource {
  readonly resource: TfResource
  readonly make: Maker
  readonly scope: Scope
  readonly at: number
  readonly body: HclNode

  constructor(resource: TfResource, make: Maker) {
    this.resource = resource
    this.make = make
    this.at = resource.at
    this.body = resource.body
    this.scope = make.scopeOf(resource)
  }

  ipSet(): HclNode {
    const addresses = this.make.texts(this.body, 'ip_addresses', this.scope)
    this.known(
      addresses.map(({ at }) => at),
      [],
    )
    return this.object('IPSet', { ip_addresses: this.list(addresses) })
  }

  group(): HclNode {
    const members = this.each('member', (body, scope) => ({ value: this.make.one(body, 'value', scope) }))
    const inner = members.flatMap((node) => stringOf(memberOf(node, 'value')) ?? [])
    this.known(
      [],
      inner.map((id) => pathOfId('groups', id)),
    )
    return this.object('NSGroup', {
      members: this.list(members),
      membership_criteria: this.list(this.each('membership_criteria', () => ({}))),
    })
  }

  service(kind: string): HclNode {
    const [type, fields] = elements[kind] ?? ['', {}]
    const element: Record<string, HclNode | undefined> = { resource_type: textOf(type, this.at) }
    for (const [theirs, ours] of Object.entries(fields))
      element[ours] = ours.endsWith('_ports')
        ? this.list(this.make.texts(this.body, theirs, this.scope))
        : this.one(theirs)
    return this.object('NSService', { nsservice_element: objectOf(this.at, element) })
  }

  section(): HclNode {
    return this.object('FirewallSection', {
      applied_tos: this.targets(this.body, 'applied_to', this.scope),
      rules: this.list(
        this.each('rule', (body, scope) => {
          const rule: Record<string, HclNode | undefined> = {}
          for (const key of textsOfRule) rule[key] = this.make.one(body, key, scope)
          for (const key of flagsOfRule) rule[key] = this.make.flag(body, key, scope)
          rule['sources'] = this.targets(body, 'source', scope)
          rule['destinations'] = this.targets(body, 'destination', scope)
          rule['applied_tos'] = this.targets(body, 'applied_to', scope)
          rule['services'] = this.targets(body, 'service', scope, 'services')
          return rule
        }),
      ),
    })
  }

  translation(): HclNode {
    const router = this.make.values.text(memberOf(this.body, 'logical_router_id'), this.scope) ?? ''
    const side = (key: string): HclNode => this.list(this.side(key))
    return this.object('NatRule', {
      id: textOf(this.resource.name, this.at),
      logical_router_id: textOf(router.replace(/^.*\//, '').replace(/^nsxt_[a-z0-9_]{1,60}\./, ''), this.at),
      action: this.one('action'),
      match_source_network: side('match_source_network'),
      match_destination_network: side('match_destination_network'),
      translated_network: side('translated_network'),
      enabled: this.make.flag(this.body, 'enabled', this.scope),
    })
  }

  pool(): HclNode {
    const { make } = this
    return this.object('LbPool', {
      members: this.list(
        this.each('member', (body, scope) => ({
          ip_address: make.side(body, 'ip_address', scope)[0],
          port: make.one(body, 'port', scope),
          admin_state: make.one(body, 'admin_state', scope),
        })),
      ),
      member_group: this.each('member_group', (body, scope) => {
        const [target] = this.each(
          'grouping_object',
          (inner, around) => ({ target_id: make.one(inner, 'target_id', around) }),
          body,
          scope,
        )
        const id = memberOf(target, 'target_id')?.value
        if (id !== undefined) make.named.add(pathOfId('groups', String(id)))
        return { grouping_object: target, port: make.one(body, 'port', scope) }
      })[0],
    })
  }

  front(kind: string): HclNode {
    const { make, body, scope } = this
    return this.object('LbVirtualServer', {
      ip_address: this.side('ip_address')[0],
      port: this.one('port'),
      ...(memberOf(body, 'ports') ? { ports: this.list(make.texts(body, 'ports', scope)) } : {}),
      default_pool_member_ports: this.list(make.texts(body, 'default_pool_member_ports', scope)),
      pool_id: this.one('pool_id'),
      sorry_pool_id: this.one('sorry_pool_id'),
      ip_protocol: textOf(kind.includes('udp') ? 'UDP' : 'TCP', this.at),
      enabled: make.flag(body, 'enabled', scope),
    })
  }

  object(type: string, more: Readonly<Record<string, HclNode | undefined>>): HclNode {
    const id = textOf(this.id(), this.at)
    return this.make.object(this.resource, type, this.scope, { path: undefined, id, ...more })
  }

  one(key: string): HclNode | undefined {
    return this.make.one(this.body, key, this.scope)
  }

  side(key: string): readonly HclNode[] {
    return this.make.side(this.body, key, this.scope)
  }

  list(nodes: readonly HclNode[]): HclNode {
    return listOf(this.at, nodes)
  }

  each(
    name: string,
    fields: (body: HclNode, scope: Scope) => Readonly<Record<string, HclNode | undefined>>,
    body = this.body,
    scope = this.scope,
  ): readonly HclNode[] {
    return this.make
      .blocks(body, name, scope)
      .map(([block, inner]) => objectOf(block.at, fields(block, inner)))
  }

  private targets(body: HclNode, name: string, scope: Scope, folder = 'groups'): HclNode {
    const found = this.each(
      name,
      (block, inner) => {
        const [id] = this.make.side(block, 'target_id', inner)
        if (id) this.make.named.add(pathOfId(folder, String(id.value)))
        return { target_id: id }
      },
      body,
      scope,
    )
    return this.list(found)
  }

  /** The id that a state has, else a path made of the resource's address. */
  private id(): string {
    const own = memberOf(this.body, 'id')?.value
    return typeof own === 'string' && !own.includes('${')
      ? own
      : pathOfAddress(this.resource.type, this.resource.name)
  }

  private known(places: number[], inner: string[]): void {
    this.make.groups.set(pathOfId('groups', this.id()), { places, inner })
  }
}
