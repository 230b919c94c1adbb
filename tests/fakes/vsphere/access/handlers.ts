import { childrenOf, childText } from '../../../../src/formats/xml/index.ts'
import { named } from '../inventory/topology.ts'
import { fakeUser } from '../options.ts'
import { type Call, type Handlers, referenceArgument, referenceOf, referenceXml } from '../soap/call.ts'
import { VimFault } from '../soap/fault.ts'
import { escape } from '../wire/encode.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { authorityOf, type FakePermission } from './authority.ts'

/** The authorization manager: what the user may do, and what everyone was given. */
export const accessHandlers: Handlers = {
  *HasPrivilegeOnEntities(call) {
    known(call)
    const { world, args } = call
    const authority = authorityOf(world)
    if (!world.sessions.use(childText(args, 'sessionId') ?? '', 'soap'))
      throw new VimFault('InvalidArgument', { invalidProperty: 'sessionId' })
    const asked = childrenOf(args, 'privId').map(({ text }) => text)
    if (asked.some((id) => !authority.privileges.includes(id)))
      throw new VimFault('InvalidArgument', { invalidProperty: 'privId' })
    for (const entity of entitiesOf(call, 'entity')) {
      const answers = asked.map(
        (id) =>
          `<privAvailability><privId>${escape(id)}</privId><isGranted>${authority.holds(entity, id)}</isGranted></privAvailability>`,
      )
      yield `<returnval>${referenceXml('entity', entity)}${answers.join('')}</returnval>`
    }
  },
  *FetchUserPrivilegeOnEntities(call) {
    known(call)
    const authority = authorityOf(call.world)
    if (childText(call.args, 'userName') !== fakeUser.name) throw new VimFault('UserNotFound')
    for (const entity of entitiesOf(call, 'entities')) {
      const held = [...authority.roleOn(entity).privileges].map((id) => `<privileges>${id}</privileges>`)
      yield `<returnval>${referenceXml('entity', entity)}${held.join('')}</returnval>`
    }
  },
  *RetrieveAllPermissions(call) {
    known(call)
    for (const one of givenIn(call)) yield permissionXml(call.world, one)
  },
  *RetrieveEntityPermissions(call) {
    const { world, args } = call
    const entity = referenceArgument(args, 'entity')
    const places = new Set<string>()
    for (let at: Ref | undefined = entity; at !== undefined; at = above(world, at)) {
      places.add(`${at.type}:${at.id}`)
      if (childText(args, 'inherited') !== 'true') break
    }
    for (const one of givenIn(call)) if (places.has(placeOf(one))) yield permissionXml(world, one)
  },
}

function givenIn({ world }: Call): readonly FakePermission[] {
  return world.options.access?.permissions ?? [{ role: 'Admin' }]
}

function placeOf({ on }: FakePermission): string {
  return on ?? `Folder:${named.top.id}`
}

function above(world: World, object: Ref): Ref | undefined {
  if (object.id === named.top.id) return undefined
  for (const parent of world.links(object, 'parent')) return parent
  return named.top
}

function permissionXml(world: World, one: FakePermission): string {
  const [type = '', id = ''] = placeOf(one).split(':')
  const principal = one.principal ?? fakeUser.name
  return `<returnval><entity type="${type}">${escape(id)}</entity><principal>${escape(principal)}</principal><group>${principal.includes('Admins')}</group><roleId>${authorityOf(world).named(one.role).id}</roleId><propagate>${one.propagate !== false}</propagate></returnval>`
}

function known({ world, method }: Call): void {
  if (world.options.access?.without?.includes(method) === true) throw new VimFault('NotSupported')
}

function entitiesOf({ world, args }: Call, name: string) {
  const entities = childrenOf(args, name).map(referenceOf)
  for (const entity of entities) {
    if (entity.id !== named.top.id && !world.has(entity))
      throw new VimFault('ManagedObjectNotFound', { obj: entity })
  }
  return entities
}
