import { childrenOf, childText } from '../../../../src/formats/xml/index.ts'
import { named } from '../inventory/topology.ts'
import { fakeUser } from '../options.ts'
import { type Call, type Handlers, referenceOf, referenceXml } from '../soap/call.ts'
import { VimFault } from '../soap/fault.ts'
import { escape } from '../wire/encode.ts'
import { authorityOf } from './authority.ts'

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
    const authority = authorityOf(call.world)
    for (const one of call.world.options.access?.permissions ?? [{ role: 'Admin' }]) {
      const [type = '', id = ''] = (one.on ?? `Folder:${named.top.id}`).split(':')
      const principal = one.principal ?? fakeUser.name
      yield `<returnval><entity type="${type}">${escape(id)}</entity><principal>${escape(principal)}</principal><group>${principal.includes('Admins')}</group><roleId>${authority.named(one.role).id}</roleId><propagate>${one.propagate !== false}</propagate></returnval>`
    }
  },
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
