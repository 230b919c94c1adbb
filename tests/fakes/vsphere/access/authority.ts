import { GeneratedInventory } from '../inventory/generated.ts'
import { named } from '../inventory/topology.ts'
import { VimFault } from '../soap/fault.ts'
import { type Data, ref, type Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { privilegeOf, privileges, systemPrivileges } from './privileges.ts'

/** Roles and permissions of a test: who may do what, and where. */
export interface FakeAccess {
  /** Roles beside Admin, ReadOnly and NoAccess; the System privileges come by themselves. */
  readonly roles?: readonly { readonly name: string; readonly privileges: readonly string[] }[]
  /** What the user was given: on an object as `Type:id` (the folder above everything when absent), and all below it. */
  readonly permissions?: readonly FakePermission[]
  /** Methods that this server does not know. */
  readonly without?: readonly string[]
  /** Privileges that this server does not know. */
  readonly unknown?: readonly string[]
}

/** One permission. The nearest one counts. */
export interface FakePermission {
  readonly on?: string
  readonly role: string
  readonly propagate?: boolean
  /** Whose it is; the one user's when absent. */
  readonly principal?: string
}

/** A role as a vCenter has it. */
export interface Role {
  readonly id: number
  readonly name: string
  readonly system: boolean
  readonly privileges: ReadonlySet<string>
}

const mostRemembered = 10_000

/** Who may do what in one world. */
export class Authority {
  readonly roles: readonly Role[]
  readonly privileges: readonly string[]
  readonly #world: World
  readonly #given: ReadonlyMap<string, FakePermission>
  /** Roles on folders, clusters and the like; machines are too many. */
  readonly #known = new Map<string, Role>()

  constructor(world: World) {
    const { access = {} } = world.options
    this.#world = world
    this.privileges = privileges.filter((id) => access.unknown?.includes(id) !== true)
    this.roles = [
      { id: -1, name: 'Admin', system: true, privileges: new Set(this.privileges) },
      { id: -2, name: 'ReadOnly', system: true, privileges: new Set(systemPrivileges) },
      { id: -5, name: 'NoAccess', system: true, privileges: new Set() },
      ...(access.roles ?? []).map((role, at) => ({
        id: 101 + at,
        name: role.name,
        system: false,
        privileges: new Set([...systemPrivileges, ...role.privileges]),
      })),
    ]
    const own = (access.permissions ?? [{ role: 'Admin' }]).filter((one) => one.principal === undefined)
    this.#given = new Map(own.map((one) => [one.on ?? `Folder:${named.top.id}`, one]))
  }

  /** The role of the user on an object: that of the nearest permission. */
  roleOn(object: Ref): Role {
    const key = `${object.type}:${object.id}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const own = this.#given.get(key)
    const role = own === undefined ? this.#inherited(object) : this.named(own.role)
    if (object.type !== 'VirtualMachine' && this.#known.size < mostRemembered) this.#known.set(key, role)
    return role
  }

  holds(object: Ref, privilege: string): boolean {
    return this.roleOn(object).privileges.has(privilege)
  }

  named(name: string): Role {
    const role = this.roles.find((one) => one.name === name)
    if (role === undefined) throw new Error(`the fake has no role ${name}`)
    return role
  }

  #inherited(object: Ref): Role {
    if (object.id === named.top.id) return this.named('NoAccess')
    let above: Ref = named.top
    for (const parent of this.#world.links(object, 'parent')) above = parent
    const given = this.#given.get(`${above.type}:${above.id}`)
    return given?.propagate === false ? this.#inherited(above) : this.roleOn(above)
  }
}

const authorities = new WeakMap<World, Authority>()

/** The authority of a world. */
export function authorityOf(world: World): Authority {
  let authority = authorities.get(world)
  if (authority === undefined) authorities.set(world, (authority = new Authority(world)))
  return authority
}

/** Throws NoPermission when the user may not call this method there. */
export function refuseUnlessPermitted(world: World, method: string, self: Ref): void {
  const privilege = privilegeOf[method]
  if (world.options.access === undefined || privilege === undefined) return
  const { inventory } = world
  const machine =
    self.type === 'VirtualMachineSnapshot' && inventory instanceof GeneratedInventory
      ? inventory.machineOf(self)?.self
      : self
  const on = machine ?? self
  if (!authorityOf(world).holds(on, privilege))
    throw new VimFault('NoPermission', noPermission(on, privilege))
}

/** Why something is refused, as old and as new servers say it; the shape leaves out what its version does not know. */
export function noPermission(object: Ref, privilegeId: string): Data {
  const entity = ref(object.type, object.id)
  return { object: entity, privilegeId, missingPrivileges: [{ entity, privilegeIds: [privilegeId] }] }
}
