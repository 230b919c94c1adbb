import { itemsOf, type JsonNode, memberOf, stringOf } from '../../../formats/json/index.ts'

/** Makes the object of the policy API that one of the older manager API stands for; `path` is its own, from its id. */
type Form = (node: JsonNode, path: JsonNode) => JsonNode

/** What every object has and the policy API calls the same. */
const shared = ['display_name', 'description', 'tags', 'id'] as const

/** An object of the manager API in the shape of the policy API; undefined when it is of another kind. */
export function policyForm(node: JsonNode, type: string): JsonNode | undefined {
  const form = Object.hasOwn(forms, type) ? forms[type] : undefined
  const folder = folders[type] ?? 'others'
  return form?.(node, text(node.at, pathOfId(folder, stringOf(memberOf(node, 'id')) ?? '')))
}

/** The path of an object that others name by its id alone; what is a path or an address already stays as it is. */
export function pathOfId(folder: string, id: string): string {
  return /^[/?]/.test(id) ? id : `/manager/${folder}/${id.slice(0, 200)}`
}

const folders: Readonly<Record<string, string>> = {
  IPSet: 'groups',
  NSGroup: 'groups',
  NSService: 'services',
  NSServiceGroup: 'services',
  LbPool: 'lb-pools',
}

const forms: Readonly<Record<string, Form>> = {
  IPSet: (node, path) =>
    like(node, 'Group', {
      path,
      expression: list(node.at, [
        made(node.at, 'IPAddressExpression', { ip_addresses: memberOf(node, 'ip_addresses') }),
      ]),
    }),
  NSGroup: (node, path) =>
    like(node, 'Group', {
      path,
      expression: list(node.at, [
        made(node.at, 'PathExpression', { paths: targets(memberOf(node, 'members'), 'groups', 'value') }),
        ...itemsOf(memberOf(node, 'membership_criteria')).map(({ at }) =>
          made(at, 'Condition', { key: text(at, 'Tag'), operator: text(at, 'EQUALS') }),
        ),
      ]),
    }),
  NSService: (node, path) => {
    const element = memberOf(node, 'nsservice_element')
    return like(node, 'Service', { path, service_entries: list(node.at, element ? [entryOf(element)] : []) })
  },
  NSServiceGroup: (node, path) =>
    like(node, 'Service', {
      path,
      service_entries: list(
        node.at,
        itemsOf(targets(memberOf(node, 'members'), 'services')).map((nested) =>
          made(nested.at, 'NestedServiceServiceEntry', { nested_service_path: nested }),
        ),
      ),
    }),
  FirewallSection: (node) =>
    like(node, 'SecurityPolicy', {
      scope: targets(memberOf(node, 'applied_tos'), 'groups'),
      rules: list(node.at, itemsOf(memberOf(node, 'rules')).map(ruleOf)),
    }),
  FirewallRule: ruleOf,
  NatRule: (node) =>
    like(node, 'PolicyNatRule', {
      path: text(
        node.at,
        `/tier-1s/${stringOf(memberOf(node, 'logical_router_id')) ?? ''}/nat/USER/nat-rules/${stringOf(memberOf(node, 'id')) ?? ''}`,
      ),
      action: memberOf(node, 'action'),
      source_network: memberOf(node, 'match_source_network'),
      destination_network: memberOf(node, 'match_destination_network'),
      translated_network: memberOf(node, 'translated_network'),
      enabled: memberOf(node, 'enabled'),
    }),
  LbPool: (node, path) => {
    const group = memberOf(node, 'member_group')
    const target = memberOf(memberOf(group, 'grouping_object'), 'target_id')
    return like(node, 'LBPool', {
      path,
      members: memberOf(node, 'members'),
      member_group:
        group &&
        made(group.at, '', { group_path: pathNode(target, 'groups'), port: memberOf(group, 'port') }),
    })
  },
  LbVirtualServer: (node) => {
    const port = memberOf(node, 'port')
    const udp = stringOf(memberOf(node, 'ip_protocol')) === 'UDP'
    return like(node, 'LBVirtualServer', {
      ip_address: memberOf(node, 'ip_address'),
      ports: memberOf(node, 'ports') ?? (port && list(port.at, [port])),
      default_pool_member_ports: memberOf(node, 'default_pool_member_ports'),
      pool_path: pathNode(memberOf(node, 'pool_id'), 'lb-pools'),
      sorry_pool_path: pathNode(memberOf(node, 'sorry_pool_id'), 'lb-pools'),
      application_profile_path: udp ? text(node.at, 'udp') : undefined,
      enabled: memberOf(node, 'enabled'),
    })
  },
}

/** A rule; a side that names nobody is everybody. */
function ruleOf(node: JsonNode): JsonNode {
  const any = list(node.at, [text(node.at, 'ANY')])
  const side = (key: string): JsonNode => {
    const found = targets(memberOf(node, key), 'groups')
    return itemsOf(found).length > 0 ? found : any
  }
  const services = itemsOf(memberOf(node, 'services'))
  const own = services.flatMap((one) => memberOf(one, 'service') ?? [])
  return like(node, 'Rule', {
    source_groups: side('sources'),
    destination_groups: side('destinations'),
    scope: targets(memberOf(node, 'applied_tos'), 'groups'),
    services: services.length > 0 ? targets(memberOf(node, 'services'), 'services') : any,
    service_entries: list(node.at, own.map(entryOf)),
    ...copied(node, [
      'notes',
      'action',
      'direction',
      'ip_protocol',
      'disabled',
      'sources_excluded',
      'destinations_excluded',
    ]),
    profiles: memberOf(node, 'context_profiles'),
    tag: memberOf(node, 'rule_tag'),
  })
}

/** What a list of targets names: addresses as they are, objects by paths of their ids. */
function targets(from: JsonNode | undefined, folder: string, key = 'target_id'): JsonNode {
  const found = itemsOf(from).flatMap((item) => pathNode(memberOf(item, key), folder) ?? [])
  return list(from?.at ?? 0, found)
}

function pathNode(node: JsonNode | undefined, folder: string): JsonNode | undefined {
  const id = stringOf(node)
  if (!node || id === undefined || id === '') return undefined
  return /^[\d.:a-fA-F/-]{2,90}$/.test(id) && /[.:]/.test(id) ? node : text(node.at, pathOfId(folder, id))
}

function entryOf(element: JsonNode): JsonNode {
  const type = stringOf(memberOf(element, 'resource_type')) ?? ''
  return {
    at: element.at,
    value: new Map([
      ...entries(element),
      ['resource_type', text(element.at, type.replace('NSService', 'ServiceEntry'))],
    ]),
  }
}

function like(node: JsonNode, type: string, more: Readonly<Record<string, JsonNode | undefined>>): JsonNode {
  return made(node.at, type, { ...copied(node, shared), ...more })
}

function copied(node: JsonNode, keys: readonly string[]): Record<string, JsonNode | undefined> {
  return Object.fromEntries(keys.map((key) => [key, memberOf(node, key)]))
}

function made(at: number, type: string, members: Readonly<Record<string, JsonNode | undefined>>): JsonNode {
  const value = new Map<string, JsonNode>([['resource_type', text(at, type)]])
  for (const [key, node] of Object.entries(members)) if (node) value.set(key, node)
  return { at, value }
}

function entries(node: JsonNode): ReadonlyMap<string, JsonNode> {
  return node.value instanceof Map ? (node.value as ReadonlyMap<string, JsonNode>) : new Map()
}

function list(at: number, value: readonly JsonNode[]): JsonNode {
  return { at, value }
}

function text(at: number, value: string): JsonNode {
  return { at, value }
}
