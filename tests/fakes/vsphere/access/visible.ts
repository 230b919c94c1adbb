import { named } from '../inventory/topology.ts'
import type { Data, Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { authorityOf } from './authority.ts'

/** Whether the user's views list an object. */
export function mayView(world: World, object: Ref): boolean {
  return world.options.access === undefined || authorityOf(world).holds(object, 'System.View')
}

/** The privilege that roles and permissions say is missing to read a property. */
export function lackByRole(world: World, object: Ref, path: string): string | undefined {
  if (world.options.access === undefined) return undefined
  if (object.type === 'SessionManager' && path === 'sessionList') {
    const privilege = 'Sessions.TerminateSession'
    return authorityOf(world).holds(named.top, privilege) ? undefined : privilege
  }
  if (world.living.has(`${object.type}:${object.id}`)) return undefined
  return authorityOf(world).holds(object, 'System.Read') ? undefined : 'System.Read'
}

/** The roles of the user on an object, where a test chose them. */
export function effectiveRole(world: World, object: Ref, path: string): string | undefined {
  if (world.options.access === undefined || path !== 'effectiveRole') return undefined
  return `<val xsi:type="ArrayOfInt"><int xsi:type="xsd:int">${authorityOf(world).roleOn(object).id}</int></val>`
}

/** Roles as the authorization manager lists them. */
export function roleList(world: World): readonly Data[] {
  return authorityOf(world).roles.map(({ id, name, system, privileges }) => ({
    roleId: id,
    system,
    name,
    info: { label: name, summary: name },
    privilege: [...privileges],
  }))
}

/** Every privilege there is. */
export function privilegeList(world: World): readonly Data[] {
  return authorityOf(world).privileges.map((id) => ({
    privId: id,
    onParent: false,
    name: id.slice(id.lastIndexOf('.') + 1),
    privGroupName: id.slice(0, id.lastIndexOf('.')),
  }))
}
