import type { HclNode } from '../../../../formats/hcl/index.ts'
import { memberOf } from '../../../../formats/json/index.ts'
import { listOf, type Maker, objectOf, textOf } from './convert.ts'
import type { Scope, TfResource } from './schema.ts'
import { entriesIn } from './services.ts'

/** A policy of the distributed or a gateway firewall with the rules that stand in it. */
export function policyOf(resource: TfResource, kind: string, make: Maker): HclNode {
  const { body, at } = resource
  const scope = make.scopeOf(resource)
  const path = make.pathOf(resource)
  return make.object(resource, kind.includes('gateway') ? 'GatewayPolicy' : 'SecurityPolicy', scope, {
    category: make.one(body, 'category', scope),
    sequence_number: make.one(body, 'sequence_number', scope),
    scope: listOf(at, make.side(body, 'scope', scope)),
    rules: listOf(
      at,
      make
        .blocks(body, 'rule', scope)
        .map(([rule, inner], place) =>
          ruleOf(rule, inner, make, textOf(`${path}/rules/${place + 1}`, rule.at)),
        ),
    ),
  })
}

/** A rule that is a resource of its own. */
export function ownRule(resource: TfResource, make: Maker): HclNode {
  const scope = make.scopeOf(resource)
  const policy = make.values.text(memberOf(resource.body, 'policy_path'), scope) ?? '/policies/unknown'
  return ruleOf(
    resource.body,
    scope,
    make,
    textOf(`${policy}/rules/${resource.name}`, resource.at),
    resource.at,
  )
}

function ruleOf(body: HclNode, scope: Scope, make: Maker, path: HclNode, at = body.at): HclNode {
  const services = make.texts(body, 'services', scope)
  for (const { value } of services) make.named.add(String(value))
  const entries = make
    .blocks(body, 'service_entries', scope)
    .flatMap(([entry, inner]) => entriesIn(entry, inner, make))
  return objectOf(at, {
    resource_type: textOf('Rule', at),
    path,
    display_name: make.one(body, 'display_name', scope),
    description: make.one(body, 'description', scope),
    notes: make.one(body, 'notes', scope),
    tag: make.one(body, 'log_label', scope),
    tags: listOf(
      at,
      make
        .blocks(body, 'tag', scope)
        .map(([tag, inner]) =>
          objectOf(tag.at, { scope: make.one(tag, 'scope', inner), tag: make.one(tag, 'tag', inner) }),
        ),
    ),
    sequence_number: make.one(body, 'sequence_number', scope),
    source_groups: orAny(make.side(body, 'source_groups', scope), at),
    destination_groups: orAny(make.side(body, 'destination_groups', scope), at),
    sources_excluded: make.flag(body, 'sources_excluded', scope),
    destinations_excluded: make.flag(body, 'destinations_excluded', scope),
    scope: orAny(make.side(body, 'scope', scope), at),
    services: entries.length > 0 ? listOf(at, services) : orAny(services, at),
    service_entries: listOf(at, entries),
    profiles: listOf(at, make.texts(body, 'profiles', scope)),
    action: make.one(body, 'action', scope) ?? textOf('ALLOW', at),
    direction: make.one(body, 'direction', scope),
    ip_protocol: make.one(body, 'ip_version', scope),
    disabled: make.flag(body, 'disabled', scope),
  })
}

/** A side that names nobody is everybody. */
function orAny(side: readonly HclNode[], at: number): HclNode {
  return listOf(at, side.length > 0 ? side : [textOf('ANY', at)])
}

/** A translation. */
export function translationOf(resource: TfResource, make: Maker): HclNode {
  const { body, at } = resource
  const scope = make.scopeOf(resource)
  const networks = (many: string, single: string): HclNode => {
    const found = make.side(body, many, scope)
    return listOf(at, found.length > 0 ? found : make.side(body, single, scope))
  }
  const gateway = make.values.text(memberOf(body, 'gateway_path'), scope) ?? ''
  const holder = gateway.slice(gateway.lastIndexOf('/') + 1).replace(/^nsxt_[a-z0-9_]{1,60}\./, '')
  const state = memberOf(body, 'path')?.value
  const own = typeof state === 'string' && state.startsWith('/')
  const service = make.one(body, 'service', scope)
  if (service) make.named.add(String(service.value))
  return make.object(resource, 'PolicyNatRule', scope, {
    ...(own ? {} : { path: textOf(`/tier-1s/${holder}/nat/USER/nat-rules/${resource.name}`, at) }),
    action: make.one(body, 'action', scope),
    source_network: networks('source_networks', 'source_network'),
    destination_network: networks('destination_networks', 'destination_network'),
    translated_network: networks('translated_networks', 'translated_network'),
    service,
    enabled: make.flag(body, 'enabled', scope),
    sequence_number: make.one(body, 'rule_priority', scope),
  })
}
