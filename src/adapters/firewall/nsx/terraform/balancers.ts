import type { HclNode } from '../../../../formats/hcl/index.ts'
import { listOf, type Maker, objectOf } from './convert.ts'
import type { Scope, TfResource } from './schema.ts'

/** A pool of a load balancer. */
export function poolOf(resource: TfResource, make: Maker): HclNode {
  const { body, at } = resource
  const scope = make.scopeOf(resource)
  const [group, inner] = make.blocks(body, 'member_group', scope)[0] ?? []
  return make.object(resource, 'LBPool', scope, {
    members: listOf(
      at,
      make.blocks(body, 'member', scope).flatMap(([member, around]) =>
        make.side(member, 'ip_address', around).map((address) =>
          objectOf(member.at, {
            ip_address: address,
            port: make.one(member, 'port', around),
            admin_state: make.one(member, 'admin_state', around),
          }),
        ),
      ),
    ),
    member_group:
      group && inner
        ? objectOf(group.at, {
            group_path: make.side(group, 'group_path', inner)[0],
            port: make.one(group, 'port', inner),
          })
        : undefined,
  })
}

/** A virtual server with the pools behind it. */
export function frontOf(resource: TfResource, make: Maker): HclNode {
  const { body, at } = resource
  const scope = make.scopeOf(resource)
  const [control, inner] = make.blocks(body, 'access_list_control', scope)[0] ?? []
  return make.object(resource, 'LBVirtualServer', scope, {
    ip_address: make.side(body, 'ip_address', scope)[0],
    ports: listOf(at, make.texts(body, 'ports', scope)),
    default_pool_member_ports: listOf(at, make.texts(body, 'default_pool_member_ports', scope)),
    pool_path: make.one(body, 'pool_path', scope),
    sorry_pool_path: make.one(body, 'sorry_pool_path', scope),
    application_profile_path: make.one(body, 'application_profile_path', scope),
    enabled: make.flag(body, 'enabled', scope),
    access_list_control:
      control && inner
        ? objectOf(control.at, {
            group_path: make.side(control, 'group_path', inner)[0],
            action: make.one(control, 'action', inner),
            enabled: make.flag(control, 'enabled', inner),
          })
        : undefined,
    rules: listOf(
      at,
      make
        .blocks(body, 'rule', scope)
        .map(([rule, around]) =>
          objectOf(rule.at, { actions: listOf(rule.at, actionsOf(rule, around, make)) }),
        ),
    ),
  })
}

/** `action { select_pool { pool_id } }`. */
function actionsOf(rule: HclNode, scope: Scope, make: Maker): readonly HclNode[] {
  return make
    .blocks(rule, 'action', scope)
    .flatMap(([action, inner]) => make.blocks(action, 'select_pool', inner))
    .map(([select, inner]) => objectOf(select.at, { pool_id: make.one(select, 'pool_id', inner) }))
}
