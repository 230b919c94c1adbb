import type { AccessList, GivenRole, RoleFacts } from '../../../model/access.ts'
import { ancestorsOf, type Context, nameOf } from './context.ts'

/**
 * Roles that somebody was given or made, and who has which where. What a built-in role permits is the product's and
 * hundreds of words long: it is not kept.
 */
export function accessFacts(
  access: AccessList | undefined,
  context: Context,
  machines: ReadonlyMap<string, string>,
): { readonly roles?: readonly RoleFacts[]; readonly permissions?: readonly GivenRole[] } {
  if (access === undefined) return {}
  const given = new Set(access.permissions.map(({ role }) => role))
  const roles = access.roles
    .filter(({ name, system }) => !system || given.has(name))
    .map(({ name, system, privileges }) =>
      system ? { name, system } : { name, system, privileges: [...privileges].sort() },
    )
  const permissions = access.permissions.map(({ principal, group, role, on, propagate }) => ({
    principal,
    group,
    role,
    ...(on === undefined ? {} : { on: placeOf(on, context, machines) }),
    propagate,
  }))
  permissions.sort((a, b) => (order(a) < order(b) ? -1 : 1))
  return {
    ...(roles.length === 0 ? {} : { roles }),
    ...(permissions.length === 0 ? {} : { permissions }),
  }
}

function order({ on = '', principal, role }: GivenRole): string {
  return `${on}\0${principal}\0${role}`
}

/** `Kiel/vm/Team 001`; the folder above everything counts for all. */
function placeOf(
  { type, id }: { readonly type: string; readonly id: string },
  context: Context,
  machines: ReadonlyMap<string, string>,
): string {
  const machine = machines.get(id)
  if (machine !== undefined) return `${machine} (${id})`
  const chain = ancestorsOf(context, { type, value: id })
  const top = chain.at(-1)
  const rooted = top?.type === 'Folder'
  if (type === 'Folder' && (chain.length === 0 || (rooted && chain.length === 1)))
    return 'the whole inventory'
  const names = (rooted ? chain.slice(0, -1) : chain).map(
    (record) => nameOf(context, { type: record.type, value: record.id }) ?? record.id,
  )
  return names.length === 0 ? `${type} ${id}` : names.reverse().join('/')
}
